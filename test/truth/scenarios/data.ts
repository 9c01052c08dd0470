import type { Scenario } from '../scenario.js';

const table = (engine: string, rows = '') =>
  `CREATE TABLE app.others (id INT NOT NULL) ENGINE = ${engine};${rows && ` INSERT INTO app.others VALUES ${rows};`}`;

/** Changes a row every second, and never the number of rows. */
const ticking = `CREATE TABLE app.ticks (n INT PRIMARY KEY); INSERT INTO app.ticks VALUES (0);
  CREATE EVENT app.tick ON SCHEDULE EVERY 1 SECOND DO UPDATE app.ticks SET n = n + 1;
  GRANT EVENT ON *.* TO 'clone_doctor'@'%';`;

const wroteItself = (shows: RegExp) => ({
  on: 'recipient' as const,
  sql: "DO SLEEP(2); SELECT @@gtid_executed LIKE CONCAT('%', @@server_uuid, '%')",
  shows,
});

const replica = `CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'nowhere.invalid', SOURCE_USER = 'replicator',
  SOURCE_PASSWORD = 'Replicator-1', SOURCE_AUTO_POSITION = 1 FOR CHANNEL 'upstream';`;

/** A third server, on the donor's host, and the donor as its running replica. */
const runningReplica = `
  install -d -o mysql -g mysql /var/lib/source /run/source
  mysqld --no-defaults --user=mysql --initialize-insecure --datadir=/var/lib/source --log-error=/run/source/log
  mysql="mysql -u root"
  source="$mysql --socket=/run/source/sock"
  setsid mysqld --no-defaults --user=mysql --datadir=/var/lib/source --socket=/run/source/sock --pid-file=/run/source/pid \
    --log-error=/run/source/log --port=3307 --mysqlx=OFF --server-id=77 --gtid-mode=ON --enforce-gtid-consistency \
    --innodb-buffer-pool-size=8M >/dev/null 2>&1 </dev/null &
  for _ in $(seq 300); do $source -e 'DO 1' 2>/dev/null && break; sleep 0.1; done
  $source -e "SET sql_log_bin = 0; CREATE USER replicator IDENTIFIED BY 'Replicator-1';
    GRANT REPLICATION SLAVE ON *.* TO replicator"
  $mysql -e "CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'db1', SOURCE_PORT = 3307, SOURCE_USER = 'replicator',
    SOURCE_PASSWORD = 'Replicator-1', SOURCE_SSL = 1, SOURCE_AUTO_POSITION = 1 FOR CHANNEL 'upstream';
    START REPLICA FOR CHANNEL 'upstream'"
  for _ in $(seq 100); do
    [ "$($mysql -N -e 'SELECT SERVICE_STATE FROM performance_schema.replication_connection_status')" = ON ] && exit
    sleep 0.1
  done
  exit 1`;

const storedPassword = {
  on: 'recipient' as const,
  sql: "SELECT User_password FROM mysql.slave_master_info WHERE Channel_name = 'upstream'",
  shows: /^Replicator-1$/,
};

const receiver = (shows: RegExp) => ({
  on: 'recipient' as const,
  sql: 'DO SLEEP(2); SELECT SERVICE_STATE FROM performance_schema.replication_connection_status',
  shows,
});

const accountsLeft = (user: string) => ({
  on: 'recipient' as const,
  sql: `SELECT COUNT(*) FROM mysql.user WHERE User = '${user}'`,
  shows: /^0$/,
});

