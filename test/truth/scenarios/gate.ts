import type { Scenario } from '../scenario.js';

/** A session of root that says something and stays. */
export const staying = (statements: string) =>
  `(echo "${statements}"; sleep 300) | mysql -n -u root >/dev/null 2>&1 & sleep 1`;

/** Enough to be copied for a while when no more than 1 MiB a second may be. */
export const slowly = `SET GLOBAL clone_max_data_bandwidth = 1, clone_autotune_concurrency = OFF, clone_max_concurrency = 1;`;
export const plenty = (table: string) => `SET SESSION cte_max_recursion_depth = 100000;
  CREATE TABLE ${table} (id INT PRIMARY KEY, noise VARBINARY(8000));
  INSERT INTO ${table} WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
    SELECT i, REPEAT(RANDOM_BYTES(1000), 7) FROM n;`;

const cloneAway = (donor: string) =>
  staying(`CLONE INSTANCE FROM clone_doctor@${donor}:3306 IDENTIFIED BY 'Clone-Doctor-1'
    DATA DIRECTORY = '/var/lib/mysql-files/clone';`);

/** A second server on the donor's host that clones from it, into a directory of its own. */
const anotherRecipient = `
  cd /var/lib/mysql-files
  mysqld --no-defaults --user=mysql --initialize-insecure --datadir=/var/lib/mysql-files/second 2>/dev/null
  setsid mysqld --no-defaults --user=mysql --datadir=/var/lib/mysql-files/second --port=3307 --mysqlx=OFF \
    --socket=/tmp/second.sock --pid-file=/tmp/second.pid --plugin-load-add=mysql_clone.so \
    --clone-valid-donor-list=db1:3306 --clone-max-data-bandwidth=1 --clone-autotune-concurrency=OFF \
    --clone-max-concurrency=1 >/dev/null 2>&1 </dev/null &
  until mysqladmin -S /tmp/second.sock -u root ping >/dev/null 2>&1; do sleep 0.2; done
  mysql -S /tmp/second.sock -u root -e "CLONE INSTANCE FROM clone_doctor@db1:3306
    IDENTIFIED BY 'Clone-Doctor-1' DATA DIRECTORY = '/var/lib/mysql-files/clone'" >/dev/null 2>&1 &
  sleep 1`;

const into = (path: string) => ({
  clause: `DATA DIRECTORY = '${path}'`,
  doctorOptions: ['--data-directory', path],
});

const semisync = "INSTALL PLUGIN rpl_semi_sync_source SONAME 'semisync_source.so';";

export const refusedBy = (donorErrno: number) => ({ outcome: 'refused', errno: 3862, donorErrno }) as const;

