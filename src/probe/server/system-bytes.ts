import { integer, serverFact } from './server-fact.js';

/**
 * INNODB_TABLESPACES leaves the system tablespace out. FILES has a row for each of its files, and in all of them
 * the extents of the whole.
 */
export const systemBytes = serverFact({
  name: 'systemBytes',
  sql: `SELECT MAX(TOTAL_EXTENTS * EXTENT_SIZE) AS BYTES FROM information_schema.FILES
    WHERE TABLESPACE_NAME = 'innodb_system'`,
  privilege: 'PROCESS ON *.*',
  read: ([row]) => integer(row ?? {}, 'BYTES'),
});
