import { plural } from '../../src/doctor/amount.js';
import { defineCheck, fail, pass } from '../../src/doctor/check.js';
import { servingSessions } from './serving.js';

export default defineCheck({
  id: 'gate/donor-busy',
  title: 'The donor serves no other clone',
  stage: 'gate',
  consequence: 'refused',
  why: `A donor serves one recipient at a time and answers any other with error 3634, wrapped in 3862. What the donor's
clone_status shows is what it cloned itself; whom it serves, only its sessions tell.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-limitations.html',
    'storage/innobase/clone/clone0api.cc: innodb_clone_begin()',
  ],
  needs: ['donor.sessions'],
  evaluate({ donor }) {
    const serving = servingSessions(donor.sessions);
    const evidence = { serving };
    if (serving === 0) return pass('the donor serves no clone', { evidence });
    return fail(`the donor serves another clone, in ${serving} ${plural(serving, 'session')}`, {
      meaning:
        'The donor refuses (error 3862, with 3634 inside) until that clone is over; nothing is harmed.',
      evidence,
      errno: 3862,
      donorErrno: 3634,
      remedy: [
        {
          on: 'donor',
          kind: 'sql',
          text: "SELECT PROCESSLIST_ID, PROCESSLIST_USER, PROCESSLIST_HOST, PROCESSLIST_STATE FROM performance_schema.threads WHERE PROCESSLIST_COMMAND = 'clone';",
        },
      ],
    });
  },
});
