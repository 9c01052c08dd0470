import { expect, test } from 'vitest';
import { amount, duration, plural } from '../../src/doctor/amount.js';

test.each([
  [0, '0 MiB'],
  [12 * 2 ** 20, '12 MiB'],
  [76376.6 * 2 ** 20, '74.6 GiB'],
  [3 * 2 ** 40, '3 TiB'],
])('%i bytes read %s', (bytes, text) => {
  expect(amount(bytes)).toBe(text);
});

test.each([
  [0.2, '1 s'],
  [764, '13 min'],
  [7500, '2 h 5 min'],
])('%d seconds read %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test('nouns and their verbs agree with the number', () => {
  expect([0, 1, 2].map((count) => plural(count, 'schema'))).toEqual(['schemas', 'schema', 'schemas']);
  expect([1, 2n].map((count) => plural(count, 'table is', 'tables are'))).toEqual(['table is', 'tables are']);
});
