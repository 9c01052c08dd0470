import { defineCheck, fail, pass } from '../../src/doctor/check.js';
import { holders, letGo, waiting } from './held-locks.js';

export default defineCheck({
  id: 'gate/instance-locks',
  title: 'No backup or global read lock is held on the recipient',
  stage: 'gate',
  consequence: 'refused',
  why: `LOCK INSTANCE FOR BACKUP and FLUSH TABLES WITH READ LOCK keep CLONE from the first DROP, for as long as
lock_wait_timeout allows: a year by default. clone_ddl_timeout has no say there. Then error 1205; nothing is harmed.
On the donor neither is in the way.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/lock-instance-for-backup.html',
    'storage/innobase/clone/clone0api.cc: clone_drop_user_data()',
  ],
  needs: ['recipient.heldLocks'],
  wishes: ['recipient.variables'],
  irrelevant: ({ dataDirectory }) => dataDirectory && 'CLONE ... DATA DIRECTORY drops nothing',
  evaluate({ recipient }) {
    const locks = recipient.heldLocks.filter(({ type }) => type !== 'TABLE');
    if (locks.length === 0) return pass('nobody holds a backup lock or a global read lock');
    const [first] = locks;
    return fail(
      `${holders(locks)} the ${first?.type === 'GLOBAL' ? 'global read lock' : 'backup lock'} of the recipient`,
      {
        meaning: `${waiting(recipient.variables)} Nothing is harmed by then.`,
        evidence: { locks: locks.length },
        errno: 1205,
        remedy: letGo(locks),
      },
    );
  },
});
