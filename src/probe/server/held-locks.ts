import { serverFact, text } from './server-fact.js';

/**
 * Locks of other sessions, and of prepared XA transactions, that a DROP of user tables has to wait for. What
 * the threads of replication hold passes by itself, and CLONE stops replication.
 *
 * The statement's own lock comes along: where it does not, the table is empty because performance_schema or its
 * instrument for metadata locks is off, and not because nobody holds a lock.
 */
export const heldLocks = serverFact({
  name: 'heldLocks',
  sql: `SELECT l.OBJECT_TYPE, l.OBJECT_SCHEMA, l.OBJECT_NAME, t.PROCESSLIST_ID
    FROM performance_schema.metadata_locks l
    LEFT JOIN performance_schema.threads t ON t.THREAD_ID = l.OWNER_THREAD_ID
    WHERE l.LOCK_STATUS = 'GRANTED' AND (t.THREAD_ID IS NULL OR t.TYPE = 'FOREGROUND')
      AND CASE t.PROCESSLIST_ID WHEN CONNECTION_ID() THEN l.OBJECT_NAME = 'metadata_locks'
        ELSE (l.OBJECT_TYPE IN ('BACKUP LOCK', 'GLOBAL') AND l.LOCK_TYPE = 'SHARED')
          OR (l.OBJECT_TYPE = 'TABLE'
            AND l.OBJECT_SCHEMA NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')) END
    LIMIT 20`,
  privilege: 'SELECT ON performance_schema.*',
  read: (rows) => {
    if (rows.length === 0) throw new Error('performance_schema does not record metadata locks');
    return rows
      .filter((row) => row.OBJECT_SCHEMA !== 'performance_schema')
      .map((row) => ({
        type: text(row, 'OBJECT_TYPE'),
        object: row.OBJECT_NAME ? `${row.OBJECT_SCHEMA}.${row.OBJECT_NAME}` : null,
        connection: row.PROCESSLIST_ID ?? null,
      }));
  },
});
