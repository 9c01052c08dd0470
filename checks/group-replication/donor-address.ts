import { defineCheck, pass, warn } from '../../src/doctor/check.js';
import { plannedJoin } from './by-itself.js';
import { groupOf } from './group.js';

const ENDPOINTS = 'group_replication_advertise_recovery_endpoints';

export default defineCheck({
  id: 'group-replication/donor-address',
  title: 'The donor offers its group an address that CLONE can use',
  stage: 'after',
  consequence: 'none',
  why: `A clone that Group Replication begins goes to the addresses in the donor's
group_replication_advertise_recovery_endpoints, and where that is DEFAULT to the donor's MEMBER_HOST and MEMBER_PORT, which
are its report_host and report_port. It writes the address into the recipient's clone_valid_donor_list first, which cannot
hold an IPv6 address: such a donor serves its binary logs, and never a clone.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-system-variables.html#sysvar_group_replication_advertise_recovery_endpoints',
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-distributed-recovery-connections.html',
    'plugin/clone/src/clone_plugin.cc: match_valid_donor_address()',
  ],
  needs: ['recipient.variables', 'donor.variables', 'donor.identity'],
  wishes: ['donor.groupMembers'],
  irrelevant: plannedJoin,
  evaluate({ recipient, donor }) {
    const group = groupOf({ recipient, donor });
    if (group.state === 'none') return pass(group.because);
    if (group.state === 'blind') return group.verdict;
    const { host, port } = group.self;
    const endpoints = donor.variables[ENDPOINTS] ?? 'DEFAULT';
    const addresses =
      endpoints.toUpperCase() === 'DEFAULT'
        ? [`${host}:${port}`]
        : endpoints.split(',').map((word) => word.trim());
    const evidence = { addresses };
    // HOST:PORT has one colon, an IPv6 address at least two more.
    if (addresses.some((address) => address.split(':').length === 2))
      return pass(`a member that joins clones from ${addresses.join(' or ')}`, { evidence });
    return warn(`the donor offers its group ${addresses.join(' and ')} only`, {
      meaning:
        'clone_valid_donor_list cannot hold an IPv6 address: no member that joins can clone from this donor.',
      evidence,
      remedy: [
        {
          on: 'donor-host',
          kind: 'manual',
          text: 'Set report_host in its option file to a name, and restart it.',
        },
      ],
    });
  },
});
