import { describe, expect, test } from 'vitest';
import { atoi, takesItselfForManaged } from '../../checks/restart/managed.js';

test.each([
  ['1', 1],
  [' 1', 1],
  ['\t\n 1', 1],
  ['+1', 1],
  ['-1', -1],
  ['1x', 1],
  ['1.9', 1],
  ['x1', 0],
  ['', 0],
  ['0x10', 0],
])('atoi(%j) is %d, as in C', (text, number) => {
  expect(atoi(text)).toBe(number);
});

describe('takesItselfForManaged', () => {
  test.each([
    ['1', 1, true],
    ['1x', 1, true],
    ['2', 1, false],
    [null, 1, false],
    [null, 0, false],
    // The first process of a PID namespace has the parent 0, which text that is no number matches by accident.
    ['0', 0, true],
    ['', 0, true],
    ['abc', 0, true],
    ['1', 0, false],
  ])('MYSQLD_PARENT_PID=%j, parent %d: %s', (variable, parentPid, managed) => {
    expect(takesItselfForManaged(variable, parentPid)).toBe(managed);
  });
});
