import { plural } from '../../src/doctor/amount.js';
import { defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import { parseDataFilePath } from '../../src/evidence/storage-paths.js';
import { mebibytes } from './places.js';
import { sizesOf, withTheSetting } from './system-sizes.js';

export default defineCheck({
  id: 'storage/system-files',
  title: "innodb_data_file_path of the recipient takes the donor's system tablespace",
  stage: 'copy',
  consequence: 'wiped',
  why: `The files of the donor's system tablespace are copied onto those of the recipient's innodb_data_file_path, one by one,
whatever their names. Once the recipient's data is dropped the server compares: there must be a file for each of the
donor's, of the same size in bytes, except that the last one may differ where it is autoextend (else error 3869).`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-remote.html',
    'storage/innobase/clone/clone0apply.cc: Clone_Snapshot::update_sys_file_name()',
  ],
  needs: ['recipient.variables', 'donor.variables', 'recipient.systemBytes', 'donor.systemBytes'],
  irrelevant: ({ dataDirectory }) =>
    dataDirectory && "with DATA DIRECTORY the files keep the donor's names and sizes",
  evaluate({ recipient, donor }) {
    const ours = recipient.variables.innodb_data_file_path;
    const theirs = donor.variables.innodb_data_file_path;
    if (ours === undefined || theirs === undefined)
      return unknown('a server did not tell its innodb_data_file_path');
    const settings = parseDataFilePath(ours);
    const sizes = sizesOf(parseDataFilePath(theirs), donor.systemBytes);
    const ownSizes = sizesOf(settings, recipient.systemBytes);
    if (sizes.length === 0 || ownSizes.length === 0)
      return unknown('an innodb_data_file_path is not understood');
    const evidence = { recipient: ours, donor: theirs, donorBytes: sizes.map(String) };
    const problem = { evidence, remedy: withTheSetting(ours, theirs) };
    const lost = `CLONE drops the recipient's data first, and then ends with error 3869.`;
    if (sizes.length > settings.length) {
      return fail(
        `the donor's system tablespace has ${sizes.length} files, the recipient's ${settings.length}`,
        {
          ...problem,
          meaning: lost,
          errno: 3869,
        },
      );
    }
    const last = settings.length - 1;
    const differing = sizes.findIndex(
      (bytes, at) => bytes !== ownSizes[at] && !(at === last && settings[at]?.autoextend),
    );
    if (differing >= 0) {
      return fail(
        `file ${differing + 1} of the system tablespace has ${mebibytes(ownSizes[differing] ?? 0)} on the recipient, ${mebibytes(sizes[differing] ?? 0)} on the donor`,
        { ...problem, meaning: lost, errno: 3869 },
      );
    }
    return pass(
      `the recipient's innodb_data_file_path takes the donor's ${sizes.length} ${plural(sizes.length, 'file')}`,
      {
        evidence,
      },
    );
  },
});
