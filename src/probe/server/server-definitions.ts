import { serverFact, text } from './server-fact.js';

/** The server compares; the password is never read. */
export const serverDefinitions = serverFact({
  name: 'serverDefinitions',
  sql: "SELECT Server_name, Password <> '' AS has_password FROM mysql.servers",
  privilege: 'SELECT (Server_name, Password) ON mysql.servers',
  read: (rows) =>
    rows.map((row) => ({ name: text(row, 'Server_name'), hasPassword: row.has_password === '1' })),
});
