import { account } from '../pair.js';
import type { Scenario } from '../scenario.js';

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
];
