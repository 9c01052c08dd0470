import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('results.json', import.meta.url));

/** How each scenario ended when all of them were recorded last: an outcome, and the error if there was one. */
export type Results = Record<string, string>;

export const readResults = (): Results => JSON.parse(readFileSync(file, 'utf8')) as Results;

export function writeResults(results: Results): void {
  const sorted = Object.fromEntries(Object.entries(results).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
}

/** How many endings have each outcome, most frequent first: `3 ok, 2 refused`. */
export function showTotals(endings: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const ending of endings) {
    const [outcome = ''] = ending.split(' ');
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ');
}
