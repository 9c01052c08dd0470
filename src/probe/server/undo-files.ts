import { serverFact, text } from './server-fact.js';

/** CLONE puts every undo tablespace into one directory, by the name of its file alone. */
export const undoFiles = serverFact({
  name: 'undoFiles',
  sql: `SELECT SUBSTRING_INDEX(d.PATH, '/', -1) AS FILE
    FROM information_schema.INNODB_TABLESPACES t JOIN information_schema.INNODB_DATAFILES d ON d.SPACE = t.SPACE
    WHERE t.SPACE_TYPE = 'Undo' ORDER BY FILE`,
  privilege: 'PROCESS ON *.*',
  read: (rows) => rows.map((row) => text(row, 'FILE')),
});
