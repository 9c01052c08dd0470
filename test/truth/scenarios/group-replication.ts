import { account } from '../pair.js';
import type { Scenario } from '../scenario.js';
import { keyring, withKeyring } from './encryption.js';

const GROUP = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa';

const member = (name: string) => [
  'plugin_load_add = group_replication.so',
  `report_host = ${name}`,
  `loose_group_replication_group_name = ${GROUP}`,
  `loose_group_replication_local_address = ${name}:33061`,
  'loose_group_replication_group_seeds = db1:33061,db2:33061',
  'loose_group_replication_start_on_boot = OFF',
  'loose_group_replication_recovery_get_public_key = ON',
];

/** The account for distributed recovery: it clones, and then reads the binary log. */
const recoveryAccount = `GRANT REPLICATION SLAVE, CONNECTION_ADMIN, GROUP_REPLICATION_STREAM ON *.* TO '${account.user}'@'%';`;

const bootstrap =
  'SET GLOBAL group_replication_bootstrap_group = ON; START GROUP_REPLICATION; SET GLOBAL group_replication_bootstrap_group = OFF;';

const storeCredentials = `CHANGE REPLICATION SOURCE TO SOURCE_USER = '${account.user}', SOURCE_PASSWORD = '${account.password}'
  FOR CHANNEL 'group_replication_recovery';`;

/** What a member that joins lacks is in no binary log any more. */
const purge = 'FLUSH BINARY LOGS; PURGE BINARY LOGS BEFORE NOW() + INTERVAL 1 DAY;';

const start = `START GROUP_REPLICATION USER = '${account.user}', PASSWORD = '${account.password}';`;

/** Three transactions that the recipient lacks, which has everything else; older ones are in no GTID set. */
const threeAhead = {
  options: member('db1'),
  sql: `${recoveryAccount} RESET BINARY LOGS AND GTIDS; INSERT INTO app.orders VALUES (4); INSERT INTO app.orders VALUES (5);
    INSERT INTO app.orders VALUES (6); ${bootstrap}`,
};
const threeBehind = (threshold: number) => ({
  options: member('db2'),
  sql: `DROP DATABASE old; CREATE DATABASE app; CREATE TABLE app.orders (id INT PRIMARY KEY); INSERT INTO app.orders VALUES (1), (2), (3);
    RESET BINARY LOGS AND GTIDS; SET GLOBAL group_replication_clone_threshold = ${threshold};`,
});

/** How often this server has been a recipient. */
const CLONES = 'SELECT COUNT(*) FROM performance_schema.clone_status';

/** A joiner must not have transactions that the group lacks; and one missing transaction makes it clone. */
const joiner = 'RESET BINARY LOGS AND GTIDS; SET GLOBAL group_replication_clone_threshold = 1;';

/** Whether the recovery channel's password is in the recipient's tables. */
const STORED = `SELECT User_password <> '' FROM mysql.slave_master_info WHERE Channel_name = 'group_replication_recovery'`;

const STATE = `SELECT MEMBER_STATE FROM performance_schema.replication_group_members WHERE MEMBER_ID = @@server_uuid`;

