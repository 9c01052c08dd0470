import { integer, serverFact, text } from './server-fact.js';

export const lastClone = serverFact({
  name: 'lastClone',
  sql: `SELECT STATE, SOURCE, DESTINATION, ERROR_NO, ERROR_MESSAGE, END_TIME FROM performance_schema.clone_status`,
  privilege: 'SELECT ON performance_schema.*',
  read: ([row]) =>
    row
      ? {
          state: text(row, 'STATE'),
          source: text(row, 'SOURCE'),
          destination: text(row, 'DESTINATION'),
          errorNumber: integer(row, 'ERROR_NO'),
          errorMessage: text(row, 'ERROR_MESSAGE'),
          endTime: row.END_TIME ?? null,
        }
      : null,
});
