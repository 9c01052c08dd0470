import { blindTo, defineCheck, pass, warn } from '../../src/doctor/check.js';

export default defineCheck({
  id: 'group-replication/donor-state',
  title: 'The donor is no member of a group that lags behind or was cut off',
  stage: 'after',
  consequence: 'none',
  why: `CLONE takes what the donor has and does not ask how that relates to its group. A member in the state ERROR was expelled
or has failed, and the group has gone on without it; one in RECOVERING is still fetching what it lacks; and one that sees
most of the others as UNREACHABLE may be the part that was cut off. Group Replication itself clones from ONLINE members
only.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-server-states.html',
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-network-partitioning.html',
  ],
  needs: ['donor.variables', 'donor.identity'],
  wishes: ['donor.groupMembers'],
  evaluate({ donor }) {
    if (!donor.variables.group_replication_group_name) return pass('the donor is set up for no group');
    if (!donor.groupMembers.ok) return blindTo('donor.groupMembers', donor.groupMembers);
    const members = donor.groupMembers.value;
    const state = members.find(({ id }) => id === donor.identity.serverUuid)?.state ?? 'OFFLINE';
    const unreachable = members.filter((member) => member.state === 'UNREACHABLE').length;
    const evidence = { state, members: members.length, unreachable };
    if (state === 'ERROR' || state === 'RECOVERING') {
      return warn(`the donor is ${state} in its group`, {
        meaning: 'The clone holds what the donor has now, which is less than what its group has.',
        evidence,
        remedy: [{ on: 'doctor', kind: 'manual', text: 'Clone from a member that is ONLINE.' }],
      });
    }
    if (unreachable * 2 >= members.length && unreachable > 0) {
      return warn(`the donor sees ${unreachable} of ${members.length} members of its group as UNREACHABLE`, {
        meaning: 'It has no majority: if the others are alive, they have gone on without it.',
        evidence,
        remedy: [{ on: 'doctor', kind: 'manual', text: 'Clone from a member that sees a majority.' }],
      });
    }
    return pass(`the donor is ${state} in its group`, { evidence });
  },
});
