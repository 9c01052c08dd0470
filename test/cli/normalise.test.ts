import { describe, expect, test } from 'vitest';
import { normalise, shownCommandLine } from '../../src/cli/normalise.js';

const valued = new Set(['host', 'user', 'port', 'socket', 'via', 'ssl-mode']);
const read = (...argv: string[]) => normalise(argv, { valued, flags: new Set(['sudo']) });

describe("MySQL's spelling", () => {
  test.each([
    [
      ['-uroot', '-hdb1', '-P3307', '-S/s'],
      ['--user=root', '--host=db1', '--port=3307', '--socket=/s'],
    ],
    [
      ['-u', 'root', '-vh', 'db1'],
      ['--user=root', '-v', '--host=db1'],
    ],
    [['--ssl_mode', 'REQUIRED'], ['--ssl-mode=REQUIRED']],
    [
      ['--host', '-oProxy', '-h', '-p'],
      ['--host=-oProxy', '--host=-p'],
    ],
    [
      ['--via', 'ssh db2', 'collect', 'f'],
      ['--via=ssh db2', 'collect', 'f'],
    ],
    [
      ['--', '-psecret'],
      ['--', '-psecret'],
    ],
    [['--host='], ['--host=']],
    [['--help-all'], ['--help', '--help-all']],
  ])('%j', (argv, args) => {
    expect(read(...argv)).toEqual({ args, password: undefined, donorPassword: undefined });
  });

  test('passwords are taken out', () => {
    expect(read('-psecret', '--donor_password=other')).toEqual({
      args: [],
      password: { value: 'secret', source: '-p' },
      donorPassword: { value: 'other', source: '--donor-password' },
    });
    expect(read('-vp', '-v').password).toEqual({ value: undefined, source: '-p' });
    expect(read('--password', 'collect', 'f')).toMatchObject({
      args: ['collect', 'f'],
      password: { value: undefined },
    });
    expect(read('--password=').password?.value).toBe('');
  });

  test.each([[['-p', 'Secret-9']], [['--password', 'Secret-9']], [['--donor-password', 'Secret-9', 'x']]])(
    '%j is refused without the word',
    (argv) => {
      expect(() => read(...argv)).toThrow('takes no word of its own');
      expect(() => read(...argv)).not.toThrow('Secret-9');
    },
  );
});

test('a process list shows no password', () => {
  expect(shownCommandLine(['-hdb1', '--via', 'ssh db2'])).toBeUndefined();
  expect(
    shownCommandLine([
      '-hpx',
      '-vpSecret',
      '--password=Secret',
      '--donor-password=Secret',
      '--donor',
      'u:Secret@db1',
    ]),
  ).toBe('mysql-clone-doctor -hpx -vp*** --password=*** --donor-password=*** --donor u:***@db1');
});

test('a flag takes no value, which yargs would take for off', () => {
  expect(read('--sudo', '--host=db2').args).toEqual(['--sudo', '--host=db2']);
  expect(read('--sudo=false').args).toEqual(['--sudo=false']);
  expect(() => read('--sudo=yes')).toThrow("--sudo: 'yes' is one word too many");
});
