import { defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import { onDisk } from '../start/on-disk.js';

export default defineCheck({
  id: 'compatibility/lower-case-table-names',
  title: "The recipient restarts with the donor's lower_case_table_names",
  stage: 'start',
  consequence: 'dead',
  why: `CLONE does not compare lower_case_table_names. It copies everything and restarts the recipient, and only then does
the server find that the data dictionary was made with another value (MY-011087). It refuses to start, every
time, and its old data is already gone. What counts is the value of that start: the one of the option file as it is by
then, or 0 where none says it. mysqld --validate-config does not look at this.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/identifier-case-sensitivity.html',
    'server error MY-011087, raised while the data dictionary is opened',
  ],
  needs: ['recipient.variables', 'donor.variables'],
  wishes: ['recipient.options', 'recipient.optionFiles'],
  irrelevant: ({ dataDirectory }) =>
    dataDirectory &&
    `with DATA DIRECTORY nothing starts on the data by itself; start ${dataDirectory} with the donor's value`,
  evaluate({ recipient, donor }) {
    const ours = recipient.variables.lower_case_table_names;
    const theirs = donor.variables.lower_case_table_names;
    if (ours === undefined || theirs === undefined) {
      return unknown('a server did not tell its lower_case_table_names');
    }
    const found = onDisk('lower_case_table_names', ours, recipient);
    // Files that changed and cannot be read are what start/option-files is about.
    const next = 'missing' in found ? ours : (found.written ?? '0');
    const evidence = { recipient: ours, afterRestart: next, donor: theirs };
    const changes = next === ours ? '' : `, and ${next} after a restart`;
    if (next === theirs)
      return pass(
        changes
          ? `lower_case_table_names: recipient ${ours}${changes}, donor ${theirs}`
          : `lower_case_table_names is ${ours} on both`,
        { evidence },
      );
    return fail(`lower_case_table_names: recipient ${ours}${changes}, donor ${theirs}`, {
      meaning: `CLONE replaces the recipient's data, and then the server never starts again (MY-011087). It comes back only with
the donor's value in its option file.`,
      evidence,
      remedy: [
        {
          on: 'recipient-host',
          kind: 'option-file',
          path: 'the option file of the recipient, section [mysqld]',
          text: `lower_case_table_names=${theirs}`,
        },
        {
          on: 'recipient-host',
          kind: 'manual',
          text:
            ours === theirs
              ? 'That is the value that the server runs with, and the one that its own data needs as well.'
              : "Do not restart the server between that and the clone: its own data still needs the old value, the donor's data needs this one.",
        },
      ],
    });
  },
});
