import { serverFact, text } from './server-fact.js';

const names = [
  'event_scheduler',
  'group_replication_clone_threshold',
  'group_replication_start_on_boot',
  'gtid_mode',
  'innodb_force_recovery',
  'read_only',
  'server_id',
  'super_read_only',
];

export const persisted = serverFact({
  name: 'persisted',
  sql: `SELECT VARIABLE_NAME, VARIABLE_VALUE FROM performance_schema.persisted_variables
    WHERE VARIABLE_NAME IN (${names.map((name) => `'${name}'`).join(', ')})`,
  privilege: 'SELECT ON performance_schema.*',
  read: (rows) =>
    Object.fromEntries(rows.map((row) => [text(row, 'VARIABLE_NAME'), text(row, 'VARIABLE_VALUE')])),
});
