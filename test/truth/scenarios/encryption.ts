import type { Change, Scenario } from '../scenario.js';
import { onTmpfs } from './storage.js';

/**
 * A keyring component that keeps its keys in a file. The file is made beforehand: Debian's unit runs mysqld as
 * root before the service (`ExecStartPre=... pre`), and that run would create it for root.
 */
export const keyring: Change = {
  files: {
    '/usr/sbin/mysqld.my': '{"components": "file://component_keyring_file"}\n',
    '/usr/lib/mysql/plugin/component_keyring_file.cnf':
      '{"path": "/var/lib/mysql-keyring/keyring", "read_only": false}\n',
  },
  before: `
    install -d -o mysql -g mysql -m 750 /var/lib/mysql-keyring
    install -o mysql -g mysql -m 640 /dev/null /var/lib/mysql-keyring/keyring`,
};

export const withKeyring = (sql: string): Change => ({ ...keyring, sql });

const encryptedTable = withKeyring(
  "CREATE TABLE app.secret (id INT PRIMARY KEY) ENCRYPTION = 'Y'; INSERT INTO app.secret VALUES (1);",
);

/** A table that asks for one thing. */
const once = (option: string, value: string) =>
  `CREATE TABLE app.${option.toLowerCase()} (id INT PRIMARY KEY, v TEXT) ${option} = '${value}';
   INSERT INTO app.${option.toLowerCase()} VALUES (1, REPEAT('a', 20000));`;

const twice = `CREATE TABLE app.both_ (id INT PRIMARY KEY, v TEXT) COMPRESSION = 'zlib' ENCRYPTION = 'Y';
  INSERT INTO app.both_ VALUES (1, REPEAT('a', 20000));`;

/** The files of such a file system have a preferred block size of 2 MiB, though its own block size is 4096. */
const onHugePages = onTmpfs('1G', ',huge=always');

const noTls: Change = { options: ["tls_version=''"] };

/** The server makes itself a new authority and new certificates where it finds none. */
const ownAuthority: Change = { before: 'rm /var/lib/mysql/*.pem', options: ['max_connections=99'] };

const plain = { clause: 'REQUIRE NO SSL', doctorOptions: ['--clone-ssl', 'disabled'] };
const secure = { clause: 'REQUIRE SSL', doctorOptions: ['--clone-ssl', 'required'] };

const noKey = { outcome: 'wiped', errno: 1815 } as const;
const notSent = { outcome: 'wiped', errno: 3862, donorErrno: 3872 } as const;
const notConnected = { outcome: 'refused', errno: 3862, donorErrno: 2026 } as const;

/** A certificate that the recipient shows. */
const showing = (path: string) =>
  `SET GLOBAL clone_ssl_cert = '${path}-cert.pem', clone_ssl_key = '${path}-key.pem';`;

/** For the recipient alone: the doctor has no certificate. */
const needsCertificate = `CREATE USER 'clone_doctor'@'10.213.%.12' IDENTIFIED BY 'Clone-Doctor-1' REQUIRE X509;
  GRANT BACKUP_ADMIN ON *.* TO 'clone_doctor'@'10.213.%.12';`;

