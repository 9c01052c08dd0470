import { setUp } from '../pair.js';
import type { Change, Scenario } from '../scenario.js';

/** Waits until the server has made all of its redo files, so that what is free stays so. */
const settle = `
  for _ in $(seq 100); do
    [ "$(ls '/var/lib/mysql/#innodb_redo' | wc -l)" -ge 32 ] && break
    sleep 0.2
  done`;

/** Moves the server's data directory to a tmpfs of its own; size and options as mount(8) takes them. */
export const onTmpfs = (size: string, options = '') => `
  systemctl stop mysql.service
  cp -a /var/lib/mysql/. /srv/scratch/data
  mount -t tmpfs -o size=${size},mode=700${options} tmpfs /var/lib/mysql
  chown mysql:mysql /var/lib/mysql
  cp -a /srv/scratch/data/. /var/lib/mysql/
  systemctl start mysql.service
  ${settle}`;

/** Leaves that many MiB more free than the donor's files occupy, with the recipient's own data counted in. */
const leaving = (mebibytes: number) => `${onTmpfs('1G')}
  need=$(mysql -h db1 -u lab -pLab-Secret-1 -N -e "SELECT SUM(ALLOCATED_SIZE) + 12582912
    FROM information_schema.INNODB_TABLESPACES WHERE NAME <> 'innodb_temporary'")
  used=$(df -B1 --output=used /var/lib/mysql | tail -n 1)
  mount -o remount,size=$((need + used + ${mebibytes} * 1048576)) /var/lib/mysql`;

/** A table that takes its space at once, without a row. */
const bigTable = (schema: string, mebibytes: number) =>
  `CREATE TABLE ${schema}.big (id INT PRIMARY KEY) AUTOEXTEND_SIZE = ${mebibytes}M;`;

/** A server whose data directory is made anew with these options. */
export const initialized = (side: keyof typeof setUp, ...options: string[]): Change => ({
  startWith: `
    rm -rf /var/lib/mysql/*
    printf '%s\\n' '[mysqld]' ${options.map((option) => `'${option}'`).join(' ')} >/etc/mysql/mysql.conf.d/zz-scenario.cnf
    mysqld --user=mysql --initialize-insecure
    systemctl start mysql.service`,
  sql: `INSTALL PLUGIN clone SONAME 'mysql_clone.so'; ${setUp[side]}`,
});

export const directory = (path: string, owner = 'mysql') => `install -d -o ${owner} -g ${owner} ${path}\n`;

export const knows = (...directories: string[]) => [`innodb_directories=${directories.join(';')}`];

/** A donor with a general tablespace at /srv/ext. */
const outside: Change = {
  before: directory('/srv/ext'),
  options: knows('/srv/ext'),
  sql: `CREATE TABLESPACE ext ADD DATAFILE '/srv/ext/ext.ibd';
    CREATE TABLE app.outside (id INT PRIMARY KEY) TABLESPACE ext; INSERT INTO app.outside VALUES (1), (2);`,
};

/** A donor with a table of its own at /srv/ext/app. */
export const dataDirectory: Change = {
  ...outside,
  sql: "CREATE TABLE app.away (id INT PRIMARY KEY) DATA DIRECTORY = '/srv/ext'; INSERT INTO app.away VALUES (1);",
};

const service = (...lines: string[]) => `[Service]\n${lines.join('\n')}\n`;

/** Moves a part of the stopped server's data directory away; `options` start it again. */
const moved = (files: string, to: string, make = directory(to)) => `
  systemctl stop mysql.service
  ${make}
  mv /var/lib/mysql/${files} ${to}/`;

const tmpfs = (path: string, size = '1G') =>
  `mkdir -p ${path}; mount -t tmpfs -o size=${size} tmpfs ${path}; chown mysql:mysql ${path}\n`;

