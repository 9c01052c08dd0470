import { defineCheck, pass, warn } from '../../src/doctor/check.js';
import { isWithin } from '../../src/evidence/paths.js';
import { storagePaths } from '../../src/evidence/storage-paths.js';
import { directoriesOf, outsideOf } from './outside.js';
import { someOf } from './places.js';

/** What the profiles of the packages let the server write to. */
const USUAL = ['/var/lib/mysql', '/var/lib/mysql-files', '/var/lib/mysql-keyring'];

export default defineCheck({
  id: 'storage/confinement',
  title: 'No security module keeps the recipient from the places that CLONE writes to',
  stage: 'copy',
  consequence: 'none',
  why: `AppArmor and SELinux can forbid the server a path that its permissions allow. Their rules cannot be judged from
outside, and the running server has its files open already. CLONE creates new ones in the undo and redo directories
and outside of the data directory, after the recipient's data is dropped.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/selinux.html'],
  needs: ['recipient.variables', 'recipient.storage', 'donor.tablespaces'],
  evaluate({ recipient, donor }) {
    const { confinement } = recipient.storage;
    if (confinement === null) return pass('neither AppArmor nor SELinux confines the server');
    const paths = storagePaths(recipient.variables);
    const unusual = [
      ...(paths ? [paths.undo, paths.redoHome, ...paths.systemFiles] : []),
      ...directoriesOf(outsideOf(donor.tablespaces)),
    ].filter((path) => !USUAL.some((usual) => isWithin(usual, path)));
    const evidence = { label: confinement, paths: [...new Set(unusual)] };
    if (unusual.length === 0)
      return pass(`${confinement} confines the server, and all of its files lie in the usual places`, {
        evidence,
      });
    if (/\(complain\)/.test(confinement)) return pass(`${confinement} only reports`, { evidence });
    return warn(`${confinement} confines the server, and ${someOf(evidence.paths)} is no usual place`, {
      meaning: "Where its rules do not allow that path, CLONE fails after the recipient's data is dropped.",
      evidence,
      remedy: [
        {
          on: 'recipient-host',
          kind: 'manual',
          text: `Make sure that the AppArmor profile or the SELinux labels let mysqld create files in ${someOf(evidence.paths)}.`,
        },
      ],
    });
  },
});
