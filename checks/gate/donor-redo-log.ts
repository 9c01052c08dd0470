import { defineCheck, fail, pass } from '../../src/doctor/check.js';

export default defineCheck({
  id: 'gate/donor-redo-log',
  title: "The donor's redo log is enabled",
  stage: 'gate',
  consequence: 'refused',
  why: `CLONE copies pages while they change and needs the redo log to make one state of them. A donor that runs after
ALTER INSTANCE DISABLE INNODB REDO_LOG refuses with error 3983, wrapped in 3862. The recipient's own redo log
does not matter.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/innodb-redo-log.html',
    'storage/innobase/clone/clone0api.cc: innodb_clone_begin()',
  ],
  needs: ['donor.status'],
  evaluate({ donor }) {
    const enabled = donor.status.Innodb_redo_log_enabled;
    const evidence = { Innodb_redo_log_enabled: enabled ?? null };
    // The status variable came with the statement that disables the log, in 8.0.21.
    if (enabled !== 'OFF') return pass('the redo log of the donor is enabled', { evidence });
    return fail('the redo log of the donor is disabled', {
      meaning: 'The donor refuses (error 3862, with 3983 inside); nothing is harmed.',
      evidence,
      errno: 3862,
      donorErrno: 3983,
      remedy: [{ on: 'donor', kind: 'sql', text: 'ALTER INSTANCE ENABLE INNODB REDO_LOG;' }],
    });
  },
});
