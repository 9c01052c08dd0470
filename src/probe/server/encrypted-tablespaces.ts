import { integer, serverFact } from './server-fact.js';

/**
 * How many, and the first one by name: counted in the server, because there can be tens of thousands. Which of them are
 * compressed as well only their definitions tell; they are looked at only where something is encrypted.
 */
export const encryptedTablespaces = serverFact({
  name: 'encryptedTablespaces',
  sql: `SELECT COUNT(*) AS found, MIN(NAME) AS first_name, MAX(FS_BLOCK_SIZE) AS block_size,
      IF(COUNT(*) = 0, 0, (SELECT COUNT(*) FROM information_schema.TABLES WHERE CREATE_OPTIONS LIKE '%COMPRESSION=%'
        AND CREATE_OPTIONS NOT LIKE '%COMPRESSION="none"%' AND CREATE_OPTIONS LIKE '%ENCRYPTION=_Y_%')) AS compressed,
      (SELECT MAX(FS_BLOCK_SIZE) FROM information_schema.INNODB_TABLESPACES WHERE NAME = 'mysql') AS own_block_size
    FROM information_schema.INNODB_TABLESPACES WHERE ENCRYPTION = 'Y'`,
  privilege: 'PROCESS ON *.*',
  read: ([row = {}]) => ({
    count: integer(row, 'found'),
    first: row.first_name ?? null,
    blockSize: row.block_size ? integer(row, 'block_size') : null,
    compressed: integer(row, 'compressed'),
    serverBlockSize: row.own_block_size ? integer(row, 'own_block_size') : null,
  }),
});
