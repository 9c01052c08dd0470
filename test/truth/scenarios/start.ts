import type { Scenario } from '../scenario.js';

const OPTION_FILE = '/etc/mysql/mysql.conf.d/zz-scenario.cnf';

/** A server with options that it knows only when something has been installed: so that comes first. */
const installed = (sql: string, ...options: string[]) => ({
  sql,
  shell: `printf '%s\\n' '[mysqld]' ${options.map((option) => `'${option}'`).join(' ')} >${OPTION_FILE}
    systemctl restart mysql.service`,
});

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
];
