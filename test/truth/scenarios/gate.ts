import type { Scenario } from '../scenario.js';

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
    clause: "DATA DIRECTORY = '/srv/scratch/clones/new'",
    doctorOptions: ['--data-directory', '/srv/scratch/clones/new'],
    ends: { outcome: 'ok' },
  },
  {
    name: 'DATA DIRECTORY, by an account with CLONE_ADMIN alone',
    recipient: {
      shell: 'install -d -o mysql -g mysql /srv/scratch/clones',
      sql: "REVOKE BACKUP_ADMIN ON *.* FROM 'clone_doctor'@'%';",
    },
    clause: "DATA DIRECTORY = '/srv/scratch/clones/new'",
    doctorOptions: ['--data-directory', '/srv/scratch/clones/new'],
    ends: { outcome: 'refused', errno: 1227 },
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
];
