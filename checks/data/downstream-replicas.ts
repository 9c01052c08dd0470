import { plural } from '../../src/doctor/amount.js';
import { defineCheck, pass, warn } from '../../src/doctor/check.js';
import { keepsItsData } from './own-data.js';

export default defineCheck({
  id: 'data/downstream-replicas',
  title: "Nobody reads the recipient's binary logs",
  stage: 'copy',
  consequence: 'none',
  why: `CLONE deletes the recipient's binary logs and restarts it with the donor's gtid_executed. A replica of the recipient,
or a reader such as a change data capture, finds nothing at its position (error 1236) or goes on with other data than it
has. A session in the command Binlog Dump is such a reader.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-replication.html'],
  needs: ['recipient.sessions'],
  irrelevant: keepsItsData,
  evaluate({ recipient }) {
    const readers = recipient.sessions.filter(({ command }) => command.startsWith('Binlog Dump'));
    const count = readers.reduce((sum, session) => sum + session.count, 0);
    const users = [...new Set(readers.map(({ user }) => user ?? ''))];
    const evidence = { readers: count, users };
    if (count === 0) return pass("no replica is connected to the recipient's binary log", { evidence });
    return warn(
      `${count} ${plural(count, 'session reads', 'sessions read')} the recipient's binary log, as ${users.join(', ')}`,
      {
        meaning: 'The clone deletes what they read; those replicas break or go on with data of their own.',
        evidence,
        remedy: [
          {
            on: 'recipient',
            kind: 'manual',
            text: 'Point its replicas (SHOW REPLICAS) to another source first, or clone them afterwards as well.',
          },
        ],
      },
    );
  },
});
