import { plural } from '../../src/doctor/amount.js';
import { blindTo, defineCheck, pass, warn } from '../../src/doctor/check.js';
import { sqlString } from '../../src/evidence/sql-quotes.js';
import { asynchronous, isGroupChannel } from './channel-names.js';

export default defineCheck({
  id: 'credentials/donor-channels',
  title: 'The donor stores no password of a replication channel',
  stage: 'after',
  consequence: 'leak',
  why: `CHANGE REPLICATION SOURCE stores the password of a channel in clear text in mysql.slave_master_info, and CLONE copies
that table: whoever can read the recipient's system tables then knows the replication account of the donor's source. The
password that START REPLICA is given stays in memory and is not cloned. The channel group_replication_recovery has a
check of its own.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-replication.html',
    'https://dev.mysql.com/doc/refman/8.4/en/change-replication-source-to.html',
  ],
  needs: ['donor.identity'],
  wishes: ['donor.storedCredentials', 'donor.channels'],
  evaluate({ donor }) {
    const { storedCredentials: stored, channels } = donor;
    if (!stored.ok) {
      // A channel without a user can have a password all the same.
      const none = channels.ok && !channels.value.some(asynchronous);
      if (none) return pass('the donor has no replication channel', { evidence: { channels: [] } });
      return blindTo('donor.storedCredentials', stored);
    }
    const names = stored.value.filter((row) => row.hasPassword && !isGroupChannel(row.channel));
    const evidence = { channels: names.map(({ channel }) => channel) };
    if (names.length === 0) return pass('no password of a channel is stored on the donor', { evidence });
    return warn(
      `the donor stores the password of the ${plural(names.length, 'channel')} ${names.map(({ channel }) => `'${channel}'`).join(', ')}`,
      {
        meaning: 'The clone hands it to the recipient, in clear text in mysql.slave_master_info.',
        evidence,
        remedy: [
          {
            on: 'recipient',
            kind: 'manual',
            text: 'Unless the clone is to replicate from there, remove the channel from it. Give each replica an account of its own.',
          },
          {
            on: 'recipient',
            kind: 'sql',
            when: 'after-clone',
            text: names
              .map(
                ({ channel }) =>
                  `STOP REPLICA FOR CHANNEL ${sqlString(channel)};\nRESET REPLICA ALL FOR CHANNEL ${sqlString(channel)};`,
              )
              .join('\n'),
          },
        ],
      },
    );
  },
});
