import { amount } from '../../src/doctor/amount.js';
import { defineCheck, fail, pass, unknown, warn } from '../../src/doctor/check.js';
import { storagePaths } from '../../src/evidence/storage-paths.js';
import { isBelowAny, placeAt, realPath } from './places.js';

/** The redo log of a copy is short; it grows with what the donor writes meanwhile. */
const ROOM = 64 * 2 ** 20;

export default defineCheck({
  id: 'storage/redo-directory',
  title: 'The recipient may create a new redo directory beside its own',
  stage: 'copy',
  consequence: 'wiped',
  why: `CLONE writes the redo log of the copy into #innodb_redo.#clone, a new directory beside the recipient's #innodb_redo. So
the server must be able to write to the directory above it, innodb_log_group_home_dir, which a running server does not
need (1004). And InnoDB must know the real path: where #innodb_redo is a symbolic link to a place that
innodb_directories does not list, CLONE ends with 1525. Both come after the recipient's data is dropped.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/innodb-parameters.html#sysvar_innodb_log_group_home_dir',
    'storage/innobase/clone/clone0apply.cc: Clone_Snapshot::build_file_path()',
  ],
  needs: ['recipient.variables', 'recipient.storage'],
  irrelevant: ({ dataDirectory }) => dataDirectory && 'with DATA DIRECTORY the redo log goes there',
  evaluate({ recipient }) {
    const { storage } = recipient;
    const paths = storagePaths(recipient.variables);
    const home = paths && placeAt(storage, paths.redoHome);
    if (!paths || !home) return unknown("the recipient's innodb_log_group_home_dir is not to be seen");
    const evidence = { innodb_log_group_home_dir: paths.redoHome, freeBytes: home.freeBytes };
    const real = realPath(storage, paths.redo);
    const known = [paths.redoHome, ...paths.known].map((path) => realPath(storage, path));
    if (!isBelowAny(known, real)) {
      return fail(`${paths.redo} is a symbolic link to ${real}, which InnoDB does not know`, {
        meaning: "CLONE drops the recipient's data first, and then ends with error 1525.",
        evidence,
        errno: 1525,
        remedy: [
          {
            on: 'recipient-host',
            kind: 'manual',
            text: `Add ${real} to innodb_directories in the option file and restart the server, or put the directory itself in the place of the link.`,
          },
        ],
      });
    }
    if (home.writable === null) {
      return unknown(`an access control list decides whether the server may write to ${paths.redoHome}`, {
        evidence,
      });
    }
    if (!home.writable) {
      return fail(`the server may not write to ${paths.redoHome}, only to ${paths.redo}`, {
        meaning: "CLONE drops the recipient's data first, and then ends with error 1004.",
        evidence,
        errno: 1004,
        remedy: [{ on: 'recipient-host', kind: 'shell', text: `chown mysql:mysql '${paths.redoHome}'` }],
      });
    }
    if (home.freeBytes < ROOM) {
      return warn(`${paths.redoHome} has ${amount(home.freeBytes)} free`, {
        meaning:
          'The redo log of the copy goes there beside the present one; where it does not fit, CLONE fails after the wipe.',
        evidence,
        remedy: [{ on: 'recipient-host', kind: 'manual', text: `Make room in ${paths.redoHome}.` }],
      });
    }
    return pass(`the server may write to ${paths.redoHome}`, { evidence });
  },
});