/** Clones that Group Replication begins by itself when a member joins, and clones of its members. */
export const groupReplicationScenarios: Scenario[] = [
  {
    name: 'a member joins by clone, and the donor stores recovery credentials',
    donor: { options: member('db1'), sql: `${recoveryAccount} ${storeCredentials} ${bootstrap}` },
    recipient: { options: member('db2'), sql: joiner },
    trigger: `START GROUP_REPLICATION USER = '${account.user}', PASSWORD = '${account.password}';`,
    ends: { outcome: 'ok' },
    findings: ['credentials/donor-recovery-channel'],
    proof: [
      { on: 'recipient', sql: STORED, shows: /^1$/ },
      { on: 'recipient', sql: STATE, shows: /^OFFLINE$/ },
    ],
  },
  {
    name: 'a member joins by clone, and nothing is stored',
    donor: { options: member('db1'), sql: `${recoveryAccount} ${bootstrap}` },
    recipient: { options: member('db2'), sql: joiner },
    trigger: `START GROUP_REPLICATION USER = '${account.user}', PASSWORD = '${account.password}';`,
    ends: { outcome: 'ok' },
    proof: [
      { on: 'recipient', sql: `SELECT COUNT(*) FROM (${STORED}) s(p) WHERE p`, shows: /^0$/ },
      { on: 'recipient', sql: STATE, shows: /^OFFLINE$/ },
    ],
  },
  {
    name: 'a member starts Group Replication on boot with what the donor stores',
    donor: { options: member('db1'), sql: `${recoveryAccount} ${storeCredentials} ${bootstrap}` },
    recipient: { options: member('db2'), sql: 'SET PERSIST group_replication_start_on_boot = ON;' },
    ends: { outcome: 'ok' },
    findings: ['credentials/donor-recovery-channel'],
    proof: [{ on: 'recipient', sql: `DO SLEEP(8); ${STATE}`, shows: /^ONLINE$/ }],
  },
  {
    name: 'CLONE from a running member of a group',
    donor: { options: member('db1'), sql: `${recoveryAccount} ${bootstrap}` },
    recipient: { options: member('db2') },
    ends: { outcome: 'ok' },
  },
  {
    name: 'CLONE into a running member of a group',
    donor: { options: member('db1') },
    recipient: { options: member('db2'), sql: bootstrap },
    ends: { outcome: 'refused', errno: 3875 },
  },
  {
    name: 'a member joins, and the binary logs of its group are purged',
    donor: { options: member('db1'), sql: `${recoveryAccount} ${bootstrap} ${purge}` },
    recipient: { options: member('db2'), sql: 'RESET BINARY LOGS AND GTIDS;' },
    trigger: start,
    ends: { outcome: 'ok' },
    quiet: 'all',
    says: { 'group-replication/recovery-method': /no member has in its binary logs any more.* clones/ },
  },
  {
    name: 'a member joins without the clone plugin, and the binary logs of its group are purged',
    donor: { options: member('db1'), sql: `${recoveryAccount} ${bootstrap} ${purge}` },
    recipient: { options: member('db2'), sql: 'RESET BINARY LOGS AND GTIDS; UNINSTALL PLUGIN clone;' },
    trigger: start,
    ends: { outcome: 'refused' },
    proof: [{ on: 'recipient', sql: STATE, shows: /^ERROR$/ }],
  },
  {
    name: 'a member joins with an account without BACKUP_ADMIN, and the binary logs are purged',
    donor: {
      options: member('db1'),
      sql: `${recoveryAccount} REVOKE BACKUP_ADMIN ON *.* FROM '${account.user}'@'%'; ${bootstrap} ${purge}`,
    },
    recipient: { options: member('db2'), sql: 'RESET BINARY LOGS AND GTIDS;' },
    trigger: start,
    ends: { outcome: 'refused' },
    proof: [{ on: 'recipient', sql: STATE, shows: /^ERROR$/ }],
  },
  {
    name: 'a member lacks as many transactions as its threshold',
    donor: threeAhead,
    recipient: threeBehind(3),
    trigger: start,
    ends: { outcome: 'ok' },
    says: { 'group-replication/recovery-method': /threshold is 3: .* clones/ },
    proof: [{ on: 'recipient', sql: CLONES, shows: /^1$/ }],
  },
  {
    name: 'a member lacks one transaction less than its threshold',
    donor: threeAhead,
    recipient: threeBehind(4),
    trigger: start,
    ends: { outcome: 'ok' },
    says: { 'group-replication/recovery-method': /which the binary logs of its group hold/ },
    proof: [{ on: 'recipient', sql: CLONES, shows: /^0$/ }],
  },
  {
    name: 'a member joins with transactions of its own',
    donor: { options: member('db1'), sql: `${recoveryAccount} ${bootstrap} ${purge}` },
    recipient: {
      options: member('db2'),
      sql: `${joiner} INSERT INTO old.things VALUES (2);`,
    },
    trigger: start,
    ends: { outcome: 'refused', errno: 3092 },
    proof: [{ on: 'recipient', sql: STATE, shows: /^OFFLINE$/ }],
  },
  {
    name: 'a member joins that is in a group already',
    donor: { options: member('db1'), sql: `${recoveryAccount} ${bootstrap} ${purge}` },
    recipient: { options: member('db2'), sql: bootstrap },
    trigger: start,
    ends: { outcome: 'refused', errno: 3093 },
  },
  {
    name: 'a member joins that trusts only its own authority',
    donor: { options: member('db1'), sql: `${recoveryAccount} ${bootstrap} ${purge}` },
    recipient: {
      before: 'rm /var/lib/mysql/*.pem',
      options: [...member('db2'), 'loose_group_replication_recovery_ssl_ca = /var/lib/mysql/ca.pem'],
      sql: 'RESET BINARY LOGS AND GTIDS;',
    },
    trigger: start,
    ends: { outcome: 'refused' },
    findings: ['encryption/donor-certificate'],
    proof: [{ on: 'recipient', sql: STATE, shows: /^ERROR$/ }],
  },
  {
    name: 'a member joins without TLS, and the redo log of its group is encrypted',
    donor: {
      ...withKeyring(`SET GLOBAL innodb_redo_log_encrypt = ON; ${recoveryAccount} ${bootstrap} ${purge}`),
      options: member('db1'),
    },
    recipient: {
      ...keyring,
      options: [...member('db2'), 'loose_group_replication_recovery_use_ssl = OFF'],
      sql: 'RESET BINARY LOGS AND GTIDS;',
    },
    trigger: start,
    ends: { outcome: 'wiped' },
  },
  {
    name: 'a member joins, and the address of its donor in the group is known to nobody',
    donor: {
      options: [
        ...member('db1'),
        'report_host = nowhere',
        'loose_group_replication_advertise_recovery_endpoints = db1:3306',
      ],
      sql: `${recoveryAccount} ${bootstrap} ${purge}`,
    },
    recipient: { options: member('db2'), sql: 'RESET BINARY LOGS AND GTIDS;' },
    trigger: start,
    ends: { outcome: 'ok' },
    quiet: 'all',
  },
  {
    name: 'a member joins from an IPv6 address, and the binary logs are purged',
    donor: {
      options: [...member('db1'), 'report_host = ::1'],
      sql: `${recoveryAccount} ${bootstrap} ${purge}`,
    },
    recipient: { options: member('db2'), sql: 'RESET BINARY LOGS AND GTIDS;' },
    trigger: start,
    ends: { outcome: 'refused' },
    proof: [{ on: 'recipient', sql: STATE, shows: /^ERROR$/ }],
  },
  {
    name: 'a member joins a group of the series before, and the binary logs are purged',
    donor: {
      version: (own) => own.replace(/\.(\d)\./, (_, minor) => `.${Number(minor) - 1}.`),
      options: member('db1'),
      sql: `${recoveryAccount} ${bootstrap} ${purge}`,
    },
    recipient: { options: member('db2'), sql: 'RESET BINARY LOGS AND GTIDS;' },
    trigger: start,
    ends: { outcome: 'refused' },
    findings: ['compatibility/version'],
    proof: [{ on: 'recipient', sql: STATE, shows: /^ERROR$/ }],
  },
  {
    name: 'a member comes back from its clone by itself, to a busy group, without credentials',
    donor: {
      options: member('db1'),
      sql: `${recoveryAccount} ${bootstrap} CREATE TABLE app.ticks (id INT PRIMARY KEY, n INT); INSERT INTO app.ticks VALUES (1, 0);
        CREATE EVENT app.tick ON SCHEDULE EVERY 1 SECOND DO UPDATE app.ticks SET n = n + 1; ${purge}`,
    },
    recipient: {
      options: member('db2'),
      sql: 'RESET BINARY LOGS AND GTIDS; SET PERSIST group_replication_start_on_boot = ON;',
    },
    trigger: start,
    ends: { outcome: 'ok' },
    findings: ['group-replication/rejoin'],
    proof: [{ on: 'recipient', sql: `DO SLEEP(8); ${STATE}`, shows: /^(RECOVERING|ERROR)$/ }],
  },
  {
    name: 'Group Replication by INSTALL PLUGIN on the recipient alone',
    donor: { options: member('db1'), sql: `${recoveryAccount} ${bootstrap}` },
    recipient: {
      options: member('db2').filter((option) => !option.startsWith('plugin_load_add')),
      sql: "INSTALL PLUGIN group_replication SONAME 'group_replication.so';",
    },
    ends: { outcome: 'ok' },
    findings: ['group-replication/rejoin'],
    proof: [
      {
        on: 'recipient',
        sql: "SELECT COUNT(*) FROM information_schema.PLUGINS WHERE PLUGIN_NAME = 'group_replication'",
        shows: /^0$/,
      },
    ],
  },
];