/** What arrives on the clone and what does not; what the recipient loses, and what comes along unasked. */
export const dataScenarios: Scenario[] = [
  {
    name: 'a MyISAM table on the donor',
    donor: { sql: table('MyISAM', '(1), (2)') },
    ends: { outcome: 'lossy' },
    findings: ['data/foreign-tables'],
  },
  {
    name: 'a MyISAM table on the donor, and MyISAM among the disabled_storage_engines of the recipient',
    donor: { sql: table('MyISAM', '(1), (2)') },
    recipient: { options: ['disabled_storage_engines=MyISAM'] },
    ends: { outcome: 'lossy' },
    findings: ['data/foreign-tables'],
  },
  {
    name: 'an empty MyISAM table on the donor',
    donor: { sql: table('MyISAM') },
    ends: { outcome: 'ok' },
    quiet: ['data/foreign-tables'],
  },
  {
    name: 'a MyISAM table that was InnoDB by ALTER TABLE before the clone',
    donor: { sql: `${table('MyISAM', '(1), (2)')} ALTER TABLE app.others ENGINE = InnoDB;` },
    ends: { outcome: 'ok' },
    quiet: ['data/foreign-tables'],
  },
  { name: 'a CSV table on the donor', donor: { sql: table('CSV', '(1)') }, ends: { outcome: 'lossy' } },
  {
    name: 'an empty CSV table on the donor',
    donor: { sql: table('CSV') },
    ends: { outcome: 'ok' },
    quiet: ['data/foreign-tables'],
    proof: [{ on: 'recipient', sql: 'INSERT INTO app.others VALUES (7); TABLE app.others', shows: /^7$/ }],
  },
  {
    name: 'a MEMORY table on the donor',
    donor: { sql: table('MEMORY', '(1)') },
    ends: { outcome: 'lossy' },
  },
  {
    name: 'an empty MEMORY table on the donor',
    donor: { sql: table('MEMORY') },
    ends: { outcome: 'ok' },
    quiet: ['data/foreign-tables'],
  },
  {
    name: 'an empty ARCHIVE table on the donor',
    donor: { sql: table('ARCHIVE') },
    ends: { outcome: 'lossy' },
    proof: [{ on: 'recipient', sql: 'SELECT * FROM app.others', shows: /ERROR 1017|Can't find file/ }],
  },
  {
    name: 'a MERGE table over an empty MyISAM table on the donor',
    donor: {
      sql: `${table('MyISAM')} CREATE TABLE app.merged (id INT NOT NULL) ENGINE = MERGE UNION = (app.others);`,
    },
    ends: { outcome: 'lossy' },
  },
  {
    name: 'a BLACKHOLE table on the donor',
    donor: { sql: table('BLACKHOLE', '(1)') },
    ends: { outcome: 'ok' },
    quiet: ['data/foreign-tables'],
  },
  {
    name: 'an enabled event on the donor',
    donor: { sql: ticking },
    ends: { outcome: 'ok' },
    findings: ['data/events'],
    proof: [wroteItself(/^1$/)],
  },
  {
    name: 'an enabled event, and event_scheduler=OFF in the option file of the recipient',
    donor: { sql: ticking },
    recipient: {
      options: ['event_scheduler=OFF'],
      sql: "SET PERSIST clone_valid_donor_list = 'db1:3306';",
    },
    ends: { outcome: 'ok' },
    quiet: ['data/events'],
    proof: [wroteItself(/^0$/)],
  },
  {
    name: 'an enabled event, and event_scheduler switched off on the recipient until the restart',
    donor: { sql: ticking },
    recipient: { sql: 'SET GLOBAL event_scheduler = OFF;' },
    ends: { outcome: 'ok' },
    findings: ['data/events'],
    proof: [wroteItself(/^1$/)],
  },
  {
    name: 'an enabled event, and event_scheduler=OFF persisted on the recipient',
    donor: { sql: ticking },
    recipient: { sql: 'SET PERSIST event_scheduler = OFF;' },
    ends: { outcome: 'ok' },
    quiet: ['data/events'],
    proof: [wroteItself(/^0$/)],
  },
  {
    name: 'a disabled event on the donor',
    donor: { sql: `${ticking} ALTER EVENT app.tick DISABLE;` },
    ends: { outcome: 'ok' },
    quiet: ['data/events'],
    proof: [wroteItself(/^0$/)],
  },
  {
    name: 'the donor is a running replica',
    donor: { shell: runningReplica },
    ends: { outcome: 'ok' },
    findings: ['data/inherited-channels', 'credentials/donor-channels'],
    proof: [storedPassword, receiver(/^ON$/)],
  },
  {
    name: 'the donor is a replica, stopped',
    donor: { shell: `(${runningReplica}) && mysql -e 'STOP REPLICA'` },
    ends: { outcome: 'ok' },
    findings: ['data/inherited-channels'],
    proof: [storedPassword, receiver(/^ON$/)],
  },
  {
    name: 'a channel of the donor that has never received anything',
    donor: { sql: replica },
    ends: { outcome: 'ok' },
    findings: ['data/inherited-channels', 'credentials/donor-channels'],
    proof: [storedPassword, receiver(/^OFF$/)],
  },
  {
    name: 'the donor is a running replica, and skip_replica_start=ON on the recipient',
    donor: { shell: runningReplica },
    recipient: { options: ['skip_replica_start=ON'] },
    ends: { outcome: 'ok' },
    findings: ['credentials/donor-channels'],
    quiet: ['data/inherited-channels'],
    proof: [storedPassword, receiver(/^OFF$/)],
  },
  {
    name: 'a channel without a stored password on the donor',
    donor: { sql: replica.replace("'Replicator-1'", "''") },
    ends: { outcome: 'ok' },
    findings: ['data/inherited-channels'],
    quiet: ['credentials/donor-channels'],
  },
  {
    name: 'a remote server with a password on the donor',
    donor: {
      sql: `CREATE SERVER warehouse FOREIGN DATA WRAPPER mysql
        OPTIONS (HOST 'nowhere.invalid', USER 'loader', PASSWORD 'Loader-1');`,
    },
    ends: { outcome: 'ok' },
    findings: ['credentials/server-definitions'],
    proof: [{ on: 'recipient', sql: 'SELECT Password FROM mysql.servers', shows: /^Loader-1$/ }],
  },
  {
    name: 'somebody is connected to the recipient with an account that the donor lacks',
    recipient: {
      sql: "CREATE USER monitor@localhost IDENTIFIED BY 'Monitor-1';",
      shell: `setsid mysql -u monitor -pMonitor-1 -e 'DO SLEEP(600)' >/dev/null 2>&1 </dev/null &
        for _ in $(seq 100); do
          [ "$(mysql -N -e "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = 'monitor'")" = 1 ] && break
          sleep 0.1
        done`,
    },
    ends: { outcome: 'ok' },
    findings: ['data/accounts'],
    proof: [accountsLeft('monitor')],
  },
  {
    name: 'an account of the recipient that nobody uses and the donor lacks',
    recipient: { sql: "CREATE USER monitor@localhost IDENTIFIED BY 'Monitor-1';" },
    ends: { outcome: 'ok' },
    quiet: ['data/accounts'],
    proof: [accountsLeft('monitor')],
  },
  {
    name: 'an account of the donor whose authentication plugin its option file loads',
    donor: {
      options: ['plugin-load-add=auth_socket.so'],
      sql: 'CREATE USER keeper@localhost IDENTIFIED WITH auth_socket;',
    },
    ends: { outcome: 'ok' },
    findings: ['data/account-plugins'],
    proof: [
      {
        on: 'recipient',
        sql: "SELECT (SELECT COUNT(*) FROM mysql.user WHERE User = 'keeper'), COUNT(*) FROM information_schema.PLUGINS WHERE PLUGIN_NAME = 'auth_socket'",
        shows: /^1\t0$/,
      },
    ],
  },
  {
    name: 'an account of the donor whose authentication plugin is installed there',
    donor: {
      sql: "INSTALL PLUGIN auth_socket SONAME 'auth_socket.so'; CREATE USER keeper@localhost IDENTIFIED WITH auth_socket;",
    },
    ends: { outcome: 'ok' },
    quiet: ['data/account-plugins'],
    proof: [
      {
        on: 'recipient',
        sql: "SELECT PLUGIN_STATUS FROM information_schema.PLUGINS WHERE PLUGIN_NAME = 'auth_socket'",
        shows: /^ACTIVE$/,
      },
    ],
  },
  {
    name: 'debian-sys-maint on the recipient',
    recipient: { sql: "CREATE USER 'debian-sys-maint'@localhost IDENTIFIED BY 'Debian-1';" },
    ends: { outcome: 'ok' },
    findings: ['data/accounts'],
    proof: [accountsLeft('debian-sys-maint')],
  },
  {
    name: 'the recipient has data and transactions of its own, and nobody said that they may go',
    doctorOptions: ['--expect-data-loss=false'],
    ends: { outcome: 'ok' },
    findings: ['data/recipient-data', 'data/errant-transactions'],
    proof: [
      {
        on: 'recipient',
        sql: "SELECT COUNT(*), @@gtid_executed LIKE CONCAT('%', @@server_uuid, '%') FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'old'",
        shows: /^0\t0$/,
      },
    ],
  },
  {
    name: 'the recipient is a running replica of the donor',
    donor: { sql: "GRANT REPLICATION SLAVE ON *.* TO 'clone_doctor'@'%';" },
    recipient: {
      sql: `RESET BINARY LOGS AND GTIDS;
        CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'db1', SOURCE_USER = 'clone_doctor', SOURCE_PASSWORD = 'Clone-Doctor-1',
          SOURCE_SSL = 1, SOURCE_AUTO_POSITION = 1, SOURCE_CONNECT_RETRY = 1;
        START REPLICA;`,
    },
    ends: { outcome: 'ok' },
    quiet: ['data/inherited-channels', 'credentials/donor-channels'],
    proof: [
      {
        on: 'recipient',
        sql: 'SELECT COUNT(*) FROM performance_schema.replication_connection_configuration',
        shows: /^0$/,
      },
    ],
  },
  {
    name: 'a channel of the recipient that does not reach its source',
    recipient: {
      sql: `CHANGE REPLICATION SOURCE TO SOURCE_HOST = '10.255.255.1', SOURCE_USER = 'a', SOURCE_PASSWORD = 'a';
        START REPLICA;`,
    },
    ends: { outcome: 'ok' },
  },
  {
    name: 'the recipient writes without GTIDs, and nobody said that its data may go',
    recipient: { options: ['gtid_mode=OFF', 'enforce_gtid_consistency=OFF'] },
    doctorOptions: ['--expect-data-loss=false'],
    ends: { outcome: 'ok' },
    findings: ['data/recipient-data'],
  },
  {
    name: 'a donor that loads the clone plugin by its option file',
    donor: {
      sql: 'UNINSTALL PLUGIN clone;',
      shell: `printf '%s\\n' '[mysqld]' plugin-load-add=mysql_clone.so >/etc/mysql/mysql.conf.d/zz-scenario.cnf
        systemctl restart mysql.service`,
    },
    ends: { outcome: 'ok' },
    findings: ['plugin/clone-plugin-survives'],
    proof: [
      { on: 'recipient', sql: 'SELECT STATE FROM performance_schema.clone_status', shows: /ERROR 1146/ },
    ],
  },
  {
    name: 'somebody reads the binary log of the recipient',
    recipient: {
      sql: "CREATE USER reader@localhost IDENTIFIED BY 'Reader-1'; GRANT REPLICATION SLAVE ON *.* TO reader@localhost;",
      shell: `file=$(mysql -N -e 'SHOW BINARY LOGS' | tail -n 1 | cut -f 1)
        setsid mysqlbinlog --read-from-remote-server --stop-never --raw --result-file=/tmp/copy- \\
          -u reader -pReader-1 "$file" >/dev/null 2>&1 </dev/null &
        for _ in $(seq 100); do
          [ "$(mysql -N -e "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE COMMAND LIKE 'Binlog Dump%'")" = 1 ] && break
          sleep 0.1
        done`,
    },
    ends: { outcome: 'ok' },
    findings: ['data/downstream-replicas'],
  },
];
