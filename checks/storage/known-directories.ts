import { defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import { storagePaths } from '../../src/evidence/storage-paths.js';
import { directoriesOf, outsideOf, unknownTo } from './outside.js';
import { someOf } from './places.js';

export default defineCheck({
  id: 'storage/known-directories',
  title: "The recipient's innodb_directories covers every directory in which the donor has tablespaces",
  stage: 'copy',
  consequence: 'wiped',
  why: `A tablespace outside of the donor's data directory is created at the same absolute path on the recipient. InnoDB takes
files only in directories that it knows: the data directory, innodb_data_home_dir, innodb_undo_directory and those that
innodb_directories lists, with what lies below them. CLONE meets the first unknown path after the recipient's data is
dropped (error 1525), even if the directory exists and can be written to. It follows symbolic links on both sides.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-limitations.html',
    'https://dev.mysql.com/doc/refman/8.4/en/innodb-parameters.html#sysvar_innodb_directories',
  ],
  needs: ['recipient.variables', 'donor.tablespaces'],
  wishes: ['recipient.storage'],
  evaluate({ recipient, donor, plan }) {
    const directories = directoriesOf(outsideOf(donor.tablespaces));
    const evidence = { donor: directories, innodb_directories: recipient.variables.innodb_directories ?? '' };
    if (directories.length === 0) return pass('the donor has no tablespace outside of its data directory');
    const paths = storagePaths(recipient.variables);
    if (!paths) return unknown('the recipient did not tell where it keeps its files');
    const storage = recipient.storage.ok ? recipient.storage.value : undefined;
    const unknownOnes = unknownTo(paths.known, directories, storage);
    if (unknownOnes.length === 0) {
      return pass(`InnoDB of the recipient knows ${someOf(directories)}`, { evidence });
    }
    const listed = [...(recipient.variables.innodb_directories ?? '').split(';'), ...unknownOnes].filter(
      Boolean,
    );
    return fail(`InnoDB of the recipient does not know ${someOf(unknownOnes)}`, {
      meaning: plan.dataDirectory
        ? 'CLONE ends with error 1525; nothing of the recipient is harmed.'
        : "CLONE drops the recipient's data first, and then ends with error 1525.",
      evidence,
      errno: 1525,
      ...(plan.dataDirectory && { consequence: 'refused' as const }),
      remedy: [
        {
          on: 'recipient-host',
          kind: 'option-file',
          path: '/etc/mysql/my.cnf',
          text: `[mysqld]\ninnodb_directories=${listed.join(';')}`,
        },
        { on: 'recipient-host', kind: 'manual', text: 'Restart the recipient, so that it knows them.' },
      ],
    });
  },
});
