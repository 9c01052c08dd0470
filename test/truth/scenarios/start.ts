import type { Scenario } from '../scenario.js';

const OPTION_FILE = '/etc/mysql/mysql.conf.d/zz-scenario.cnf';

/** A server with options that it knows only when something has been installed: so that comes first. */
const installed = (sql: string, ...options: string[]) => ({
  sql,
  shell: `printf '%s\\n' '[mysqld]' ${options.map((option) => `'${option}'`).join(' ')} >${OPTION_FILE}
    systemctl restart mysql.service`,
});

/** What somebody writes into an option file of a server that runs. */
const late = (...options: string[]) =>
  `sleep 1; printf '%s\\n' '[mysqld]' ${options.map((option) => `'${option}'`).join(' ')} >${OPTION_FILE}`;

const tried = { doctorOptions: ['--validate-config'] };

const semisync = "INSTALL PLUGIN rpl_semi_sync_replica SONAME 'semisync_replica.so';";
const passwords = "INSTALL COMPONENT 'file://component_validate_password';";
const dead = { outcome: 'dead' } as const;
const ok = { outcome: 'ok' } as const;

/** What keeps the server from starting on the cloned data, although it starts today. */
export const startScenarios: Scenario[] = [
  {
    name: 'an option of a plugin that the donor has not installed',
    recipient: installed(semisync, 'rpl_semi_sync_replica_enabled=1'),
    ends: dead,
    findings: ['start/plugin-options'],
  },
  {
    name: 'a loose_ option of a plugin that the donor has not installed',
    recipient: installed(semisync, 'loose-rpl_semi_sync_replica_enabled=1'),
    ends: ok,
    quiet: ['start/plugin-options'],
  },
  {
    name: 'an option of a plugin that the option file loads as well',
    recipient: installed(
      semisync,
      'plugin-load-add=rpl_semi_sync_replica=semisync_replica.so',
      'rpl-semi-sync-replica-enabled=1',
    ),
    ends: ok,
    quiet: ['start/plugin-options'],
  },
  {
    name: 'an option of a plugin that both servers have installed',
    donor: { sql: semisync },
    recipient: installed(semisync, 'rpl_semi_sync_replica_enabled=1'),
    ends: ok,
    quiet: ['start/plugin-options'],
  },
  {
    name: 'a persisted setting of a plugin that the donor has not installed',
    recipient: { sql: `${semisync} SET PERSIST rpl_semi_sync_replica_enabled = 1;` },
    ends: ok,
    quiet: ['start/plugin-options'],
  },
  {
    name: 'an option of the clone plugin, which the donor loads by its option file',
    donor: {
      sql: 'UNINSTALL PLUGIN clone;',
      shell: `
      printf '%s\\n' '[mysqld]' 'plugin-load-add=mysql_clone.so' >${OPTION_FILE}
      systemctl restart mysql.service`,
    },
    recipient: installed('DO 1;', 'clone_ddl_timeout=60'),
    ends: dead,
    findings: ['start/plugin-options'],
  },
  {
    name: 'an option of a plugin that the donor has not installed, on the command line',
    recipient: {
      sql: semisync,
      shell: `mkdir -p /etc/systemd/system/mysql.service.d
        printf '%s\\n' '[Service]' ExecStart= 'ExecStart=/usr/sbin/mysqld --rpl-semi-sync-replica-enabled=1' \\
          >/etc/systemd/system/mysql.service.d/zz-scenario.conf
        systemctl daemon-reload
        systemctl restart mysql.service`,
    },
    ends: dead,
    findings: ['start/plugin-options'],
  },
  {
    name: 'an option of a component that the donor has not installed',
    recipient: installed(passwords, 'validate_password.policy=LOW'),
    ends: dead,
    findings: ['start/component-options'],
  },
  {
    name: 'a loose_ option of a component that the donor has not installed',
    recipient: installed(passwords, 'loose_validate-password.policy=LOW'),
    ends: ok,
    quiet: ['start/component-options'],
  },
  {
    name: 'an option of a component that both servers have installed',
    donor: { sql: passwords },
    recipient: installed(passwords, 'validate_password.policy=LOW'),
    ends: ok,
    quiet: ['start/component-options'],
  },
  {
    name: 'the recipient is read-only by SET GLOBAL',
    recipient: { sql: 'SET GLOBAL read_only = ON;' },
    ends: ok,
    findings: ['start/read-only'],
    proof: [{ on: 'recipient', sql: 'SELECT @@read_only', shows: /^0$/ }],
  },
  {
    name: 'the recipient is read-only by SET PERSIST',
    recipient: { sql: 'SET PERSIST read_only = ON;' },
    ends: ok,
    quiet: ['start/read-only'],
    proof: [{ on: 'recipient', sql: 'SELECT @@read_only', shows: /^1$/ }],
  },
  {
    name: 'the recipient is read-only by its option file and by SET GLOBAL',
    recipient: { options: ['read_only=ON'], sql: 'SET GLOBAL read_only = OFF; SET GLOBAL read_only = ON;' },
    ends: ok,
    quiet: ['start/read-only'],
    proof: [{ on: 'recipient', sql: 'SELECT @@read_only', shows: /^1$/ }],
  },
  {
    name: 'an option file with a word that the server does not know, since the start',
    recipient: { shell: late('inodb_buffer_pool_size=64M') },
    ...tried,
    ends: dead,
    findings: ['start/option-files'],
  },
  {
    name: 'an option file with such a word, and nobody tried',
    recipient: { shell: late('inodb_buffer_pool_size=64M') },
    ends: dead,
    predicted: { outcome: 'unknown' },
  },
  {
    name: 'an option file with a loose_ word that the server does not know, since the start',
    recipient: { shell: late('loose_inodb_buffer_pool_size=64M') },
    ...tried,
    ends: ok,
    quiet: ['start/option-files'],
  },
  {
    name: 'an option of an installed plugin in the option file, since the start',
    recipient: { shell: late('clone_ddl_timeout=60') },
    ...tried,
    ends: ok,
    predicted: { outcome: 'unknown' },
  },
  {
    name: 'lower_case_table_names=1 in the option file, since the start',
    recipient: { shell: late('lower_case_table_names=1') },
    ...tried,
    ends: dead,
    findings: ['compatibility/lower-case-table-names'],
    quiet: ['start/option-files'],
  },
  {
    name: 'another innodb_undo_directory in the option file, since the start',
    recipient: {
      shell: `install -d -o mysql -g mysql /srv/undo; ${late('innodb_undo_directory=/srv/undo')}`,
    },
    ...tried,
    ends: dead,
    findings: ['start/drifted-settings'],
    quiet: ['start/option-files'],
  },
  {
    name: 'innodb_force_recovery=1 in the option file, since the start',
    recipient: { shell: late('innodb_force_recovery=1') },
    ...tried,
    ends: ok,
    findings: ['start/force-recovery'],
    proof: [{ on: 'recipient', sql: 'SELECT @@innodb_force_recovery', shows: /^1$/ }],
  },
  {
    name: 'the recipient has its server_id by SET GLOBAL',
    recipient: { sql: 'SET GLOBAL server_id = 4711;' },
    ends: ok,
    findings: ['start/server-id'],
    proof: [{ on: 'recipient', sql: 'SELECT @@server_id = 4711', shows: /^0$/ }],
  },
];
