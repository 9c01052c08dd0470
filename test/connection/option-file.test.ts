import { describe, expect, test } from 'vitest';
import { parseOptionFile } from '../../src/connection/option-file.js';
import { filesOf } from '../support/files.js';

const parse = (text: string, others: Record<string, string> = {}, warnings: string[] = []) =>
  parseOptionFile('/f.cnf', text, filesOf(others), (words) => warnings.push(words)).map(
    ({ group, name, value }) => [group, name, value],
  );

const valueIn = (text: string) => parse(`[client]\n${text}`)[0]?.[2];

describe('the syntax of an option file', () => {
  test.each([
    ['host = db#2   # hi', 'db'],
    ['user="a # b" # trailing', 'a # b'],
    ["password='it\\'s\\s\\x\\\\n'", "it's \\x\\n"],
    ['port   =  3310  ', '3310'],
    ['password = x"y#z"w  # z', 'x"y#z"w'],
    ['user = ab;c', 'ab;c'],
    ['user =  ', ''],
    ['user', undefined],
    ['password="abc', '"abc'],
    ['password="abc # d', '"abc # d'],
    ['password="a\\"#b"', 'a"#b'],
    ['password=a\\tb\\rc\\bd', 'a\tb\rc\bd'],
    ['password=ends\\', 'ends\\'],
    ['password="', '"'],
    ['password=""', ''],
    ['password=a=b', 'a=b'],
    ['host=db1\r', 'db1'],
  ])('%j', (text, value) => {
    expect(valueIn(text)).toBe(value);
  });

  test('comments and empty lines are nothing; a group may end with blanks, not begin with them', () => {
    expect(parse('# c\n ; c\n\n[client ]\n  user=a\n[ client ]\nuser=b\n!bogus x\n!includedir/d\n')).toEqual([
      ['client', 'user', 'a'],
      [' client', 'user', 'b'],
    ]);
  });

  test('an included file has groups of its own, a folder gives its *.cnf by their names', () => {
    const files = {
      '/one.cnf': '[mysql]\nuser=one\n',
      '/d/10.cnf': '[client]\nuser=d10',
      '/d/2.cnf': '[client]\nuser=d2',
      '/d/.h.cnf': '[client]\nuser=hidden',
      '/d/x.txt': '[client]\nuser=text',
    };
    expect(parse('[client]\n!include /one.cnf\nuser=mine\n!includedir /d/  \n', files)).toEqual([
      ['mysql', 'user', 'one'],
      ['client', 'user', 'mine'],
      ['client', 'user', 'hidden'],
      ['client', 'user', 'd10'],
      ['client', 'user', 'd2'],
    ]);
  });

  test.each([
    ['user=a', 'line 1: an option before the first group'],
    ['\n[client', 'line 2: the group has no ]'],
    ['!includedir /nope', 'line 1: cannot read /nope'],
  ])('%j is refused as by every MySQL client', (text, message) => {
    expect(() => parse(text)).toThrow(`/f.cnf, ${message}`);
  });

  test('an included file that cannot be read is passed over with a warning', () => {
    const warnings: string[] = [];
    expect(parse('[client]\n!include /nope.cnf\nuser=a', {}, warnings)).toEqual([['client', 'user', 'a']]);
    expect(warnings).toEqual(['/f.cnf, line 2: cannot read /nope.cnf']);
  });

  test('a file that includes itself ends', () => {
    expect(() => parse('!include /me.cnf', { '/me.cnf': '!include /me.cnf' })).toThrow('include each other');
  });
});
