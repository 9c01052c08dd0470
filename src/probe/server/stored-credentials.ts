import { serverFact, text } from './server-fact.js';

/** The server compares; neither the user name nor the password is ever read. */
export const storedCredentials = serverFact({
  name: 'storedCredentials',
  sql: `SELECT Channel_name, User_name <> '' AS has_user, User_password <> '' AS has_password
    FROM mysql.slave_master_info`,
  privilege: 'SELECT (Channel_name, User_name, User_password) ON mysql.slave_master_info',
  read: (rows) =>
    rows.map((row) => ({
      channel: text(row, 'Channel_name'),
      hasUser: row.has_user === '1',
      hasPassword: row.has_password === '1',
    })),
});