/** What is refused at once, and what looks like it and is not. */
export const gateScenarios: Scenario[] = [
  { name: 'a healthy pair', ends: { outcome: 'ok' } },
  {
    name: 'no clone plugin on the recipient',
    recipient: { sql: 'UNINSTALL PLUGIN clone;' },
    ends: { outcome: 'refused', errno: 1524 },
  },
  {
    name: 'no clone plugin on the donor',
    donor: { sql: 'UNINSTALL PLUGIN clone;' },
    ends: { outcome: 'refused', errno: 3862, donorErrno: 1524 },
  },
  {
    name: 'no CLONE_ADMIN on the recipient',
    recipient: { sql: "REVOKE CLONE_ADMIN ON *.* FROM 'clone_doctor'@'%';" },
    ends: { outcome: 'refused', errno: 1227 },
  },
  {
    name: 'CLONE_ADMIN by a role that is active',
    recipient: {
      sql: `REVOKE CLONE_ADMIN ON *.* FROM 'clone_doctor'@'%'; CREATE ROLE cloner; GRANT CLONE_ADMIN ON *.* TO cloner;
        GRANT cloner TO 'clone_doctor'@'%'; SET DEFAULT ROLE cloner TO 'clone_doctor'@'%';`,
    },
    ends: { outcome: 'ok' },
  },
  {
    name: 'CLONE_ADMIN by a role that is not active',
    recipient: {
      sql: `REVOKE CLONE_ADMIN ON *.* FROM 'clone_doctor'@'%'; CREATE ROLE cloner; GRANT CLONE_ADMIN ON *.* TO cloner;
        GRANT cloner TO 'clone_doctor'@'%';`,
    },
    ends: { outcome: 'refused', errno: 1227 },
  },
  {
    name: 'no BACKUP_ADMIN on the donor',
    donor: { sql: "REVOKE BACKUP_ADMIN ON *.* FROM 'clone_doctor'@'%';" },
    ends: { outcome: 'refused', errno: 3862, donorErrno: 1227 },
  },
  {
    name: 'neither clone plugin nor BACKUP_ADMIN on the donor',
    donor: { sql: "UNINSTALL PLUGIN clone; REVOKE BACKUP_ADMIN ON *.* FROM 'clone_doctor'@'%';" },
    ends: { outcome: 'refused', errno: 3862, donorErrno: 1227 },
  },
  {
    name: 'empty clone_valid_donor_list',
    recipient: { sql: 'SET GLOBAL clone_valid_donor_list = NULL;' },
    ends: { outcome: 'refused', errno: 3869 },
  },
  {
    name: 'clone_valid_donor_list holds another host',
    recipient: { sql: "SET GLOBAL clone_valid_donor_list = 'db3:3306';" },
    ends: { outcome: 'refused', errno: 3869 },
  },
  {
    name: 'clone_valid_donor_list holds the donor in upper case',
    recipient: { sql: "SET GLOBAL clone_valid_donor_list = 'DB1:3306';" },
    ends: { outcome: 'ok' },
  },
  {
    name: 'DATA DIRECTORY, by an account with BACKUP_ADMIN alone, into a server that could not restart',
    recipient: {
      shell: 'install -d -o mysql -g mysql /srv/scratch/clones',
      lateDropIn: '[Service]\nRestart=no\n',
      sql: "REVOKE CLONE_ADMIN ON *.* FROM 'clone_doctor'@'%'; SET GLOBAL super_read_only = ON;",
    },
    ...into('/srv/scratch/clones/new'),
    ends: { outcome: 'ok' },
  },
  {
    name: 'DATA DIRECTORY, by an account with CLONE_ADMIN alone',
    recipient: {
      shell: 'install -d -o mysql -g mysql /srv/scratch/clones',
      sql: "REVOKE BACKUP_ADMIN ON *.* FROM 'clone_doctor'@'%';",
    },
    ...into('/srv/scratch/clones/new'),
    ends: { outcome: 'refused', errno: 1227 },
  },
  {
    name: 'DATA DIRECTORY exists, and the list does not hold the donor',
    recipient: {
      shell: 'install -d -o mysql -g mysql /srv/scratch/new',
      sql: 'SET GLOBAL clone_valid_donor_list = NULL;',
    },
    ...into('/srv/scratch/new'),
    ends: { outcome: 'refused', errno: 1007 },
  },
  {
    name: 'DATA DIRECTORY behind a link to the data directory',
    recipient: { shell: 'ln -s /var/lib/mysql /srv/scratch/link' },
    ...into('/srv/scratch/link/new'),
    ends: { outcome: 'refused', errno: 3632 },
  },
  {
    name: 'DATA DIRECTORY below a directory of root',
    recipient: { shell: 'mkdir /srv/scratch/roots' },
    ...into('/srv/scratch/roots/new'),
    ends: { outcome: 'refused', errno: 1006 },
  },
  {
    name: 'DATA DIRECTORY below nothing, beside a directory of root and where the recipient may create it',
    recipient: { shell: 'mkdir /srv/scratch/roots; install -d -o mysql -g mysql /srv/scratch/mine' },
    ...into('/srv/scratch/mine/a/new'),
    ends: { outcome: 'ok' },
  },
  {
    name: 'super_read_only with a schema to drop',
    recipient: { sql: 'SET GLOBAL super_read_only = ON;' },
    ends: { outcome: 'refused', errno: 1290 },
  },
  {
    name: 'super_read_only with nothing to drop',
    recipient: { sql: 'DROP DATABASE old; SET GLOBAL super_read_only = ON;' },
    ends: { outcome: 'ok' },
  },
  {
    name: 'clone_valid_donor_list holds the address where the statement has the name',
    recipient: { sql: "SET GLOBAL clone_valid_donor_list = '10.213.1.11:3306,10.213.2.11:3306';" },
    ends: { outcome: 'refused', errno: 3869 },
  },
  {
    name: 'clone_valid_donor_list holds another port',
    recipient: { sql: "SET GLOBAL clone_valid_donor_list = 'db1:3307';" },
    ends: { outcome: 'refused', errno: 3869 },
  },
  {
    name: 'the second donor of clone_valid_donor_list',
    recipient: { sql: "SET GLOBAL clone_valid_donor_list = 'db0:3306,db1:3306';" },
    ends: { outcome: 'ok' },
  },
  {
    name: 'clone_valid_donor_list of the option file holds a blank',
    recipient: {
      before: "mysql -e 'RESET PERSIST clone_valid_donor_list'",
      options: ["clone_valid_donor_list='db0:3306, db1:3306'"],
    },
    ends: { outcome: 'refused', errno: 3869 },
  },
  {
    name: 'the last of the donors of a clone_valid_donor_list that SHOW VARIABLES cuts off',
    recipient: {
      sql: `SET GLOBAL clone_valid_donor_list = CONCAT(REPEAT('another.example.com:3306,', 100), 'db1:3306');`,
    },
    ends: { outcome: 'ok' },
  },
  {
    name: "a name of the donor that the recipient's host does not know",
    recipient: { sql: "SET GLOBAL clone_valid_donor_list = 'nowhere:3306';" },
    cloneFrom: 'nowhere:3306',
    ends: refusedBy(2005),
  },
  {
    name: 'an unknown name and a list that does not hold it',
    cloneFrom: 'nowhere:3306',
    ends: { outcome: 'refused', errno: 3869 },
  },
  {
    name: 'an account of the donor that may connect once',
    donor: { sql: "ALTER USER 'clone_doctor' WITH MAX_USER_CONNECTIONS 1;" },
    ends: refusedBy(1226),
  },
  {
    name: 'an account of the donor that may connect twice',
    donor: { sql: "ALTER USER 'clone_doctor' WITH MAX_USER_CONNECTIONS 2;" },
    ends: { outcome: 'ok' },
  },
  {
    name: 'max_user_connections=1 on the donor',
    donor: { sql: 'SET GLOBAL max_user_connections = 1;' },
    ends: refusedBy(1203),
  },
  {
    name: 'a donor without redo log',
    donor: { sql: 'ALTER INSTANCE DISABLE INNODB REDO_LOG;' },
    ends: refusedBy(3983),
  },
  {
    name: 'a recipient without redo log',
    recipient: { sql: 'ALTER INSTANCE DISABLE INNODB REDO_LOG;' },
    ends: { outcome: 'ok' },
  },
  {
    name: 'a plugin of the donor whose file the recipient lacks',
    donor: { sql: semisync },
    recipient: { before: 'rm /usr/lib/mysql/plugin/semisync_source.so' },
    ends: { outcome: 'refused', errno: 3870 },
  },
  {
    name: 'a plugin of the donor that the recipient could load',
    donor: { sql: semisync },
    ends: { outcome: 'ok' },
  },
  {
    name: 'storage engines that the recipient has switched off',
    recipient: {
      options: ['archive=OFF', 'blackhole=OFF'],
      sql: "SET GLOBAL clone_valid_donor_list = 'db1:3306';",
    },
    ends: { outcome: 'ok' },
  },
  {
    name: 'a collation of its own on the donor',
    donor: {
      before: `
        cp -a /usr/share/mysql/charsets /usr/share/mysql/own-charsets
        sed -i '/<charset name="ucs2">/a <collation name="ucs2_own_ci" id="1029"><rules><reset>a</reset><p>b</p></rules></collation>' \\
          /usr/share/mysql/own-charsets/Index.xml`,
      options: ['character_sets_dir=/usr/share/mysql/own-charsets'],
    },
    ends: { outcome: 'refused', errno: 3867 },
  },
  {
    name: 'a donor built for another machine',
    donor: {
      before: "sed -i 's/x86_64\\x00/x86_65\\x00/g' /usr/sbin/mysqld",
      options: ['max_connections=99'],
    },
    ends: { outcome: 'refused', errno: 3866 },
  },
  {
    name: 'a donor built for another operating system',
    donor: {
      before: "sed -i 's/Linux\\x00/Linuz\\x00/g' /usr/sbin/mysqld",
      options: ['max_connections=99'],
    },
    ends: { outcome: 'refused', errno: 3865 },
  },
  {
    name: 'the recipient clones into a directory meanwhile',
    donor: { sql: plenty('app.noise') },
    recipient: { sql: slowly, shell: cloneAway('db1') },
    ends: { outcome: 'refused', errno: 3634 },
  },
  {
    name: 'the recipient is a donor meanwhile',
    recipient: { sql: plenty('old.noise') },
    donor: {
      sql: `${slowly} SET GLOBAL clone_valid_donor_list = 'db2:3306';`,
      shell: `until mysql -h db2 -u clone_doctor -pClone-Doctor-1 -e 'DO 0' 2>/dev/null; do sleep 0.1; done; sleep 5; ${cloneAway('db2')}`,
    },
    ends: { outcome: 'refused', errno: 3634 },
  },
  {
    name: 'an idle transaction on a table of the recipient',
    recipient: {
      sql: 'SET GLOBAL lock_wait_timeout = 2; CREATE TABLE old.waiting (id INT PRIMARY KEY);',
      shell: staying('BEGIN; SELECT * FROM old.waiting;'),
    },
    ends: { outcome: 'wiped', errno: 1205 },
  },
  {
    name: 'an idle transaction on a table of a recipient without performance_schema',
    recipient: {
      options: ['performance_schema=OFF'],
      sql: 'SET GLOBAL lock_wait_timeout = 2; CREATE TABLE old.waiting (id INT PRIMARY KEY);',
      shell: staying('BEGIN; SELECT * FROM old.waiting;'),
    },
    ends: { outcome: 'wiped', errno: 1205 },
    predicted: { outcome: 'unknown' },
  },
  {
    name: 'a prepared XA transaction on a table of the recipient',
    recipient: {
      sql: `SET GLOBAL lock_wait_timeout = 2; CREATE TABLE old.waiting (id INT PRIMARY KEY);
        XA START 'a'; INSERT INTO old.waiting VALUES (1); XA END 'a'; XA PREPARE 'a';`,
    },
    ends: { outcome: 'wiped', errno: 1205 },
  },
  {
    name: 'an idle transaction on a system table of the recipient',
    recipient: {
      sql: 'SET GLOBAL lock_wait_timeout = 2;',
      shell: staying('BEGIN; SELECT COUNT(*) FROM mysql.time_zone;'),
    },
    ends: { outcome: 'ok' },
  },
  {
    name: 'a backup lock on the recipient',
    recipient: {
      sql: 'SET GLOBAL lock_wait_timeout = 2;',
      shell: staying('LOCK INSTANCE FOR BACKUP;'),
    },
    ends: { outcome: 'refused', errno: 1205 },
  },
  {
    name: 'a global read lock on the recipient',
    recipient: {
      sql: 'SET GLOBAL lock_wait_timeout = 2;',
      shell: staying('FLUSH TABLES WITH READ LOCK;'),
    },
    ends: { outcome: 'refused', errno: 1205 },
  },
  {
    name: 'a backup lock on the donor',
    recipient: { sql: 'SET GLOBAL clone_ddl_timeout = 2;' },
    donor: { shell: staying('LOCK INSTANCE FOR BACKUP;') },
    ends: { outcome: 'ok' },
  },
  {
    name: 'a global read lock on the donor',
    donor: { shell: staying('FLUSH TABLES WITH READ LOCK;') },
    ends: { outcome: 'ok' },
  },
  {
    name: 'a transaction on a table of the donor',
    donor: { shell: staying('BEGIN; SELECT * FROM app.orders;') },
    ends: { outcome: 'ok' },
  },
  {
    name: 'read_only on the recipient',
    recipient: { sql: 'SET GLOBAL read_only = ON;' },
    ends: { outcome: 'ok' },
  },
  {
    name: 'super_read_only on the donor',
    donor: { sql: 'SET GLOBAL super_read_only = ON;' },
    ends: { outcome: 'ok' },
  },
  {
    name: 'super_read_only on the recipient and no BACKUP_ADMIN on the donor',
    recipient: { sql: 'SET GLOBAL super_read_only = ON;' },
    donor: { sql: "REVOKE BACKUP_ADMIN ON *.* FROM 'clone_doctor'@'%';" },
    ends: refusedBy(1227),
  },
  {
    name: 'super_read_only and a backup lock on the recipient',
    recipient: {
      sql: 'SET GLOBAL super_read_only = ON, lock_wait_timeout = 2;',
      shell: staying('LOCK INSTANCE FOR BACKUP;'),
    },
    ends: { outcome: 'refused', errno: 1290 },
  },
  {
    name: 'no redo log on the donor, and the recipient has too small packets',
    donor: { sql: 'ALTER INSTANCE DISABLE INNODB REDO_LOG;' },
    recipient: { sql: 'SET GLOBAL max_allowed_packet = 1048576;' },
    ends: refusedBy(3983),
  },
  {
    name: 'no redo log and too small packets on the donor',
    donor: { sql: 'ALTER INSTANCE DISABLE INNODB REDO_LOG; SET GLOBAL max_allowed_packet = 1048576;' },
    ends: refusedBy(3983),
  },
  {
    name: 'a plugin whose file the recipient lacks and another collation_server',
    donor: { sql: `${semisync} SET GLOBAL collation_server = utf8mb4_bin;` },
    recipient: { before: 'rm /usr/lib/mysql/plugin/semisync_source.so' },
    ends: { outcome: 'refused', errno: 3870 },
  },
  {
    name: 'a plugin whose file the recipient lacks and a donor of the series before',
    donor: {
      version: (own) => own.replace(/\.(\d)\./, (_, minor) => `.${Number(minor) - 1}.`),
      sql: semisync,
    },
    recipient: { before: 'rm /usr/lib/mysql/plugin/semisync_source.so' },
    ends: { outcome: 'refused', errno: 3870 },
  },
  {
    name: 'the donor serves another recipient meanwhile',
    donor: { sql: plenty('app.noise'), shell: anotherRecipient },
    ends: refusedBy(3634),
  },
];
