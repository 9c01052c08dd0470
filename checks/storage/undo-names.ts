import { defineCheck, fail, pass } from '../../src/doctor/check.js';
import { someOf } from './places.js';

export default defineCheck({
  id: 'storage/undo-names',
  title: 'No two undo tablespaces of the donor have files of the same name',
  stage: 'copy',
  consequence: 'wiped',
  why: `CLONE puts all undo tablespaces into the recipient's innodb_undo_directory, by the names of their files alone. A donor
can have files of one name in several directories. The server notices when it meets the second one (error 3869),
after the recipient's data is dropped; before 8.0.18 it overwrote the first.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-limitations.html',
    'storage/innobase/clone/clone0apply.cc: Clone_Snapshot::handle_existing_file()',
  ],
  needs: ['donor.undoFiles'],
  evaluate({ donor, plan }) {
    const names = donor.undoFiles;
    const evidence = { undoFiles: names };
    const twice = [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
    if (twice.length === 0)
      return pass(`the donor's ${names.length} undo files have names of their own`, { evidence });
    return fail(`several undo tablespaces of the donor have a file named ${someOf(twice)}`, {
      meaning: plan.dataDirectory
        ? 'CLONE ends with error 3869.'
        : "CLONE drops the recipient's data first, and then ends with error 3869.",
      evidence,
      errno: 3869,
      ...(plan.dataDirectory && { consequence: 'refused' as const }),
      remedy: [
        {
          on: 'donor',
          kind: 'manual',
          text: `Create another undo tablespace under a file name of its own, then ALTER UNDO TABLESPACE ... SET INACTIVE and DROP UNDO TABLESPACE one of those with ${someOf(twice)}.`,
        },
      ],
    });
  },
});
