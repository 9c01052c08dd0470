import { serverFact, text } from './server-fact.js';

/**
 * ER_CLONE_SHUTDOWN_TRACE (13462), which a server writes when a clone is complete and it cannot restart itself. The log is
 * read back into this table at each start, unlike the error number in clone_status, which the start by hand sets to 0.
 */
export const failedRestart = serverFact({
  name: 'failedRestart',
  sql: `SELECT MAX(LOGGED) AS last_time, @@GLOBAL.performance_schema AS recording
    FROM performance_schema.error_log WHERE ERROR_CODE = 'MY-013462'`,
  privilege: 'SELECT ON performance_schema.*',
  read: ([row = {}]) => {
    if (text(row, 'recording') === '0') throw new Error('performance_schema is OFF');
    return row.last_time ?? null;
  },
});
