import { describe, expect, test } from 'vitest';
import { isUri, parseUri, withoutUriPasswords } from '../../src/connection/uri.js';

const parse = (text: string) =>
  Object.fromEntries(
    Object.entries(parseUri(text, '--uri')).map(([name, setting]) => [name, setting?.value]),
  );

describe('parseUri', () => {
  test.each([
    ['mysql://db1', { host: 'db1' }],
    ['mysql://dba@db1:3307/schema', { user: 'dba', host: 'db1', port: '3307' }],
    ['dba:p%40ss%3A@db1', { user: 'dba', password: 'p@ss:', host: 'db1' }],
    ['mysql://dba:a:b@c@db1', { user: 'dba', password: 'a:b@c', host: 'db1' }],
    ['mysql://dba:@[::1]:3307', { user: 'dba', password: '', host: '::1', port: '3307' }],
    ['dba@(/run/my.sock)', { user: 'dba', socket: '/run/my.sock', host: 'localhost', protocol: 'SOCKET' }],
    ['mysql://%2Frun%2Fmy.sock/db', { socket: '/run/my.sock', host: 'localhost', protocol: 'SOCKET' }],
    [
      'mysql://db1?SSL-Mode=REQUIRED&ssl-ca=(/a/b.pem)',
      { host: 'db1', 'ssl-mode': 'REQUIRED', 'ssl-ca': '/a/b.pem' },
    ],
    [
      'mysql://db1?ssl-ca=%2Fa&get-server-public-key',
      { host: 'db1', 'ssl-ca': '/a', 'get-server-public-key': '1' },
    ],
  ])('%s', (text, expected) => {
    expect(parse(text)).toEqual(expected);
  });

  test.each([
    ['mysqlx://u:Secret-9@db1', 'X protocol'],
    ['postgres://u:Secret-9@db1', 'postgres:// is not mysql://'],
    ['mysql://u:Secret-9@db1:port', "'db1:port' is not HOST"],
    ['mysql://u:Secret-9@db1?ssl-mode=a&ssl_mode=b', 'sets ssl-mode twice'],
    ['mysql://u:Secret-9@db1?multipleStatements=true', 'may not set "multipleStatements"'],
    ['mysql://u:Secret-9@db1?password=x', 'may not set "password"'],
    ['mysql://u:Secret-9%zz@db1', 'two hexadecimal digits'],
  ])('refuses %s without its password', (text, message) => {
    expect(() => parse(text)).toThrow(message);
    expect(() => parse(text)).not.toThrow('Secret-9');
  });

  test('a host and port are no URI', () => {
    expect(['db1', 'db1:3306', '[::1]:3306', '::1'].some(isUri)).toBe(false);
    expect(['mysql://db1', 'u@db1', '(/s)', '%2Fs'].every(isUri)).toBe(true);
  });
});

test.each([
  ['--donor=mysql://u:p@w@db1:3306', '--donor=mysql://u:***@db1:3306'],
  ['u:a b\n:c@db1', 'u:***@db1'],
  ['--uri=mysql://u: @ =x@db1', '--uri=mysql://u:***@db1'],
  ['Unknown arguments: u:a b@db1, u:c@db2', 'Unknown arguments:***@db2'],
  ['[::1]:3306 db1:3306', '[::1]:3306 db1:3306'],
  ['--ssh=dba@db1', '--ssh=dba@db1'],
])('the passwords of URIs are left out of %j', (text, shown) => {
  expect(withoutUriPasswords(text)).toBe(shown);
});
