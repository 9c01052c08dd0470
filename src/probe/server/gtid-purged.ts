import { serverFact, text } from './server-fact.js';

/** Asked for by itself, as gtid_executed is. */
export const gtidPurged = serverFact({
  name: 'gtidPurged',
  sql: 'SELECT @@GLOBAL.gtid_purged AS gtid_purged',
  read: ([row]) => text(row ?? {}, 'gtid_purged'),
});