/** Lays an overlay over the data directory, with what is in `lower` as a lower layer. */
const overlaid = (between: string) => `
  systemctl stop mysql.service
  cd /srv/scratch
  mkdir upper work
  chown mysql:mysql upper
  cp -a /var/lib/mysql lower
  ${between}
  mount -t overlay overlay -o lowerdir=lower,upperdir=upper,workdir=work /var/lib/mysql
  [ ! -e redo ] || cp -a redo '/var/lib/mysql/#innodb_redo'
  systemctl start mysql.service`;

/** What the recipient's disks and files must offer, which CLONE finds out when the data is gone. */
export const storageScenarios: Scenario[] = [
  {
    name: 'a small disk, and much data on the donor',
    donor: { sql: bigTable('app', 256) },
    recipient: { shell: onTmpfs('300M') },
    ends: { outcome: 'wiped', errno: 3873 },
  },
  {
    name: "a small disk, full of the recipient's own data",
    donor: { sql: bigTable('app', 256) },
    recipient: { shell: `${onTmpfs('660M')}\nmysql -e "${bigTable('old', 256)}"` },
    ends: { outcome: 'ok' },
  },
  {
    name: "a small disk, full of the recipient's own MyISAM data",
    donor: { sql: bigTable('app', 256) },
    recipient: {
      shell: `${onTmpfs('560M')}
        fill() { mysql -e "SET sql_log_bin = 0; $1"; }
        fill "CREATE TABLE old.big (a LONGBLOB) ENGINE = MyISAM; INSERT INTO old.big VALUES (REPEAT('x', 16000000))"
        for _ in 1 2 3 4; do fill 'INSERT INTO old.big SELECT * FROM old.big'; done`,
    },
    ends: { outcome: 'ok' },
    quiet: ['storage/disk-space'],
  },
  {
    name: 'a disk that is a little too small',
    recipient: { shell: leaving(-12) },
    ends: { outcome: 'wiped', errno: 3873 },
    findings: ['storage/disk-space'],
  },
  {
    name: 'a disk that is just large enough',
    recipient: { shell: leaving(40) },
    ends: { outcome: 'ok' },
    findings: ['storage/disk-space'],
  },
  {
    name: 'a small disk for the undo tablespaces',
    donor: {
      sql: `CREATE UNDO TABLESPACE u3 ADD DATAFILE 'u3.ibu'; CREATE UNDO TABLESPACE u4 ADD DATAFILE 'u4.ibu';`,
    },
    recipient: {
      before: moved('undo_00*', '/undo', tmpfs('/undo', '70M')),
      options: ['innodb_undo_directory=/undo'],
    },
    ends: { outcome: 'wiped', errno: 1026 },
  },
  {
    name: 'a small disk for an external tablespace',
    donor: {
      ...outside,
      sql: `${outside.sql} CREATE TABLESPACE large ADD DATAFILE '/srv/ext/large.ibd' AUTOEXTEND_SIZE = 64M;
        CREATE TABLE app.large (id INT PRIMARY KEY) TABLESPACE large;`,
    },
    recipient: { before: tmpfs('/srv/ext', '30M'), options: knows('/srv/ext') },
    ends: { outcome: 'wiped', errno: 1026 },
  },
  {
    name: 'two files of the system tablespace on the donor, one on the recipient',
    donor: initialized('donor', 'innodb_data_file_path=ibdata1:12M;ibdata2:12M:autoextend'),
    ends: { outcome: 'wiped', errno: 3869 },
  },
  {
    name: 'one file of the system tablespace on the donor, two on the recipient',
    recipient: initialized('recipient', 'innodb_data_file_path=ibdata1:12M;ibdata2:12M:autoextend'),
    ends: { outcome: 'ok' },
  },
  {
    name: 'two files of the system tablespace on both, with other names',
    donor: initialized('donor', 'innodb_data_file_path=zb:12M;ya:12M:autoextend'),
    recipient: initialized('recipient', 'innodb_data_file_path=a:12M;b:12M:autoextend'),
    ends: { outcome: 'ok' },
  },
  {
    name: 'the first of two files of the system tablespace is larger on the donor',
    donor: initialized('donor', 'innodb_data_file_path=a:14M;b:12M:autoextend'),
    recipient: initialized('recipient', 'innodb_data_file_path=a:12M;b:12M:autoextend'),
    ends: { outcome: 'wiped', errno: 3869 },
  },
  {
    name: 'a larger system tablespace on the recipient',
    recipient: initialized('recipient', 'innodb_data_file_path=ibdata1:20M:autoextend'),
    ends: { outcome: 'wiped' },
  },
  {
    name: 'a larger system tablespace on the donor',
    donor: initialized('donor', 'innodb_data_file_path=ibdata1:20M:autoextend'),
    ends: { outcome: 'ok' },
  },
  {
    name: 'a larger system tablespace on the recipient that may not grow',
    recipient: initialized('recipient', 'innodb_data_file_path=ibdata1:20M'),
    ends: { outcome: 'wiped', errno: 3869 },
  },
  {
    name: 'an equal system tablespace on the recipient that may not grow',
    recipient: { options: ['innodb_data_file_path=ibdata1:12M'] },
    ends: { outcome: 'ok' },
  },
  {
    name: 'a system tablespace elsewhere with another name',
    recipient: {
      before: directory('/srv/home'),
      ...initialized(
        'recipient',
        'innodb_data_home_dir=/srv/home',
        'innodb_data_file_path=sys1:12M:autoextend',
      ),
    },
    ends: { outcome: 'ok' },
  },
  {
    name: 'an external tablespace, unknown to the recipient',
    donor: outside,
    recipient: { before: directory('/srv/ext') },
    ends: { outcome: 'wiped', errno: 1525 },
  },
  {
    name: 'an external tablespace, known to the recipient, and no directory',
    donor: outside,
    recipient: { options: knows('/srv/ext') },
    ends: { outcome: 'wiped', errno: 1004 },
  },
  {
    name: 'an external tablespace, known to the recipient, in a directory of root',
    donor: outside,
    recipient: { before: directory('/srv/ext', 'root'), options: knows('/srv/ext') },
    ends: { outcome: 'wiped', errno: 1004 },
  },
  {
    name: 'an external tablespace, known to the recipient and writable',
    donor: outside,
    recipient: { before: directory('/srv/ext'), options: knows('/srv/ext') },
    ends: { outcome: 'ok' },
  },
  {
    name: 'an external tablespace, whose directory the recipient may make',
    donor: outside,
    recipient: { before: directory('/srv'), options: knows('/srv') },
    ends: { outcome: 'ok' },
  },
  {
    name: 'an external tablespace in the undo directory of the recipient',
    donor: outside,
    recipient: { before: moved('undo_00*', '/srv/ext'), options: ['innodb_undo_directory=/srv/ext'] },
    ends: { outcome: 'ok' },
  },
  {
    name: 'an external tablespace, and a file of that name on the recipient',
    donor: outside,
    recipient: { before: `${directory('/srv/ext')} echo x >/srv/ext/ext.ibd`, options: knows('/srv/ext') },
    ends: { outcome: 'ok' },
  },
  {
    name: "an external tablespace, and another user's file of that name in a directory with the sticky bit",
    donor: outside,
    recipient: {
      before: 'install -d -m 1777 /srv/ext; touch /srv/ext/ext.ibd',
      options: knows('/srv/ext'),
    },
    ends: { outcome: 'dead' },
    findings: ['storage/external-directories'],
  },
  {
    name: 'an external tablespace, and no such file in a directory with the sticky bit',
    donor: outside,
    recipient: { before: 'install -d -m 1777 /srv/ext', options: knows('/srv/ext') },
    ends: { outcome: 'ok' },
    quiet: ['storage/external-directories'],
  },
  {
    name: 'an external tablespace in a directory that the recipient may write to and not read',
    donor: { ...outside, shell: 'systemctl restart mysql.service' },
    recipient: { before: 'install -d -m 0300 -o mysql -g mysql /srv/ext', options: knows('/srv/ext') },
    ends: { outcome: 'wiped' },
  },
  {
    // What the donor writes last to such a tablespace, and has not flushed, makes it wiped.
    name: 'an external tablespace at rest, and innodb_directories gone from the option file since the start',
    donor: { ...outside, shell: 'systemctl restart mysql.service' },
    recipient: {
      before: directory('/srv/ext'),
      options: knows('/srv/ext'),
      shell: `sleep 1; sed -i '/^innodb_directories/d' /etc/mysql/mysql.conf.d/zz-scenario.cnf`,
    },
    doctorOptions: ['--validate-config'],
    ends: { outcome: 'ok' },
    predicted: { outcome: 'unknown' },
  },
  {
    name: 'an external tablespace behind a symbolic link that the recipient lists',
    donor: outside,
    recipient: { before: `${directory('/srv/other')} ln -s /srv/other /srv/ext`, options: knows('/srv/ext') },
    ends: { outcome: 'ok' },
  },
  {
    name: 'an external tablespace in ReadOnlyPaths=',
    donor: outside,
    recipient: {
      before: directory('/srv/ext'),
      options: knows('/srv/ext'),
      dropIn: service('ReadOnlyPaths=/srv/ext'),
    },
    ends: { outcome: 'wiped', errno: 1004 },
  },
  {
    name: 'an external tablespace in ReadWritePaths= of ProtectSystem=strict',
    donor: outside,
    recipient: {
      before: directory('/srv/ext'),
      options: knows('/srv/ext'),
      dropIn: service(
        'ProtectSystem=strict',
        'ReadWritePaths=/var/lib/mysql /var/log/mysql /run/mysqld /tmp /srv/ext',
      ),
    },
    ends: { outcome: 'ok' },
  },
  {
    name: 'a table with DATA DIRECTORY, known to the recipient and writable',
    donor: dataDirectory,
    recipient: { before: directory('/srv/ext'), options: knows('/srv/ext') },
    ends: { outcome: 'ok' },
  },
  ...(
    [
      ['an external tablespace for DATA DIRECTORY', knows('/srv/ext'), '', { outcome: 'ok' }],
      [
        'an external tablespace for DATA DIRECTORY, unknown to the recipient',
        [],
        '',
        { outcome: 'refused', errno: 1525 },
      ],
      [
        'an external tablespace for DATA DIRECTORY, and a file of that name on the recipient',
        knows('/srv/ext'),
        'touch /srv/ext/ext.ibd',
        { outcome: 'refused', errno: 1086 },
      ],
    ] as const
  ).map(([name, options, more, ends]): Scenario => {
    return {
      name,
      donor: outside,
      recipient: {
        before: `${directory('/srv/ext')} ${directory('/srv/scratch/clones')} ${more}`,
        options: [...options],
      },
      doctorOptions: ['--data-directory', '/srv/scratch/clones/new'],
      clause: "DATA DIRECTORY = '/srv/scratch/clones/new'",
      ends,
    };
  }),
  {
    name: 'an external tablespace on storage that both servers share',
    donor: {
      before: `rm -rf /srv/shared/*; ${directory('/srv/shared/ext')}`,
      options: knows('/srv/shared/ext'),
      sql: outside.sql?.replace('/srv/ext', '/srv/shared/ext') ?? '',
    },
    recipient: { options: knows('/srv/shared/ext') },
    ends: { outcome: 'donor-loss' },
  },
  {
    name: 'undo files of one name on the donor',
    donor: {
      before: directory('/srv/a') + directory('/srv/b'),
      options: knows('/srv/a', '/srv/b'),
      sql: `CREATE UNDO TABLESPACE u3 ADD DATAFILE '/srv/a/u3.ibu';
        CREATE UNDO TABLESPACE u4 ADD DATAFILE '/srv/b/u3.ibu';`,
    },
    ends: { outcome: 'wiped', errno: 3869 },
  },
  {
    name: 'an undo tablespace elsewhere on the donor',
    donor: {
      before: directory('/srv/a'),
      options: knows('/srv/a'),
      sql: "CREATE UNDO TABLESPACE u3 ADD DATAFILE '/srv/a/u3.ibu';",
    },
    ends: { outcome: 'ok' },
  },
  {
    name: 'innodb_undo_directory elsewhere on the recipient',
    recipient: { before: moved('undo_00*', '/srv/undo'), options: ['innodb_undo_directory=/srv/undo'] },
    ends: { outcome: 'ok' },
  },
  {
    name: 'innodb_undo_directory that the recipient may not write to any more',
    recipient: {
      before: moved('undo_00*', '/srv/undo'),
      options: ['innodb_undo_directory=/srv/undo'],
      shell: 'chown root /srv/undo',
    },
    ends: { outcome: 'wiped', errno: 1004 },
  },
  {
    name: 'innodb_log_group_home_dir on a file system of its own',
    recipient: {
      before: moved("'#innodb_redo'", '/redo', tmpfs('/redo')),
      options: ['innodb_log_group_home_dir=/redo'],
    },
    ends: { outcome: 'ok' },
  },
  {
    name: 'innodb_log_group_home_dir that the recipient may not write to',
    recipient: {
      before: moved("'#innodb_redo'", '/srv/redo', directory('/srv/redo', 'root')),
      options: ['innodb_log_group_home_dir=/srv/redo'],
    },
    ends: { outcome: 'wiped', errno: 1004 },
  },
  {
    name: '#innodb_redo is a mount point',
    recipient: {
      before: `systemctl stop mysql.service
        cp -a '/var/lib/mysql/#innodb_redo' /srv/scratch/redo
        mount --bind /srv/scratch/redo '/var/lib/mysql/#innodb_redo'
        systemctl start mysql.service`,
    },
    ends: { outcome: 'dead' },
  },
  {
    name: '#innodb_redo is a symbolic link',
    recipient: {
      before: `systemctl stop mysql.service
        mv '/var/lib/mysql/#innodb_redo' /srv/scratch/redo
        ln -s /srv/scratch/redo '/var/lib/mysql/#innodb_redo'
        systemctl start mysql.service`,
    },
    ends: { outcome: 'wiped', errno: 1525 },
  },
  {
    name: '#innodb_redo is a symbolic link to a directory that the recipient knows',
    recipient: {
      before: `systemctl stop mysql.service
        mv '/var/lib/mysql/#innodb_redo' /srv/scratch/redo
        ln -s /srv/scratch/redo '/var/lib/mysql/#innodb_redo'`,
      options: knows('/srv/scratch/redo'),
    },
    ends: { outcome: 'ok' },
  },
  {
    name: '#innodb_redo in a lower layer of an overlay',
    recipient: { before: overlaid('') },
    ends: { outcome: 'dead' },
  },
  {
    name: '#innodb_redo made on an overlay',
    recipient: { before: overlaid("mv 'lower/#innodb_redo' redo") },
    ends: { outcome: 'ok' },
  },
  {
    name: 'innodb_force_recovery=1 on the recipient',
    recipient: { options: ['innodb_force_recovery=1'] },
    ends: { outcome: 'wiped', errno: 1836 },
  },
  {
    name: 'innodb_force_recovery=1 on the recipient, and nothing to drop',
    recipient: { before: 'mysql -e "DROP DATABASE old"', options: ['innodb_force_recovery=1'] },
    ends: { outcome: 'wiped', errno: 1881 },
  },
  {
    name: 'innodb_force_recovery=1 on the donor',
    donor: { options: ['innodb_force_recovery=1'] },
    ends: { outcome: 'ok' },
  },
  {
    name: 'a schema of the recipient on a mount of its own',
    recipient: {
      before: `systemctl stop mysql.service
        cp -a /var/lib/mysql/old /srv/scratch/old
        mount --bind /srv/scratch/old /var/lib/mysql/old
        systemctl start mysql.service`,
    },
    ends: { outcome: 'ok' },
  },
];
