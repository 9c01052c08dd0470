import { defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';

export default defineCheck({
  id: 'compatibility/lower-case-table-names',
  title: 'lower_case_table_names is the same on both servers',
  stage: 'start',
  consequence: 'dead',
  why: `CLONE does not compare lower_case_table_names. It copies everything and restarts the recipient, and only then does
the server find that the data dictionary was made with another value (MY-011087). It refuses to start, every
time, and its old data is already gone.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/identifier-case-sensitivity.html',
    'server error MY-011087, raised while the data dictionary is opened',
  ],
  needs: ['recipient.variables', 'donor.variables'],
  irrelevant: ({ dataDirectory }) =>
    dataDirectory &&
    `with DATA DIRECTORY nothing starts on the data by itself; start ${dataDirectory} with the donor's value`,
  evaluate({ recipient, donor }) {
    const ours = recipient.variables.lower_case_table_names;
    const theirs = donor.variables.lower_case_table_names;
    if (ours === undefined || theirs === undefined) {
      return unknown('a server did not tell its lower_case_table_names');
    }
    const evidence = { recipient: ours, donor: theirs };
    if (ours === theirs) return pass(`lower_case_table_names is ${ours} on both`, { evidence });
    return fail(`lower_case_table_names: recipient ${ours}, donor ${theirs}`, {
      meaning: `CLONE replaces the recipient's data, and then the server never starts again (MY-011087). It comes back only with
the donor's value in its option file.`,
      evidence,
      remedy: [
        {
          on: 'recipient-host',
          kind: 'manual',
          text: `Initialize the recipient's data directory anew with lower_case_table_names=${theirs} in its option file: CLONE would drop its data anyway. The value cannot be changed on existing data.`,
        },
      ],
    });
  },
});
