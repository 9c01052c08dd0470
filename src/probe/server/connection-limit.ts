import { integer, serverFact } from './server-fact.js';

/** How many connections the account may have at a time, 0 for any number: its own limit, else the global one. */
export const connectionLimit = serverFact({
  name: 'connectionLimit',
  sql: 'SELECT @@SESSION.max_user_connections AS of_account, @@GLOBAL.max_user_connections AS of_all',
  read: ([row = {}]) => ({ ofAccount: integer(row, 'of_account'), ofAll: integer(row, 'of_all') }),
});
