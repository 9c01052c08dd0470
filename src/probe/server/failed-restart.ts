import { serverFact } from './server-fact.js';

/**
 * ER_CLONE_SHUTDOWN_TRACE (13462), which a server writes when a clone is complete and it cannot restart itself. The log is
 * read back into this table at each start, unlike the error number in clone_status, which the start by hand sets to 0.
 */
export const failedRestart = serverFact({
  name: 'failedRestart',
  sql: `SELECT MAX(LOGGED) AS last_time FROM performance_schema.error_log WHERE ERROR_CODE = 'MY-013462'`,
  privilege: 'SELECT ON performance_schema.*',
  read: ([row]) => row?.last_time ?? null,
});
