import { serverFact, text } from './server-fact.js';

export const installedPlugins = serverFact({
  name: 'installedPlugins',
  sql: 'SELECT name FROM mysql.plugin',
  privilege: 'SELECT ON mysql.plugin',
  read: (rows) => rows.map((row) => text(row, 'name')),
});
