import { plural } from '../../src/doctor/amount.js';
import { defineCheck, pass, warn } from '../../src/doctor/check.js';
import { asynchronous } from '../credentials/channel-names.js';
import { keepsItsData } from './own-data.js';

export default defineCheck({
  id: 'data/inherited-channels',
  title: "The clone does not start the donor's replication by itself",
  stage: 'after',
  consequence: 'none',
  why: `A donor that is a replica hands its channels over: source, user, position. The clone starts them at its first start,
also those that were stopped on the donor, with the donor's password where one is stored. (A channel that has never
received anything has no relay log to recover, and stays off: MY-010426.) Right for one more replica of the same
source; wrong for a copy to test with, which then follows production. skip_replica_start in the recipient's option file
keeps the channels stopped.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-replication.html',
    'https://dev.mysql.com/doc/refman/8.4/en/replication-options-replica.html#option_mysqld_skip-replica-start',
  ],
  needs: ['donor.channels', 'recipient.variables'],
  irrelevant: keepsItsData,
  evaluate({ donor, recipient }) {
    const channels = donor.channels.filter(asynchronous);
    const names = channels.map(({ name, host, port }) => `'${name}' (from ${host}:${port})`);
    const { skip_replica_start, skip_slave_start } = recipient.variables;
    const skips = (skip_replica_start ?? skip_slave_start ?? 'OFF') === 'ON';
    const evidence = { channels: channels.map(({ name }) => name), skipReplicaStart: skips };
    if (channels.length === 0) return pass("the donor is nobody's replica", { evidence });
    if (skips) {
      return pass(
        `the donor's ${plural(names.length, 'channel')} ${names.join(', ')} ${plural(names.length, 'comes along and stays', 'come along and stay')} stopped: skip_replica_start is ON`,
        {
          evidence,
        },
      );
    }
    return warn(`the donor has the replication ${plural(names.length, 'channel')} ${names.join(', ')}`, {
      meaning:
        'The clone has them too, and starts those that have ever received anything by itself, as soon as it is up.',
      evidence,
      remedy: [
        {
          on: 'recipient-host',
          kind: 'option-file',
          path: 'the option file of the recipient, section [mysqld]; before the clone, then restart it',
          // Before 8.0.26 the option has its old name only, and an unknown option keeps a server from starting.
          text: 'loose_skip_replica_start=ON\nloose_skip_slave_start=ON',
        },
        {
          on: 'recipient',
          kind: 'manual',
          text: 'After the clone: RESET REPLICA ALL, unless it is meant to replicate from there.',
        },
      ],
    });
  },
});
