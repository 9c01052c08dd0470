import { serverFact, text } from './server-fact.js';

const names = [
  'Current_tls_version',
  'Binlog_cache_use',
  'Binlog_stmt_cache_use',
  'Com_restart',
  'Innodb_redo_log_enabled',
  // FLUSH STATUS sets counters back, and not Uptime.
  'Uptime_since_flush_status',
];

export const status = serverFact({
  name: 'status',
  sql: `SHOW GLOBAL STATUS WHERE Variable_name IN (${names.map((name) => `'${name}'`).join(', ')})`,
  read: (rows) => Object.fromEntries(rows.map((row) => [text(row, 'Variable_name'), text(row, 'Value')])),
});
