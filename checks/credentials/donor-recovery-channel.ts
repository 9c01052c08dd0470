import { blindTo, defineCheck, pass, warn } from '../../src/doctor/check.js';
import { recoveryCredentials, removeStoredCredentials } from './recovery-channel.js';

export default defineCheck({
  id: 'credentials/donor-recovery-channel',
  title: "The donor stores no credentials for Group Replication's recovery channel",
  stage: 'after',
  consequence: 'leak',
  why: `mysql.slave_master_info holds the user and the clear-text password of the channel group_replication_recovery when
somebody set them with CHANGE REPLICATION SOURCE. CLONE copies the table: the recipient then has the donor's
replication password, and with group_replication_start_on_boot=ON it uses it at the next start, without anybody
having asked. Credentials given to START GROUP_REPLICATION are not stored and not cloned.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-cloning.html',
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-secure-user.html',
  ],
  needs: ['donor.identity', 'donor.variables'],
  wishes: ['donor.storedCredentials', 'donor.channels', 'recipient.variables'],
  evaluate({ donor, recipient }) {
    const stored = recoveryCredentials(donor.storedCredentials, donor.channels);
    if (!stored.known) return blindTo('donor.storedCredentials', stored.missing);
    const startOnBoot = recipient.variables.ok
      ? (recipient.variables.value.group_replication_start_on_boot ?? null)
      : null;
    const evidence = {
      stored: stored.stored,
      password: stored.password,
      donorStartOnBoot: donor.variables.group_replication_start_on_boot ?? null,
      recipientStartOnBoot: startOnBoot,
    };
    if (!stored.stored)
      return pass('no credentials of the recovery channel are stored on the donor', { evidence });
    return warn(
      `the donor stores ${stored.password ? 'user and password' : 'a user'} for the channel group_replication_recovery`,
      {
        meaning: `The clone hands them to the recipient, in clear text in mysql.slave_master_info.${
          startOnBoot === 'ON'
            ? ' group_replication_start_on_boot is ON there: its Group Replication starts with them by itself right after the clone.'
            : ''
        }`,
        evidence,
        remedy: removeStoredCredentials(donor.identity.version),
      },
    );
  },
});
