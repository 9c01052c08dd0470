import { serverFact } from './server-fact.js';

/** Whether the port that CLONE connects to offers TLS; since 8.0.21. */
export const tlsChannel = serverFact({
  name: 'tls',
  sql: `SELECT PROPERTY, VALUE FROM performance_schema.tls_channel_status
    WHERE CHANNEL = 'mysql_main' AND PROPERTY = 'Enabled'`,
  privilege: 'SELECT ON performance_schema.*',
  read: ([row]) => {
    if (!row?.VALUE) throw new Error('the server does not say whether mysql_main offers TLS');
    return { enabled: row.VALUE === 'Yes' };
  },
});
