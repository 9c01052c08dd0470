import { plural } from '../../src/doctor/amount.js';
import { defineCheck, fail, pass } from '../../src/doctor/check.js';

export default defineCheck({
  id: 'compatibility/collations',
  title: 'The recipient knows every collation of the donor',
  stage: 'gate',
  consequence: 'refused',
  why: `The donor sends the names of all its collations, used or not, and the recipient refuses one that it does not know
with error 3867. Collations of one's own, added to the Index.xml of the donor's character_sets_dir, are such, and so
are those that a vendor adds.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/adding-collation.html',
    'sql/server_component/clone_protocol_service.cc: mysql_clone_validate_charsets()',
  ],
  needs: ['recipient.collations', 'donor.collations'],
  evaluate({ recipient, donor }) {
    const known = new Set(recipient.collations);
    const strange = donor.collations.filter((name) => !known.has(name));
    const evidence = { donor: donor.collations.length, unknown: strange };
    if (strange.length === 0)
      return pass(`the recipient knows all ${donor.collations.length} collations of the donor`, { evidence });
    return fail(
      `the recipient does not know ${strange.length} ${plural(strange.length, 'collation')} of the donor, first ${strange[0]}`,
      {
        meaning: 'The recipient refuses with error 3867; nothing is harmed.',
        evidence,
        errno: 3867,
        remedy: [
          {
            on: 'recipient-host',
            kind: 'manual',
            text: "Copy Index.xml and the collation's file from the donor's character_sets_dir to the recipient's, and restart the recipient.",
          },
        ],
      },
    );
  },
});
