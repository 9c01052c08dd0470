import { serverFact, text } from './server-fact.js';

/** The names that the server has found for the addresses of earlier clients: what its accounts are compared with. */
export const hostCache = serverFact({
  name: 'hostCache',
  sql: "SELECT IP, HOST FROM performance_schema.host_cache WHERE HOST_VALIDATED = 'YES' LIMIT 1000",
  privilege: 'SELECT ON performance_schema.*',
  read: (rows) => rows.map((row) => ({ address: text(row, 'IP'), name: row.HOST ?? null })),
});
