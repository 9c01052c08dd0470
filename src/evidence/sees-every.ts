import type { Privileges } from './server-facts.js';

/**
 * information_schema leaves out, without a word, tables on which the account has no privilege at all. Each of
 * these, on everything, shows them all; REFERENCES is the one that by itself allows nothing else.
 */
const tablePrivileges = [
  ...['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'ALTER', 'INDEX'],
  ...['REFERENCES', 'TRIGGER', 'CREATE VIEW', 'SHOW VIEW'],
];

/** Whether information_schema shows the account every table. */
export const seesEveryTable = ({ global, partialRevokes }: Privileges): boolean =>
  !partialRevokes && tablePrivileges.some((privilege) => global.includes(privilege));

/** Whether it shows the account every schema: SHOW DATABASES does, and so does whatever shows all tables. */
export const seesEverySchema = (privileges: Privileges): boolean =>
  privileges.global.includes('SHOW DATABASES') || seesEveryTable(privileges);
