import { defineCheck, fail, pass } from '../../src/doctor/check.js';
import { productOf } from '../../src/evidence/product.js';

export default defineCheck({
  id: 'compatibility/vendor',
  title: 'The recipient is a server that has CLONE',
  stage: 'gate',
  consequence: 'refused',
  precludes: 'recipient',
  why: `CLONE INSTANCE is a statement of MySQL and of forks that follow it, such as Percona Server. MariaDB and other
servers that speak the MySQL protocol do not have it, whatever version they report.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/clone-plugin.html'],
  needs: ['recipient.identity'],
  evaluate({ recipient }) {
    const { version, versionComment } = recipient.identity;
    const { product, hasClone } = productOf(recipient.identity);
    const evidence = { product, version, versionComment };
    if (hasClone) return pass(`the recipient is ${product} ${version}`, { evidence });
    return fail(`the recipient is ${product} ${version}, which has no CLONE INSTANCE`, {
      meaning: 'The statement is a syntax error there (1064).',
      evidence,
      errno: 1064,
      remedy: [
        {
          on: 'recipient-host',
          kind: 'manual',
          text: "Install the donor's version of MySQL on the recipient.",
        },
      ],
    });
  },
});
