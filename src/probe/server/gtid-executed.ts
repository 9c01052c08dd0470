import { serverFact, text } from './server-fact.js';

/** Asked for by itself: SHOW VARIABLES cuts a value off after 1024 characters. */
export const gtidExecuted = serverFact({
  name: 'gtidExecuted',
  sql: 'SELECT @@GLOBAL.gtid_executed AS gtid_executed',
  read: ([row]) => text(row ?? {}, 'gtid_executed'),
});
