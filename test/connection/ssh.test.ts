import { expect, test } from 'vitest';
import { sshCommand } from '../../src/connection/ssh.js';

test('ssh asks nothing, does not wait for ever, and gets the host as data', () => {
  expect(sshCommand('dba@db2', '--ssh', 1500, false)).toEqual([
    'ssh',
    '-T',
    ...['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=2'],
    '--',
    'dba@db2',
  ]);
  expect(sshCommand('ssh://dba@db2:2222', '--ssh', 1500, false).at(-1)).toBe('ssh://dba@db2:2222');
});

test('where somebody can answer it may ask', () => {
  expect(sshCommand('db2', '--ssh', 1500, true)).toEqual([
    'ssh',
    '-T',
    '-o',
    'ConnectTimeout=2',
    '--',
    'db2',
  ]);
});

test.each([
  '',
  '-oProxyCommand=touch /tmp/x',
  '-V',
  '--',
  'dba@-oProxyCommand=x',
  'ssh://-oProxyCommand',
  'db2;reboot',
  '$(reboot)',
  '`reboot`',
  'db2 reboot',
  'db2\nreboot',
  'dba@',
])('%j is no host', (destination) => {
  expect(() => sshCommand(destination, '--donor-ssh', 1000, false)).toThrow(
    /^--donor-ssh: .* is not \[USER@\]HOST$/,
  );
});
