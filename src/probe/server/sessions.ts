import { integer, serverFact, text } from './server-fact.js';

const EVENT_SCHEDULER = 'thread/sql/event_scheduler';

/**
 * Who is connected, which replicas read the binary log, and what the event scheduler waits for. Unlike the
 * process list this table needs no PROCESS, and it holds this session at least, unless performance_schema is OFF.
 */
export const sessions = serverFact({
  name: 'sessions',
  sql: `SELECT NAME, PROCESSLIST_USER, PROCESSLIST_COMMAND,
      CASE NAME WHEN '${EVENT_SCHEDULER}' THEN PROCESSLIST_STATE END AS SCHEDULER_STATE, COUNT(*) AS THREADS
    FROM performance_schema.threads WHERE PROCESSLIST_COMMAND IS NOT NULL
    GROUP BY NAME, PROCESSLIST_USER, PROCESSLIST_COMMAND, SCHEDULER_STATE`,
  privilege: 'SELECT ON performance_schema.*',
  read: (rows) => {
    if (rows.length === 0) throw new Error('performance_schema is OFF');
    return rows.map((row) => ({
      thread: text(row, 'NAME'),
      user: row.PROCESSLIST_USER ?? null,
      command: text(row, 'PROCESSLIST_COMMAND'),
      state: row.SCHEDULER_STATE ?? null,
      count: integer(row, 'THREADS'),
    }));
  },
});
