import { serverFact, text } from './server-fact.js';

export const installedComponents = serverFact({
  name: 'installedComponents',
  sql: 'SELECT component_urn FROM mysql.component',
  privilege: 'SELECT ON mysql.component',
  read: (rows) => rows.map((row) => text(row, 'component_urn')),
});
