import { serverFact, text } from './server-fact.js';

export const collations = serverFact({
  name: 'collations',
  sql: 'SELECT COLLATION_NAME FROM information_schema.COLLATIONS',
  read: (rows) => rows.map((row) => text(row, 'COLLATION_NAME')).sort(),
});
