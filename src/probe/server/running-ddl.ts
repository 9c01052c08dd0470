import { serverFact, text } from './server-fact.js';

/** What changes definitions holds the backup lock in this mode, and LOCK INSTANCE FOR BACKUP in another one. */
export const runningDdl = serverFact({
  name: 'runningDdl',
  sql: `SELECT t.PROCESSLIST_ID, COALESCE(t.PROCESSLIST_STATE LIKE 'Waiting for % lock', 0) AS WAITS
    FROM performance_schema.metadata_locks l
    JOIN performance_schema.threads t ON t.THREAD_ID = l.OWNER_THREAD_ID
    WHERE l.OBJECT_TYPE = 'BACKUP LOCK' AND l.LOCK_TYPE = 'INTENTION_EXCLUSIVE' AND l.LOCK_STATUS = 'GRANTED'
      AND t.PROCESSLIST_ID IS NOT NULL
    LIMIT 20`,
  privilege: 'SELECT ON performance_schema.*',
  read: (rows) => rows.map((row) => ({ connection: text(row, 'PROCESSLIST_ID'), waits: row.WAITS === '1' })),
});
