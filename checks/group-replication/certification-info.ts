import { plural } from '../../src/doctor/amount.js';
import { defineCheck, pass, warn } from '../../src/doctor/check.js';
import { isAtLeast, parseVersion } from '../../src/evidence/version.js';
import { keepsItsData } from '../data/own-data.js';
import { groupOf } from './group.js';

export default defineCheck({
  id: 'group-replication/certification-info',
  title: 'The group can send a member that comes back from a long clone its certification information',
  stage: 'after',
  consequence: 'none',
  why: `While a member clones, the others collect certification information for it, and hand it over in one message when it
is back. Before 8.0.22 a message that grew too large could not be sent, and the member left the group again right after
its clone. The manual of 8.0 advises those releases to wait two minutes and try once more. Since 8.0.22 it is sent in
compressed pieces.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.0/en/group-replication-cloning.html',
    'https://bugs.mysql.com/bug.php?id=99778',
  ],
  needs: ['recipient.variables', 'donor.variables', 'donor.identity'],
  wishes: ['donor.groupMembers'],
  irrelevant: keepsItsData,
  evaluate({ recipient, donor }) {
    const group = groupOf({ recipient, donor });
    if (group.state === 'none') return pass(group.because);
    if (group.state === 'blind') return group.verdict;
    const old = group.online.filter(({ version }) => {
      const parsed = parseVersion(version);
      return parsed && !isAtLeast(parsed, 8, 0, 22);
    });
    const evidence = { versions: [...new Set(group.online.map(({ version }) => version))] };
    if (old.length === 0) return pass('every ONLINE member is 8.0.22 or later', { evidence });
    return warn(
      `${old.length} ONLINE ${plural(old.length, 'member of the group is', 'members of the group are')} older than 8.0.22`,
      {
        meaning:
          'After a long clone in a busy group the certification information may be too large to be sent, and the recipient leaves the group again. Its data is complete.',
        evidence,
        remedy: [
          {
            on: 'recipient',
            kind: 'manual',
            text: 'If that happens: wait two minutes for the group to tidy up, then type this, and START GROUP_REPLICATION.',
          },
          {
            on: 'recipient',
            kind: 'sql',
            when: 'after-clone',
            text: "RESET SLAVE FOR CHANNEL 'group_replication_recovery';",
          },
        ],
      },
    );
  },
});
