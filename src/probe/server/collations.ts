import { serverFact, text } from './server-fact.js';

/** As one value: of some 300 rows, the driver would spend a millisecond on each server. */
export const collations = serverFact({
  name: 'collations',
  sql: 'SELECT CAST(JSON_ARRAYAGG(COLLATION_NAME) AS CHAR) AS names FROM information_schema.COLLATIONS',
  read: ([row]) => (JSON.parse(text(row ?? {}, 'names')) as string[]).sort(),
});
