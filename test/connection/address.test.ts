import { describe, expect, test } from 'vitest';
import { formatAddress, parseAddress, parsePort } from '../../src/connection/address.js';

describe('parseAddress', () => {
  test.each([
    ['db1', 'db1', 3306],
    ['db1:3307', 'db1', 3307],
    ['10.0.0.1:3306', '10.0.0.1', 3306],
    ['::1', '::1', 3306],
    ['fe80::1', 'fe80::1', 3306],
    ['[::1]:3307', '::1', 3307],
    ['[::1]', '::1', 3306],
  ])('%s', (text, host, port) => {
    expect(parseAddress(text, '--donor')).toEqual({ host, port });
  });

  test.each(['', ':3306', 'db1:', 'db1:port', 'db1:0', 'db1:65536', 'a:b:c', '[::1'])(
    'refuses %j',
    (text) => {
      expect(() => parseAddress(text, '--donor')).toThrow(/^--donor: '/);
    },
  );
});

test('parsePort names the option and the value', () => {
  expect(parsePort('3306', '--port')).toBe(3306);
  expect(() => parsePort('33o6', '--port')).toThrow("--port: '33o6' is not a port (1 to 65535)");
});

test('an IPv6 address is written in brackets', () => {
  expect(formatAddress({ host: '::1', port: 3306 })).toBe('[::1]:3306');
  expect(formatAddress({ host: 'db1', port: 3306 })).toBe('db1:3306');
});
