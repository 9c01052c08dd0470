import { plural } from '../../src/doctor/amount.js';
import { defineCheck, pass, unknown } from '../../src/doctor/check.js';
import { sqlName } from '../../src/evidence/sql-quotes.js';

export default defineCheck({
  id: 'credentials/federated-tables',
  title: 'No FEDERATED table of the donor holds a password',
  stage: 'after',
  consequence: 'leak',
  why: `A FEDERATED table names its remote table by a server of mysql.servers, or by a connection string that can hold user
and password in clear text. The definition of the table is cloned, and SHOW CREATE TABLE shows it to whoever may read
the table. The doctor does not look into it: the string cannot be asked for without the password.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/federated-create-connection.html'],
  needs: ['donor.foreignTables'],
  evaluate({ donor }) {
    const names = donor.foreignTables.tables
      .filter(({ engine }) => engine === 'FEDERATED')
      .map(({ schema, name }) => `${sqlName(schema)}.${sqlName(name)}`);
    const evidence = { tables: names };
    if (names.length === 0) {
      return donor.foreignTables.more
        ? unknown("more tables are not InnoDB's than were looked at", { evidence })
        : pass('the donor has no FEDERATED table', { evidence });
    }
    return unknown(
      `${names.length} ${plural(names.length, 'table of the donor is', 'tables of the donor are')} FEDERATED, first ${names[0]}`,
      {
        evidence,
        remedy: [
          {
            on: 'donor',
            kind: 'sql',
            text: names.map((name) => `SHOW CREATE TABLE ${name};`).join('\n'),
          },
          {
            on: 'donor',
            kind: 'manual',
            text: "Where CONNECTION='mysql://USER:PASSWORD@...' stands there, the clone gets that password.",
          },
        ],
      },
    );
  },
});