/** TLS and keyrings: what is refused in time, and what is noticed when the recipient's data is gone. */
export const encryptionScenarios: Scenario[] = [
  {
    name: 'an encrypted table, keyrings on both sides',
    donor: encryptedTable,
    recipient: keyring,
    ends: { outcome: 'ok' },
  },
  {
    name: 'an encrypted table and REQUIRE SSL',
    donor: encryptedTable,
    recipient: keyring,
    ...secure,
    ends: { outcome: 'ok' },
  },
  {
    name: 'an encrypted table and REQUIRE NO SSL',
    donor: encryptedTable,
    recipient: keyring,
    ...plain,
    ends: notSent,
  },
  {
    name: 'an encrypted table and a donor without TLS',
    donor: { ...encryptedTable, ...noTls },
    recipient: keyring,
    ends: notSent,
  },
  {
    name: 'an encrypted general tablespace and REQUIRE NO SSL',
    donor: withKeyring("CREATE TABLESPACE vault ADD DATAFILE 'vault.ibd' ENCRYPTION = 'Y';"),
    recipient: keyring,
    ...plain,
    ends: notSent,
  },
  {
    name: 'the encrypted tablespace mysql and REQUIRE NO SSL',
    donor: withKeyring("ALTER TABLESPACE mysql ENCRYPTION = 'Y';"),
    recipient: keyring,
    ...plain,
    ends: notSent,
  },
  {
    name: 'innodb_redo_log_encrypt and REQUIRE NO SSL',
    donor: withKeyring('SET GLOBAL innodb_redo_log_encrypt = ON;'),
    recipient: keyring,
    ...plain,
    ends: notSent,
  },
  {
    name: 'innodb_undo_log_encrypt and REQUIRE NO SSL',
    donor: withKeyring('SET GLOBAL innodb_undo_log_encrypt = ON;'),
    recipient: keyring,
    ...plain,
    ends: notSent,
  },
  {
    name: 'innodb_undo_log_encrypt was ON before the last start of the donor',
    donor: {
      ...withKeyring('SET GLOBAL innodb_undo_log_encrypt = ON; SET GLOBAL innodb_undo_log_encrypt = OFF;'),
      shell: 'systemctl restart mysql.service',
    },
    recipient: keyring,
    ...plain,
    ends: notSent,
  },
  {
    name: 'innodb_redo_log_encrypt was ON before the last start of the donor',
    donor: {
      ...withKeyring('SET GLOBAL innodb_redo_log_encrypt = ON; SET GLOBAL innodb_redo_log_encrypt = OFF;'),
      shell: 'systemctl restart mysql.service',
    },
    ...plain,
    ends: { outcome: 'ok' },
  },
  {
    name: 'a table that was encrypted once and REQUIRE NO SSL',
    donor: withKeyring(
      "CREATE TABLE app.secret (id INT PRIMARY KEY) ENCRYPTION = 'Y'; ALTER TABLE app.secret ENCRYPTION = 'N';",
    ),
    ...plain,
    ends: { outcome: 'ok' },
  },
  {
    name: 'a donor with an encrypted binary log and REQUIRE NO SSL',
    donor: withKeyring('SET GLOBAL binlog_encryption = ON;'),
    ...plain,
    ends: { outcome: 'ok' },
  },
  {
    name: 'a table both compressed and encrypted, and another block size',
    donor: withKeyring(twice),
    recipient: { ...keyring, before: `${keyring.before}${onHugePages}` },
    ends: { outcome: 'wiped', errno: 3868 },
  },
  {
    name: 'tables either compressed or encrypted, and another block size',
    donor: withKeyring(`${once('ENCRYPTION', 'Y')}${once('COMPRESSION', 'zlib')}`),
    recipient: { ...keyring, before: `${keyring.before}${onHugePages}` },
    ends: { outcome: 'ok' },
  },
  {
    name: 'a table both compressed and encrypted, and the same block size',
    donor: withKeyring(twice),
    recipient: keyring,
    ends: { outcome: 'ok' },
  },
  { name: 'a donor with a keyring and nothing encrypted', donor: keyring, ends: { outcome: 'ok' } },
  { name: 'an encrypted table, no keyring on the recipient', donor: encryptedTable, ends: noKey },
  {
    name: 'the encrypted tablespace mysql, no keyring on the recipient',
    donor: withKeyring("ALTER TABLESPACE mysql ENCRYPTION = 'Y';"),
    ends: noKey,
  },
  {
    name: 'innodb_redo_log_encrypt, no keyring on the recipient',
    donor: withKeyring('SET GLOBAL innodb_redo_log_encrypt = ON;'),
    ends: noKey,
  },
  {
    name: 'innodb_undo_log_encrypt, no keyring on the recipient',
    donor: withKeyring('SET GLOBAL innodb_undo_log_encrypt = ON;'),
    ends: noKey,
  },
  {
    name: 'a keyring that does not work on the recipient',
    donor: encryptedTable,
    recipient: {
      files: {
        ...keyring.files,
        '/usr/lib/mysql/plugin/component_keyring_file.cnf':
          '{"path": "/nowhere/keyring", "read_only": false}\n',
      },
    },
    ends: noKey,
  },
  {
    name: 'no TLS and no keyring for an encrypted table',
    donor: encryptedTable,
    ...plain,
    ends: notSent,
  },
  {
    name: "the recipient's keyring is gone at its next start",
    donor: encryptedTable,
    recipient: { ...keyring, shell: 'rm /usr/sbin/mysqld.my' },
    ends: { outcome: 'wiped' },
  },
  {
    name: 'the keyring is gone at the next start, only the redo log is encrypted',
    donor: withKeyring('SET GLOBAL innodb_redo_log_encrypt = ON; INSERT INTO app.orders VALUES (4);'),
    recipient: { ...keyring, shell: 'rm /usr/sbin/mysqld.my' },
    ends: { outcome: 'wiped' },
  },
  {
    name: 'the keyring is gone at the next start, only undo logs are encrypted',
    donor: withKeyring('SET GLOBAL innodb_undo_log_encrypt = ON;'),
    recipient: { ...keyring, shell: 'rm /usr/sbin/mysqld.my' },
    ends: { outcome: 'wiped' },
  },
  {
    name: 'the keyring is gone at the next start, nothing is encrypted',
    recipient: { ...keyring, shell: 'rm /usr/sbin/mysqld.my' },
    ends: { outcome: 'ok' },
  },
  { name: 'a donor without TLS', donor: noTls, ends: { outcome: 'ok' } },
  { name: 'a donor without TLS and REQUIRE SSL', donor: noTls, ...secure, ends: notConnected },
  { name: 'a recipient without TLS', recipient: noTls, ends: notConnected },
  { name: 'a recipient without TLS and REQUIRE NO SSL', recipient: noTls, ...plain, ends: { outcome: 'ok' } },
  {
    name: 'a clone_ssl_ca that signed the donor',
    recipient: { sql: "SET GLOBAL clone_ssl_ca = '/var/lib/mysql/ca.pem';" },
    ends: { outcome: 'ok' },
  },
  {
    name: 'a clone_ssl_ca that did not sign the donor',
    recipient: { ...ownAuthority, sql: "SET GLOBAL clone_ssl_ca = '/var/lib/mysql/ca.pem';" },
    ends: notConnected,
  },
  {
    name: 'a clone_ssl_ca that is no file',
    recipient: { sql: "SET GLOBAL clone_ssl_ca = '/nowhere/ca.pem';" },
    ends: notConnected,
  },
  {
    name: 'a foreign clone_ssl_ca and REQUIRE NO SSL',
    recipient: { ...ownAuthority, sql: "SET GLOBAL clone_ssl_ca = '/var/lib/mysql/ca.pem';" },
    ...plain,
    ends: { outcome: 'ok' },
  },
  {
    name: 'require_secure_transport on the donor and REQUIRE NO SSL',
    donor: { sql: 'SET GLOBAL require_secure_transport = ON;' },
    ...plain,
    ends: { outcome: 'refused', errno: 3862, donorErrno: 3159 },
  },
  {
    name: 'require_secure_transport on the donor',
    donor: { sql: 'SET GLOBAL require_secure_transport = ON;' },
    ends: { outcome: 'ok' },
  },
  {
    name: 'no TLS version in common',
    recipient: { sql: "SET GLOBAL tls_version = 'TLSv1.2';" },
    donor: { sql: "SET GLOBAL tls_version = 'TLSv1.3'; ALTER INSTANCE RELOAD TLS;" },
    ends: notConnected,
  },
  {
    name: 'a TLS version that the donor was given and has not loaded',
    recipient: { sql: "SET GLOBAL tls_version = 'TLSv1.2';" },
    donor: { sql: "SET GLOBAL tls_version = 'TLSv1.3';" },
    ends: { outcome: 'ok' },
    quiet: ['encryption/tls-versions'],
  },
  {
    name: 'the account REQUIREs X509, and clone_ssl_cert is a certificate that the donor knows',
    recipient: { sql: showing('/var/lib/mysql/client') },
    donor: { sql: needsCertificate },
    ends: { outcome: 'ok' },
    predicted: { outcome: 'unknown' },
    quiet: ['encryption/clone-certificate'],
  },
  {
    name: 'a clone_ssl_cert of an authority that the donor does not know',
    recipient: { ...ownAuthority, sql: showing('/var/lib/mysql/client') },
    donor: { sql: "SET GLOBAL tls_version = 'TLSv1.2'; ALTER INSTANCE RELOAD TLS;" },
    ends: notConnected,
    predicted: { outcome: 'unknown' },
  },
  {
    name: 'a clone_ssl_cert that is no file',
    recipient: { sql: showing('/nowhere/client') },
    ends: notConnected,
  },
  {
    name: 'the certificate of the donor itself as clone_ssl_ca',
    recipient: {
      sql: "SET GLOBAL clone_ssl_ca = '/var/lib/mysql/server-cert.pem';",
    },
    ends: notConnected,
  },
  {
    name: 'passwords in the log, on the command line and in an option file',
    recipient: {
      files: { '/etc/mysql/conf.d/client.cnf': '[other]\npassword = Other-Secret-1\n' },
      dropIn: '[Service]\nEnvironment=MYSQL_PWD=Other-Secret-2\n',
      sql: 'SET GLOBAL log_raw = ON, general_log = ON;',
    },
    ends: { outcome: 'ok' },
    findings: ['credentials/raw-log', 'credentials/command-line', 'credentials/option-files'],
  },
];
