import type { Collected } from '../../evidence/collected.js';
import type { FactValues } from '../../evidence/evidence.js';
import { seesEverySchema } from '../../evidence/sees-every.js';
import { serverFact, text } from './server-fact.js';

/** The schemas that CLONE would drop, as far as the account may see them. */
export const userSchemas = serverFact({
  name: 'userSchemas',
  sql: `SELECT SCHEMA_NAME FROM information_schema.SCHEMATA
    WHERE SCHEMA_NAME NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys') ORDER BY SCHEMA_NAME`,
  read: (rows) => rows.map((row) => text(row, 'SCHEMA_NAME')),
});

/**
 * information_schema leaves out, without a word, what an account may not use. An empty list is believed only
 * where the account's privileges show it every schema.
 */
export function completeSchemas(
  schemas: Collected<string[]>,
  privileges: Collected<FactValues['privileges']>,
  grantee: string,
): Collected<string[]> {
  if (!schemas.ok || schemas.value.length > 0) return schemas;
  if (privileges.ok && seesEverySchema(privileges.value)) return schemas;
  return {
    ok: false,
    reason: 'denied',
    detail: 'the account cannot see every schema',
    grant: `GRANT REFERENCES ON *.* TO ${grantee};`,
  };
}
