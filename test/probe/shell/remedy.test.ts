import { expect, test } from 'vitest';
import { remedyOf } from '../../../src/probe/shell/remedy.js';

test.each([
  ['dba@db2: Permission denied (publickey,password).', 'ssh-add'],
  [
    'No ED25519 host key is known for db2 and you have requested strict checking.\nHost key verification failed.',
    'compare the fingerprint',
  ],
  ['@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.', 'find out why'],
  ['ssh: Could not resolve hostname db9: Name or service not known', 'DNS'],
  ['ssh: connect to host db2 port 22: Connection refused', 'sshd'],
  ['Connection timed out during banner exchange', '--timeout'],
  ['sudo: a password is required', 'NOPASSWD'],
])('%j', (stderr, remedy) => {
  expect(remedyOf(stderr)).toContain(remedy);
});

test('other words have no remedy of their own, silence has time', () => {
  expect(remedyOf('sh: not found')).toBeUndefined();
  expect(remedyOf('', true)).toContain('--timeout');
});
