import { defineCheck, pass, warn } from '../../src/doctor/check.js';
import { sqlName } from '../../src/evidence/sql-quotes.js';

export default defineCheck({
  id: 'credentials/server-definitions',
  title: 'The donor stores no password of a remote server',
  stage: 'after',
  consequence: 'leak',
  why: `CREATE SERVER, made for FEDERATED tables, stores user and password of another server in clear text in mysql.servers, a
table that CLONE copies like all others.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/create-server.html'],
  needs: ['donor.serverDefinitions'],
  evaluate({ donor }) {
    const names = donor.serverDefinitions.filter(({ hasPassword }) => hasPassword).map(({ name }) => name);
    const evidence = { servers: names };
    if (names.length === 0) return pass('mysql.servers of the donor holds no password', { evidence });
    return warn(`mysql.servers of the donor holds the password of ${names.join(', ')}`, {
      meaning: 'The clone hands it to the recipient, in clear text.',
      evidence,
      remedy: [
        {
          on: 'recipient',
          kind: 'sql',
          when: 'after-clone',
          text: names.map((name) => `DROP SERVER ${sqlName(name)};`).join('\n'),
        },
        {
          on: 'recipient',
          kind: 'manual',
          text: 'Only where no FEDERATED table of the clone uses it.',
        },
      ],
    });
  },
});
