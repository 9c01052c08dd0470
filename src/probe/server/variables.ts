import { serverFact, text } from './server-fact.js';

/**
 * The global variables that anything asks about. SHOW GLOBAL VARIABLES is the one statement that every
 * version and vendor answers, and it leaves out what a server does not have. Only listed names are read: some
 * variables hold secrets (`report_password`).
 */
const names = [
  'admin_port',
  'character_set_filesystem',
  'character_set_server',
  'clone_block_ddl',
  'clone_ddl_timeout',
  'clone_exclude_plugins_list',
  'clone_max_data_bandwidth',
  'clone_max_network_bandwidth',
  'clone_ssl_ca',
  'clone_valid_donor_list',
  'collation_server',
  'datadir',
  'event_scheduler',
  'group_replication_advertise_recovery_endpoints',
  'group_replication_clone_threshold',
  'group_replication_group_name',
  'group_replication_recovery_use_ssl',
  'group_replication_start_on_boot',
  'gtid_mode',
  'have_ssl',
  'hostname',
  'innodb_data_file_path',
  'innodb_data_home_dir',
  'innodb_directories',
  'innodb_force_recovery',
  'innodb_log_group_home_dir',
  'innodb_page_size',
  'innodb_redo_log_encrypt',
  'innodb_undo_directory',
  'innodb_undo_log_encrypt',
  'lock_wait_timeout',
  'log_bin',
  'log_bin_basename',
  'lower_case_table_names',
  'max_allowed_packet',
  'mysqlx_port',
  'pid_file',
  'plugin_dir',
  'port',
  'require_secure_transport',
  'read_only',
  'server_id',
  'server_uuid',
  'skip_replica_start',
  'skip_slave_start',
  'socket',
  'super_read_only',
  'tls_version',
  'version',
  'version_comment',
  'version_compile_machine',
  'version_compile_os',
];

export const variables = serverFact({
  name: 'variables',
  sql: `SHOW GLOBAL VARIABLES WHERE Variable_name IN (${names.map((name) => `'${name}'`).join(', ')})`,
  read: (rows) =>
    Object.fromEntries(rows.map((row) => [text(row, 'Variable_name').toLowerCase(), text(row, 'Value')])),
});
