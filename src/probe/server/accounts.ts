import { serverFact, text } from './server-fact.js';

export const accounts = serverFact({
  name: 'accounts',
  sql: 'SELECT User, Host, plugin FROM mysql.user ORDER BY User, Host',
  privilege: 'SELECT (User, Host, plugin) ON mysql.user',
  read: (rows) =>
    rows.map((row) => ({ user: text(row, 'User'), host: text(row, 'Host'), plugin: text(row, 'plugin') })),
});
