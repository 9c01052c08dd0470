import { plural } from '../../src/doctor/amount.js';
import { defineCheck, pass, warn } from '../../src/doctor/check.js';
import { copyOf } from '../../src/evidence/copy.js';

export default defineCheck({
  id: 'donor/better-donor',
  title: 'The donor is not the one writer of a group that has other donors',
  stage: 'copy',
  consequence: 'none',
  why: `A clone takes what the donor's disks and network give: without a limit it adds threads for as long as that makes it
faster. On the only primary of a group all writers feel that, and any online secondary has the same data to give;
MySQL Shell takes one first. A primary that has no such member beside it, and a source of replicas, are what people
clone from. A member that joins a group chooses its donor itself. The recipient's clone_max_data_bandwidth or clone_max_network_bandwidth spare a donor as well.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-options-variables.html#sysvar_clone_max_data_bandwidth',
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-single-primary-mode.html',
  ],
  needs: ['donor.groupMembers', 'donor.identity'],
  wishes: ['donor.sessions', 'donor.variables', 'recipient.identity', 'recipient.variables'],
  evaluate({ donor, recipient, plan }) {
    const online = donor.groupMembers.filter(({ state }) => state === 'ONLINE');
    const self = online.find(({ id }) => id === donor.identity.serverUuid);
    const recipientId = recipient.identity.ok ? recipient.identity.value.serverUuid : undefined;
    const others = online.filter(
      ({ id, role, version }) =>
        id !== donor.identity.serverUuid &&
        id !== recipientId &&
        role === 'SECONDARY' &&
        version === self?.version,
    );
    const readers = donor.sessions.ok
      ? donor.sessions.value
          .filter(({ command }) => command.startsWith('Binlog Dump'))
          .reduce((sum, { count }) => sum + count, 0)
      : null;
    const variables = recipient.variables.ok ? recipient.variables.value : {};
    const { limitMibPerSecond } = copyOf(0, variables, plan);
    const evidence = {
      role: self?.role ?? null,
      otherDonors: others.map(({ host, port }) => `${host}:${port}`),
      replicas: readers,
      limitMibPerSecond,
    };
    const isOnlyPrimary =
      self?.role === 'PRIMARY' && online.filter(({ role }) => role === 'PRIMARY').length === 1;
    if (!self) {
      const serves =
        readers === null
          ? ''
          : `, and ${readers} ${plural(readers, 'replica reads', 'replicas read')} its binary log`;
      return pass(`the donor is no member of a group${serves}`, { evidence });
    }
    if (!isOnlyPrimary) return pass(`the donor is a member of a group, as ${self.role}`, { evidence });
    if (others.length === 0)
      return pass('the donor is the primary of its group, and no other member could be the donor', {
        evidence,
      });
    const group = variables.group_replication_group_name;
    if (group && donor.variables.ok && donor.variables.value.group_replication_group_name === group)
      return pass('the donor is the primary of the group that the recipient is set up for', { evidence });
    if (limitMibPerSecond !== null)
      return pass(
        `the donor is the primary of its group; the clone takes ${limitMibPerSecond} MiB/s at most`,
        { evidence },
      );
    const [first] = evidence.otherDonors;
    return warn(
      `the donor is the primary of its group, and other members are online: ${evidence.otherDonors.join(', ')}`,
      {
        meaning: 'All writers of the group feel what the copy takes of its disks and network.',
        evidence,
        remedy: [
          {
            on: 'doctor',
            kind: 'manual',
            text: `Clone from a secondary, such as ${first}, and judge that one with --donor.`,
          },
          {
            on: 'recipient',
            kind: 'manual',
            text: 'Or limit the clone: SET GLOBAL clone_max_data_bandwidth, in MiB a second.',
          },
        ],
      },
    );
  },
});
