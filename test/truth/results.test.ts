import { expect, test } from 'vitest';
import { readResults, showTotals } from './results.js';
import { showEnding } from './scenario.js';
import { scenarios } from './scenarios/index.js';

test('every scenario has a name of its own', () => {
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
});

test('the recorded results are those of all scenarios: npm run truth:record', () => {
  const known = Object.fromEntries(scenarios.map(({ name, ends }) => [name, showEnding(ends)]));
  expect(readResults()).toEqual(known);
});

test('totals name the outcomes, most frequent first', () => {
  expect(showTotals(['ok', 'refused 3869', 'ok 3707', 'refused 3862 (1524)', 'refused 1227', 'dead'])).toBe(
    '3 refused, 2 ok, 1 dead',
  );
});
