import type { Scenario } from '../scenario.js';
import { plenty, refusedBy, slowly, staying } from './gate.js';

/** An ALTER TABLE that waits for a transaction, on a table of which nobody asks how many rows it has. */
const stuckAlter = `mysql -e 'CREATE TABLE mysql.waiting (id INT PRIMARY KEY)'
  ${staying('BEGIN; SELECT * FROM mysql.waiting;')}
  ${staying('ALTER TABLE mysql.waiting ADD COLUMN more INT;')}`;

const replicator =
  "CREATE USER replicator IDENTIFIED BY 'Replicator-1'; GRANT REPLICATION SLAVE ON *.* TO replicator;";

/** Points the clone at the donor and tells how the receiver ended, by its error number. */
const follows = (shows: RegExp) => ({
  on: 'recipient' as const,
  sql: `CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'db1', SOURCE_USER = 'replicator', SOURCE_PASSWORD = 'Replicator-1',
      SOURCE_SSL = 1;
    START REPLICA; DO SLEEP(3);
    SELECT SERVICE_STATE, LAST_ERROR_NUMBER FROM performance_schema.replication_connection_status`,
  shows,
});

const followsByGtid = (shows: RegExp) => ({
  ...follows(shows),
  sql: follows(shows).sql.replace('SOURCE_SSL = 1', 'SOURCE_SSL = 1, SOURCE_AUTO_POSITION = 1'),
});

/** Commits something every second, and begins a new binary log. */
const writing = `setsid sh -c 'while mysql -e "INSERT INTO mysql.ticks VALUES (NULL); FLUSH BINARY LOGS"; do sleep 1; done' \\
  >/dev/null 2>&1 </dev/null &`;

/** What the donor is busy with, how long the copy takes, and whether the clone can follow it. */
export const donorScenarios: Scenario[] = [
  {
    name: 'an ALTER TABLE that waits on the donor, and clone_block_ddl=ON',
    donor: { shell: stuckAlter },
    recipient: { sql: 'SET GLOBAL clone_block_ddl = ON, clone_ddl_timeout = 2;' },
    ends: refusedBy(1205),
    findings: ['gate/donor-ddl'],
  },
  {
    name: 'an ALTER TABLE that waits on the donor, and clone_block_ddl=OFF',
    donor: { shell: stuckAlter },
    recipient: { sql: 'SET GLOBAL clone_ddl_timeout = 2;' },
    ends: { outcome: 'ok' },
    quiet: ['gate/donor-ddl'],
  },
  {
    name: 'an ALTER TABLE that waits on the donor, clone_block_ddl=ON and too small packets there',
    donor: { sql: 'SET GLOBAL max_allowed_packet = 1048576;', shell: stuckAlter },
    recipient: { sql: 'SET GLOBAL clone_block_ddl = ON, clone_ddl_timeout = 2;' },
    ends: refusedBy(1205),
  },
  {
    name: 'an ALTER TABLE that waits on the recipient',
    recipient: { sql: 'SET GLOBAL clone_ddl_timeout = 2;', shell: stuckAlter },
    ends: { outcome: 'refused', errno: 1205 },
    findings: ['gate/recipient-ddl'],
  },
  {
    name: 'a client that interrupts its statement before the copy is over',
    donor: { sql: plenty('app.noise') },
    recipient: { sql: slowly },
    client: { signal: 'INT', afterSeconds: 4 },
    doctorOptions: ['--client-timeout', '4', '--bandwidth', '100'],
    ends: { outcome: 'wiped', errno: 1317 },
    findings: ['donor/copy-time'],
  },
  {
    name: 'a client that goes away before the copy is over',
    donor: { sql: plenty('app.noise') },
    recipient: { sql: slowly.replace('bandwidth = 1,', 'bandwidth = 10,') },
    client: { signal: 'KILL', afterSeconds: 2 },
    ends: { outcome: 'ok' },
  },
  {
    name: 'binary logs that the donor purges before the clone follows',
    donor: {
      sql: `${replicator} CREATE TABLE mysql.ticks (n INT AUTO_INCREMENT PRIMARY KEY);
        SET GLOBAL binlog_expire_logs_seconds = 1;`,
      shell: writing,
    },
    ends: { outcome: 'ok' },
    findings: ['donor/binary-logs'],
    proof: [followsByGtid(/^OFF\t13114$/)],
  },
  {
    name: 'gtid_mode=OFF on the recipient',
    donor: { sql: replicator },
    recipient: { options: ['gtid_mode=OFF'] },
    ends: { outcome: 'ok' },
    findings: ['data/gtid-mode'],
    proof: [follows(/^OFF\t13117$/)],
  },
  {
    name: 'machines that were copied with their server_uuid',
    donor: {
      sql: replicator,
      shell:
        "sed -i 's/^server-uuid=.*/server-uuid=11111111-1111-1111-1111-111111111111/' /var/lib/mysql/auto.cnf; systemctl restart mysql",
    },
    recipient: {
      shell:
        "sed -i 's/^server-uuid=.*/server-uuid=11111111-1111-1111-1111-111111111111/' /var/lib/mysql/auto.cnf; systemctl restart mysql",
    },
    ends: { outcome: 'ok' },
    // Which of the two processes is the recipient's is told by its uuid.
    predicted: { outcome: 'unknown' },
    findings: ['data/server-identity'],
    quiet: ['gate/donor-is-recipient'],
    proof: [followsByGtid(/^OFF\t13117$/)],
  },
  {
    name: 'performance_schema=OFF on the recipient',
    recipient: { options: ['performance_schema=OFF'] },
    ends: { outcome: 'ok' },
    predicted: { outcome: 'unknown' },
    findings: ['plugin/clone-status'],
    proof: [{ on: 'recipient', sql: 'SELECT COUNT(*) FROM performance_schema.clone_status', shows: /^0$/ }],
  },
];
