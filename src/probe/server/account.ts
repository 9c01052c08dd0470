import { serverFact, text } from './server-fact.js';

export const account = serverFact({
  name: 'account',
  sql: 'SELECT CURRENT_USER() AS account',
  read: ([row]) => text(row ?? {}, 'account'),
});
