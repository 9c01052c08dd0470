import { integer, serverFact, text } from './server-fact.js';

/**
 * The sizes that CLONE itself adds up for its disk check, grouped by the server, so that a server with many
 * thousand tables still answers with a few rows. INNODB_DATAFILES has no row for mysql.ibd; an outer join is no
 * way to keep it, because the server then compares each tablespace with each file, for minutes.
 */
export const tablespaces = serverFact({
  name: 'tablespaces',
  sql: `SELECT t.SPACE_TYPE,
      t.NAME LIKE 'sys/%' OR t.SPACE_TYPE = 'Undo' AS IS_OWN,
      IF(d.PATH LIKE '/%', LEFT(d.PATH, CHAR_LENGTH(d.PATH) - CHAR_LENGTH(SUBSTRING_INDEX(d.PATH, '/', -1)) - 1),
        NULL) AS FOLDER,
      COUNT(*) AS SPACES, SUM(t.ALLOCATED_SIZE) AS ALLOCATED, MIN(d.PATH) AS SAMPLE
    FROM information_schema.INNODB_TABLESPACES t JOIN information_schema.INNODB_DATAFILES d ON d.SPACE = t.SPACE
    WHERE t.NAME NOT IN ('innodb_temporary', 'mysql') GROUP BY t.SPACE_TYPE, IS_OWN, FOLDER
    UNION ALL SELECT SPACE_TYPE, 1, NULL, 1, ALLOCATED_SIZE, NULL
    FROM information_schema.INNODB_TABLESPACES WHERE NAME = 'mysql'`,
  privilege: 'PROCESS ON *.*',
  read: (rows) =>
    rows.map((row) => ({
      type: text(row, 'SPACE_TYPE'),
      own: text(row, 'IS_OWN') === '1',
      directory: row.FOLDER ?? null,
      count: integer(row, 'SPACES'),
      allocatedBytes: integer(row, 'ALLOCATED'),
      sample: row.SAMPLE ?? null,
    })),
});
