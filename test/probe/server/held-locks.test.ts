import { expect, test } from 'vitest';
import { heldLocks } from '../../../src/probe/server/held-locks.js';

const own = {
  OBJECT_TYPE: 'TABLE',
  OBJECT_SCHEMA: 'performance_schema',
  OBJECT_NAME: 'metadata_locks',
  PROCESSLIST_ID: '8',
};
const backup = { OBJECT_TYPE: 'BACKUP LOCK', OBJECT_SCHEMA: null, OBJECT_NAME: null, PROCESSLIST_ID: '9' };

test("the statement's own lock shows that locks can be seen, and is none of them", () => {
  expect(heldLocks.read([own])).toEqual([]);
  expect(heldLocks.read([own, backup])).toEqual([{ type: 'BACKUP LOCK', object: null, connection: '9' }]);
});

test('no lock at all means that the server does not record them', () => {
  expect(() => heldLocks.read([])).toThrow('does not record');
});
