import { defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import { storagePaths } from '../../src/evidence/storage-paths.js';
import { exists, placeAt } from './places.js';

export default defineCheck({
  id: 'storage/undo-directory',
  title: 'The recipient may create files in its innodb_undo_directory',
  stage: 'copy',
  consequence: 'wiped',
  why: `CLONE creates the donor's undo tablespaces in the recipient's innodb_undo_directory. A running server keeps its own
undo files open and does not notice when the directory is closed to it; CLONE does, after the data is dropped.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/innodb-parameters.html#sysvar_innodb_undo_directory',
    'storage/innobase/clone/clone0apply.cc: Clone_Snapshot::build_file_path()',
  ],
  needs: ['recipient.variables', 'recipient.storage'],
  irrelevant: ({ dataDirectory }) => dataDirectory && 'with DATA DIRECTORY the undo tablespaces go there',
  evaluate({ recipient }) {
    const undo = storagePaths(recipient.variables)?.undo;
    const place = undo && placeAt(recipient.storage, undo);
    if (!place) return unknown("the recipient's innodb_undo_directory is not to be seen");
    const evidence = { innodb_undo_directory: undo, mount: place.mount?.point ?? null };
    if (place.writable === null) {
      return unknown(`an access control list decides whether the server may write to ${undo}`, { evidence });
    }
    if (place.writable && exists(place)) return pass(`the server may write to ${undo}`, { evidence });
    return fail(`the server may not write to ${undo}`, {
      meaning: "CLONE drops the recipient's data first, and then ends with error 1004.",
      evidence,
      errno: 1004,
      remedy: [{ on: 'recipient-host', kind: 'shell', text: `install -d -o mysql -g mysql '${undo}'` }],
    });
  },
});
