import { serverFact, text } from './server-fact.js';

/** Without the privilege EVENT the list is empty, whatever there is; the event scheduler's state tells more then. */
export const events = serverFact({
  name: 'events',
  sql: 'SELECT EVENT_SCHEMA, EVENT_NAME, STATUS FROM information_schema.EVENTS LIMIT 1000',
  read: (rows) =>
    rows.map((row) => ({
      schema: text(row, 'EVENT_SCHEMA'),
      name: text(row, 'EVENT_NAME'),
      status: text(row, 'STATUS'),
    })),
});
