import { integer, serverFact } from './server-fact.js';

/** How many, and the first one by name: counted in the server, because there can be tens of thousands. */
export const encryptedTablespaces = serverFact({
  name: 'encryptedTablespaces',
  sql: `SELECT COUNT(*) AS found, MIN(NAME) AS first_name FROM information_schema.INNODB_TABLESPACES
    WHERE ENCRYPTION = 'Y'`,
  privilege: 'PROCESS ON *.*',
  read: ([row = {}]) => ({ count: integer(row, 'found'), first: row.first_name ?? null }),
});
