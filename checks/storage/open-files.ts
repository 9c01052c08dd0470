import { defineCheck, pass, unknown, warn } from '../../src/doctor/check.js';
import { dropIn } from '../restart/remedies.js';

export default defineCheck({
  id: 'storage/open-files',
  title: "The recipient keeps fewer files open than it may, with the donor's tables as well",
  stage: 'after',
  consequence: 'none',
  why: `InnoDB keeps up to innodb_open_files files open, and ends the server when it cannot open one more. A server fits that
number to what it may open, but not below 400; it says so in its error log (MY-012364) and goes on. With LimitNOFILE=300,
a clone of 900 tables succeeded, and the server crashed when they were read; with 600, 811, 850 and 1024, and 400 files
at most, it read them all.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/innodb-parameters.html#sysvar_innodb_open_files',
    'sql/mysqld.cc: adjust_open_files_limit, adjust_table_cache_size',
  ],
  needs: ['recipient.variables', 'donor.tablespaces'],
  wishes: ['recipient.unit'],
  evaluate({ recipient: { variables, unit }, donor: { tablespaces } }) {
    const [limit, most] = [variables.open_files_limit, variables.innodb_open_files].map(Number);
    if (!limit || !most) return unknown('the recipient does not say how many files it may open');
    const files = tablespaces.reduce((sum, { count }) => sum + count, 0);
    const evidence = { open_files_limit: limit, innodb_open_files: most, donorFiles: files };
    const may = `InnoDB keeps up to ${most} files open, of ${limit} that the recipient may open`;
    if (most <= limit || files < limit) return pass(may, { evidence });
    return warn(`${may}; the donor has ${files} tablespaces`, {
      meaning: 'The clone succeeds, and then the server can crash while the tables are read.',
      evidence,
      remedy:
        unit.ok && unit.value
          ? dropIn(unit.value, ['LimitNOFILE=10000'])
          : [
              {
                on: 'recipient-host',
                kind: 'manual',
                text: 'Start the server with a higher limit on open files (ulimit -n), such as 10000.',
              },
            ],
    });
  },
});
