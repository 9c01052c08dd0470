import { serverFact, text } from './server-fact.js';

export const variableSources = serverFact({
  name: 'variableSources',
  sql: `SELECT VARIABLE_NAME, VARIABLE_SOURCE, VARIABLE_PATH FROM performance_schema.variables_info
    WHERE VARIABLE_SOURCE <> 'COMPILED'`,
  privilege: 'SELECT ON performance_schema.*',
  read: (rows) =>
    rows.map((row) => ({
      name: text(row, 'VARIABLE_NAME'),
      source: text(row, 'VARIABLE_SOURCE'),
      path: row.VARIABLE_PATH ?? '',
    })),
});
