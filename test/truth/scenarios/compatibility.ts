import type { Scenario } from '../scenario.js';
import { initialized } from './storage.js';

/** Another release of the same series, as long as the own version. */
const otherPatch = (own: string) => own.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));

/** The series before: refused, and as long as the own version. */
const seriesBefore = (own: string) => own.replace(/\.(\d)\./, (_, minor) => `.${Number(minor) - 1}.`);

const OPTION_FILE = '/etc/mysql/mysql.conf.d/zz-scenario.cnf';

/** A server that was initialized with lower_case_table_names=1. */
const lowerCase = `
  rm -rf /var/lib/mysql/*
  printf '[mysqld]\\nlower_case_table_names=1\\n' >${OPTION_FILE}
  mysqld --user=mysql --initialize-insecure
  systemctl start mysql.service
  mysql -u root -e "INSTALL PLUGIN clone SONAME 'mysql_clone.so';
    CREATE USER 'clone_doctor'@'%' IDENTIFIED BY 'Clone-Doctor-1'; GRANT ALL ON *.* TO 'clone_doctor'@'%';
    SET GLOBAL clone_valid_donor_list = 'db1:3306'; CREATE DATABASE old;"`;

/** What the servers compare before anything happens, and the one setting that they forget. */
export const compatibilityScenarios: Scenario[] = [
  {
    name: 'lower_case_table_names=1 on the recipient',
    recipient: { startWith: lowerCase },
    ends: { outcome: 'dead' },
  },
  {
    name: "lower_case_table_names=1 on the recipient, and the donor's value in its option file since the start",
    recipient: {
      startWith: lowerCase,
      shell: `sleep 1; printf '[mysqld]\\nlower_case_table_names=0\\n' >${OPTION_FILE}`,
    },
    doctorOptions: ['--validate-config'],
    ends: { outcome: 'ok' },
    quiet: ['compatibility/lower-case-table-names'],
  },
  {
    name: 'donor of the series before',
    donor: { version: seriesBefore },
    ends: { outcome: 'refused', errno: 3864 },
  },
  { name: 'donor of another patch release', donor: { version: otherPatch }, ends: { outcome: 'ok' } },
  {
    name: 'character_set_server differs',
    donor: { options: ['character_set_server=latin1', 'collation_server=latin1_swedish_ci'] },
    recipient: {
      options: ['character_set_server=utf8mb4'],
      sql: "SET GLOBAL clone_valid_donor_list = 'db1:3306';",
    },
    ends: { outcome: 'refused', errno: 3868 },
  },
  {
    name: 'collation_server differs',
    donor: { sql: 'SET GLOBAL collation_server = utf8mb4_bin;' },
    ends: { outcome: 'refused', errno: 3868 },
  },
  {
    name: 'character_set_filesystem differs',
    donor: { sql: 'SET GLOBAL character_set_filesystem = utf8mb4;' },
    ends: { outcome: 'refused', errno: 3868 },
  },
  {
    name: 'innodb_page_size differs',
    donor: initialized('donor', 'innodb_page_size=8K'),
    ends: { outcome: 'refused', errno: 3868 },
  },
  {
    name: 'max_allowed_packet of 1 MiB on the recipient',
    recipient: { sql: 'SET GLOBAL max_allowed_packet = 1048576;' },
    ends: { outcome: 'refused', errno: 3957 },
  },
  {
    name: 'max_allowed_packet of 1 MiB on the donor',
    donor: { sql: 'SET GLOBAL max_allowed_packet = 1048576;' },
    ends: { outcome: 'refused', errno: 3862, donorErrno: 3957 },
  },
];
