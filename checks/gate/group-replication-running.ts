import { blindTo, defineCheck, fail, pass } from '../../src/doctor/check.js';
import { groupReplicationPlugin } from '../plugin/lookup.js';

export default defineCheck({
  id: 'gate/group-replication-running',
  title: 'Group Replication is not running on the recipient',
  stage: 'gate',
  consequence: 'refused',
  why: `While Group Replication runs, only its own internal account may replace the member's data; everybody else's CLONE is
refused with error 3875. The form with DATA DIRECTORY is allowed, and so is a running member as donor.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-cloning.html',
    'sql/sql_admin.cc: Sql_cmd_clone::execute()',
  ],
  needs: ['recipient.plugins'],
  wishes: ['recipient.groupMembers'],
  irrelevant: ({ dataDirectory }) =>
    dataDirectory && 'CLONE ... DATA DIRECTORY is allowed while Group Replication runs',
  evaluate({ recipient, plan }) {
    if (!groupReplicationPlugin(recipient.plugins)) {
      return pass('Group Replication is not installed on the recipient');
    }
    if (!recipient.groupMembers.ok) return blindTo('recipient.groupMembers', recipient.groupMembers);
    // A server that is in no group shows itself as OFFLINE, or nothing; one that is in it shows the others as well.
    const state =
      recipient.groupMembers.value.find((member) => member.state !== 'OFFLINE')?.state ?? 'OFFLINE';
    const evidence = { state };
    if (state === 'OFFLINE') return pass('Group Replication is stopped on the recipient', { evidence });
    const errno = plan.joinGroup ? 3093 : 3875;
    return fail(`the recipient is in a group: a member is ${state}`, {
      meaning: `The recipient refuses with error ${errno}; nothing is harmed.`,
      evidence,
      errno,
      ...(plan.joinGroup && { settles: true }),
      remedy: [
        {
          on: 'recipient',
          kind: 'manual',
          text: 'A member that stops leaves its group; a primary hands its role over. It is left with super_read_only=ON, which CLONE does not get past either.',
        },
        {
          on: 'recipient',
          kind: 'sql',
          text: 'STOP GROUP_REPLICATION;\nSET GLOBAL super_read_only = OFF;\nSET GLOBAL read_only = ON;',
        },
      ],
    });
  },
});
