import { describe, expect, test } from 'vitest';
import { countGtids, parseGtidSet, showGtidSet, subtractGtids } from '../../src/evidence/gtid-set.js';

const A = '3e11fa47-71ca-11e1-9e33-c80aa9429562';
const B = '4e11fa47-71ca-11e1-9e33-c80aa9429562';

const difference = (first: string, second: string) =>
  showGtidSet(subtractGtids(parseGtidSet(first), parseGtidSet(second)));

describe('the difference of two GTID sets', () => {
  test.each([
    ['', '', ''],
    ['', `${A}:1-5`, ''],
    [`${A}:1-5`, '', `${A}:1-5`],
    [`${A}:1-5`, `${A}:1-5`, ''],
    [`${A}:1-5`, `${A}:1-4`, `${A}:5`],
    [`${A}:1-5`, `${A}:2-4`, `${A}:1:5`],
    [`${A}:1-5`, `${A}:5-9`, `${A}:1-4`],
    [`${A}:1-5:8-9`, `${A}:4-8`, `${A}:1-3:9`],
    [`${A}:1-5`, `${B}:1-5`, `${A}:1-5`],
    [`${A}:1-5,\n${B}:7`, `${A}:1-9`, `${B}:7`],
    [`${A.toUpperCase()}:1`, `${A}:1`, ''],
    [`${A}:1-3:app:1-2`, `${A}:1-3`, `${A}:app:1-2`],
    [`${A}:1-3:app:1-2`, `${A}:app:1-2`, `${A}:1-3`],
  ])('%j minus %j', (first, second, rest) => {
    expect(difference(first, second)).toBe(rest);
  });

  test('anything else is refused', () => {
    expect(() => parseGtidSet(`${A}:1-x`)).toThrow('not a GTID set');
  });
});

test('transactions are counted over all origins and tags', () => {
  expect(countGtids(parseGtidSet(''))).toBe(0);
  expect(countGtids(parseGtidSet(`${A}:1-5:9, ${B}:7:app:1-2`))).toBe(9);
});
