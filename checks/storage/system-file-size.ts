import { defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import { parseDataFilePath } from '../../src/evidence/storage-paths.js';
import { mebibytes } from './places.js';
import { sizesOf, withTheSetting } from './system-sizes.js';

export default defineCheck({
  id: 'storage/system-file-size',
  title: "The donor's system tablespace is as large as the recipient's innodb_data_file_path asks for",
  stage: 'start',
  consequence: 'wiped',
  why: `The last file of the system tablespace may differ in size where the recipient's is autoextend, and CLONE copies it
without a word. But a server does not start on a file that is smaller than its innodb_data_file_path says. The first
start on the copy fails, the next one goes back to the emptied old files, and clone_status says Failed, 1815.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/innodb-parameters.html#sysvar_innodb_data_file_path',
    'storage/innobase/clone/clone0apply.cc: Clone_Snapshot::update_sys_file_name()',
  ],
  needs: ['recipient.variables', 'donor.variables', 'donor.systemBytes'],
  irrelevant: ({ dataDirectory }) =>
    dataDirectory && 'with DATA DIRECTORY nothing starts on the data by itself',
  evaluate({ recipient, donor }) {
    const ours = recipient.variables.innodb_data_file_path;
    const theirs = donor.variables.innodb_data_file_path;
    if (ours === undefined || theirs === undefined)
      return unknown('a server did not tell its innodb_data_file_path');
    const last = parseDataFilePath(ours).length - 1;
    const asked = parseDataFilePath(ours)[last];
    const donorBytes = sizesOf(parseDataFilePath(theirs), donor.systemBytes)[last];
    const evidence = { recipient: ours, donor: theirs, donorBytes: donorBytes ?? null };
    if (!asked) return unknown('innodb_data_file_path of the recipient is not understood', { evidence });
    if (donorBytes === undefined || donorBytes >= asked.bytes) {
      return pass(`the recipient asks for ${mebibytes(asked.bytes)} in the last file`, { evidence });
    }
    return fail(
      `the recipient asks for ${mebibytes(asked.bytes)} in ${asked.name}, and the donor's file has ${mebibytes(donorBytes)}`,
      {
        meaning: `CLONE replaces the recipient's data, the first start on it fails, and the next one goes back to the
emptied old files.`,
        evidence,
        remedy: withTheSetting(ours, theirs),
      },
    );
  },
});
