import { blindTo, defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import { seesEveryTable } from '../../src/evidence/sees-every.js';

export default defineCheck({
  id: 'storage/block-size',
  title: "The recipient's file system has the block size of the donor's, for tables compressed and encrypted",
  stage: 'copy',
  consequence: 'wiped',
  why: `A page that is compressed and then encrypted is padded to the block size of the file system that it was written for,
and cannot be read with another one. CLONE compares the sizes when it comes to such a table, which is after the recipient's
data is dropped, and ends with 3868. Tables that are only compressed or only encrypted do not care. What is compared is what
stat(2) calls the preferred block size of a file: not that of statfs(2), which "stat -f" shows.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-limitations.html',
    'https://dev.mysql.com/doc/refman/8.4/en/information-schema-innodb-tablespaces-table.html',
  ],
  needs: ['donor.encryptedTablespaces'],
  wishes: ['recipient.encryptedTablespaces', 'donor.privileges'],
  evaluate({
    recipient: { encryptedTablespaces: own },
    donor: { encryptedTablespaces: theirs, privileges },
    plan,
  }) {
    if (theirs.count === 0) return pass('nothing on the donor is encrypted');
    if (!own.ok) return blindTo('recipient.encryptedTablespaces', own);
    const ours = plan.dataDirectory ? null : own.value.serverBlockSize;
    const evidence = { donor: theirs.blockSize, recipient: ours, compressedAndEncrypted: theirs.compressed };
    const sizes = `block size: recipient ${ours ?? 'not known'}, donor ${theirs.blockSize ?? 'not known'}`;
    if (ours !== null && ours === theirs.blockSize) return pass(sizes, { evidence });
    if (theirs.compressed === 0) {
      if (!privileges.ok) return blindTo('donor.privileges', privileges);
      return seesEveryTable(privileges.value)
        ? pass('no table of the donor is both compressed and encrypted', { evidence })
        : unknown(`${sizes}; and the account does not see whether a table is both compressed and encrypted`, {
            evidence,
          });
    }
    const tables = `${theirs.compressed} table(s) of the donor are both compressed and encrypted`;
    if (ours === null || theirs.blockSize === null) return unknown(`${tables}; ${sizes}`, { evidence });
    return fail(`${tables}; ${sizes}`, {
      meaning: "CLONE drops the recipient's data first, and then ends with error 3868.",
      evidence,
      errno: 3868,
      remedy: [
        {
          on: 'recipient-host',
          kind: 'manual',
          text: `Put the data directory on a file system whose files have the block size ${theirs.blockSize} (stat -c %o FILE), or take compression or encryption off those tables of the donor.`,
        },
      ],
    });
  },
});
