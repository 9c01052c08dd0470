import { describe, expect, test } from 'vitest';
import { versionsCloneCompatible } from '../../checks/compatibility/version-rule.js';

describe('versionsCloneCompatible', () => {
  test.each([
    // recipient, donor, compatible
    ['8.0.17', '8.0.17', true],
    ['8.0.17', '8.0.18', false],
    ['8.0.25', '8.0.25-debug', false],
    ['8.0.25-15', '8.0.25-15', true],
    ['8.0.25', '8.0.26', false],
    ['8.0.26', '8.0.25', false],
    ['8.0.26', '8.0.26-16', true],
    ['8.0.26-debug', '8.0.26-16', true],
    ['8.0.26', '8.0.27', false],
    ['8.0.30', '8.0.30', true],
    ['8.0.34', '8.0.35', false],
    ['8.0.36', '8.0.36-28', true],
    ['8.0.36', '8.0.37', false],
    ['8.0.37', '8.0.36', false],
    ['8.0.37', '8.0.37-29', true],
    ['8.0.36', '8.0.40', false],
    ['8.0.40', '8.0.36', false],
    ['8.0.38', '8.0.35', false],
    ['8.0.38', '8.0.37', true],
    ['8.0.37', '8.0.42', true],
    ['8.0.36-28', '8.0.36', true],
    ['8.0.45', '8.4.8', false],
    ['8.1.0', '8.2.0', false],
    ['8.1.0', '8.1.0-1', true],
    ['8.3.0-1', '8.3.0', true],
    ['8.3.0', '8.3.1', false],
    ['8.3.0', '8.4.0', false],
    ['8.4.0', '8.3.0', false],
    ['8.4.0-1', '8.4.0', true],
    ['8.4.0', '8.4.8', true],
    ['8.4.8', '8.4.0', true],
    ['8.4.8', '9.6.0', false],
    ['9.7.0', '9.7.1', true],
    ['9.7.4-2', '9.7.5', true],
    ['9.7.4', '9.6.4', false],
    ['9.7.0', '8.4.8', false],
    ['26.4.0', '26.4.1', true],
    ['26.7.0', '26.4.0', false],
    ['26.10.0', '9.7.3', false],
    ['9.7.3', '26.10.0', false],
    ['28.4.0', '8.4.8', false],
    ['9.7.0', '28.4.0', false],
    // Which line an LTS release takes besides its own is compiled into it.
    ['28.4.0', '9.7.3', undefined],
    ['8.0', '8.0.36', false],
    ['odd', 'odd', true],
  ])('%s from %s: %s', (recipient, donor, compatible) => {
    expect(versionsCloneCompatible(recipient, donor).compatible).toBe(compatible);
  });
});
