import { blindTo, defineCheck, pass, warn } from '../../src/doctor/check.js';
import { recoveryCredentials } from './recovery-channel.js';

export default defineCheck({
  id: 'credentials/recipient-recovery-channel',
  title: 'The recipient does not start Group Replication by itself with stored credentials',
  stage: 'after',
  consequence: 'none',
  why: `A recipient with credentials stored for the recovery channel and group_replication_start_on_boot=ON joins its group at
every start, the one after CLONE included. By then CLONE has replaced the stored credentials by the donor's, or by
none: the join happens with somebody else's password, or fails.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-cloning.html',
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-secure-user.html',
  ],
  needs: ['recipient.variables'],
  wishes: ['recipient.storedCredentials', 'recipient.channels'],
  irrelevant: ({ dataDirectory }) =>
    dataDirectory && "CLONE ... DATA DIRECTORY leaves the recipient's own tables alone",
  evaluate({ recipient }) {
    const startOnBoot = recipient.variables.group_replication_start_on_boot;
    if (startOnBoot !== 'ON') {
      return pass(
        startOnBoot === undefined
          ? 'Group Replication is not installed on the recipient'
          : 'group_replication_start_on_boot is OFF on the recipient',
        { evidence: { startOnBoot: startOnBoot ?? null } },
      );
    }
    const stored = recoveryCredentials(recipient.storedCredentials, recipient.channels);
    if (!stored.known) return blindTo('recipient.storedCredentials', stored.missing);
    const evidence = { stored: stored.stored, password: stored.password, startOnBoot };
    if (!stored.stored)
      return pass('no credentials of the recovery channel are stored on the recipient', { evidence });
    return warn(
      'the recipient stores credentials for its recovery channel and starts Group Replication on boot',
      {
        meaning:
          "After CLONE it holds the donor's credentials or none, and starts Group Replication with that by itself.",
        evidence,
        remedy: [
          { on: 'recipient', kind: 'sql', text: 'SET PERSIST group_replication_start_on_boot = OFF;' },
        ],
      },
    );
  },
});
