import { integer, serverFact, text } from './server-fact.js';

export const channels = serverFact({
  name: 'channels',
  sql: `SELECT c.CHANNEL_NAME, c.HOST, c.PORT, c.AUTO_POSITION, s.SERVICE_STATE, s.SOURCE_UUID
    FROM performance_schema.replication_connection_configuration c
    JOIN performance_schema.replication_connection_status s USING (CHANNEL_NAME)`,
  privilege: 'SELECT ON performance_schema.*',
  read: (rows) =>
    rows.map((row) => ({
      name: text(row, 'CHANNEL_NAME'),
      host: text(row, 'HOST'),
      port: integer(row, 'PORT'),
      autoPosition: text(row, 'AUTO_POSITION') === '1',
      receiver: text(row, 'SERVICE_STATE'),
      sourceUuid: text(row, 'SOURCE_UUID'),
    })),
});
