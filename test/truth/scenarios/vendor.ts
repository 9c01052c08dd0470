import { account } from '../pair.js';
import type { Scenario } from '../scenario.js';

/** MariaDB knows neither CLONE_ADMIN nor BACKUP_ADMIN, and some of the tables of the README's account not either. */
const mariadbAccount = `
  CREATE USER '${account.user}'@'%' IDENTIFIED BY '${account.password}';
  GRANT SHOW DATABASES ON *.* TO '${account.user}'@'%';
  GRANT SELECT ON performance_schema.* TO '${account.user}'@'%';`;

/** Servers that speak the protocol and have no CLONE. */
export const vendorScenarios: Scenario[] = [
  {
    name: 'MariaDB as the recipient',
    recipient: {
      mariadb: true,
      sql: `${mariadbAccount} CREATE DATABASE old; CREATE TABLE old.things (id INT PRIMARY KEY);`,
    },
    ends: { outcome: 'refused', errno: 1064 },
    findings: ['compatibility/vendor'],
  },
  {
    name: 'MariaDB as the donor',
    donor: { mariadb: true, sql: `${mariadbAccount} CREATE DATABASE app;` },
    ends: { outcome: 'refused', errno: 3862, donorErrno: 1047 },
    findings: ['compatibility/donor-vendor'],
  },
];
