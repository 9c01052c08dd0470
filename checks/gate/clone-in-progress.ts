import { blindTo, defineCheck, fail, pass, skip } from '../../src/doctor/check.js';
import { clonePlugin } from '../plugin/lookup.js';
import { servingSessions } from './serving.js';

export default defineCheck({
  id: 'gate/clone-in-progress',
  title: 'No other clone is running on the recipient',
  stage: 'gate',
  consequence: 'refused',
  why: `A server takes part in one clone at a time. While one runs, or has ended and waits for its restart, another CLONE is
refused with error 3634, whether the server is the recipient of the first or its donor.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-monitoring.html',
    'plugin/clone/src/clone_client.cc',
  ],
  needs: ['recipient.plugins'],
  wishes: ['recipient.lastClone', 'recipient.sessions'],
  evaluate({ recipient }) {
    if (!clonePlugin(recipient.plugins)) return skip('the clone plugin is not loaded');
    if (!recipient.sessions.ok) return blindTo('recipient.sessions', recipient.sessions);
    const serving = servingSessions(recipient.sessions.value);
    if (serving > 0) {
      return fail('the recipient is the donor of a clone that runs now', {
        meaning: 'CLONE is refused with error 3634 until that clone is over; nothing is harmed.',
        evidence: { serving },
        errno: 3634,
      });
    }
    if (!recipient.lastClone.ok) return blindTo('recipient.lastClone', recipient.lastClone);
    const last = recipient.lastClone.value;
    if (!last) return pass('the recipient has not cloned before');
    const evidence = { state: last.state, source: last.source, endTime: last.endTime };
    if (last.state !== 'In Progress') return pass(`the last clone is over: ${last.state}`, { evidence });
    return fail(`a clone from ${last.source} is in progress on the recipient`, {
      meaning: 'A second CLONE is refused with error 3634; nothing more is harmed than the first one does.',
      evidence,
      errno: 3634,
      remedy: [
        {
          on: 'recipient',
          kind: 'sql',
          text: 'SELECT STAGE, STATE, END_TIME, ESTIMATE, DATA FROM performance_schema.clone_progress;',
        },
      ],
    });
  },
});
