import { defineCheck, fail, pass } from '../../src/doctor/check.js';
import { holders, letGo, waiting } from './held-locks.js';

export default defineCheck({
  id: 'gate/table-locks',
  title: "Nobody holds a lock on a table of the recipient's",
  stage: 'copy',
  consequence: 'wiped',
  why: `CLONE drops the recipient's tables one by one and waits for each that a transaction, LOCK TABLES or a prepared XA
transaction still holds, for as long as lock_wait_timeout allows: a year by default. Then error 1205; the tables
that came before are gone. A session that only forgot its COMMIT is enough.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/metadata-locking.html',
    'storage/innobase/clone/clone0api.cc: clone_drop_user_data()',
  ],
  needs: ['recipient.heldLocks'],
  wishes: ['recipient.variables'],
  irrelevant: ({ dataDirectory }) => dataDirectory && 'CLONE ... DATA DIRECTORY drops nothing',
  evaluate({ recipient }) {
    const locks = recipient.heldLocks.filter(({ type }) => type === 'TABLE');
    const tables = [...new Set(locks.map(({ object }) => object ?? '?'))];
    if (tables.length === 0) return pass("nobody holds a lock on the recipient's tables");
    return fail(`${holders(locks)} a lock on ${tables.join(', ')}`, {
      meaning: `${waiting(recipient.variables)} The tables that it dropped before are gone.`,
      evidence: { tables },
      errno: 1205,
      remedy: letGo(locks),
    });
  },
});
