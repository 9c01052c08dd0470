import type { Identity } from './server-facts.js';

/** Which product calls itself what in @@version and @@version_comment. */
const otherProducts: readonly (readonly [RegExp, string])[] = [
  [/mariadb/i, 'MariaDB'],
  [/tidb/i, 'TiDB'],
  [/vitess/i, 'Vitess'],
];

/** Tells MySQL and the forks that follow it from servers that only speak its protocol. */
export function productOf({ version, versionComment }: Identity): { product: string; hasClone: boolean } {
  const text = `${version} ${versionComment}`;
  const other = otherProducts.find(([pattern]) => pattern.test(text));
  if (other) return { product: other[1], hasClone: false };
  return { product: /percona/i.test(text) ? 'Percona Server' : 'MySQL', hasClone: true };
}
