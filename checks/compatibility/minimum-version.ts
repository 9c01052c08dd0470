import { defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import { isAtLeast, parseVersion } from '../../src/evidence/version.js';

export default defineCheck({
  id: 'compatibility/minimum-version',
  title: 'The recipient is MySQL 8.0.17 or later',
  stage: 'gate',
  consequence: 'refused',
  precludes: 'recipient',
  why: 'CLONE came with MySQL 8.0.17. An older server does not know the statement and answers with a syntax error.',
  references: ['https://dev.mysql.com/doc/refman/8.0/en/clone-plugin.html'],
  needs: ['recipient.identity'],
  evaluate({ recipient }) {
    const text = recipient.identity.version;
    const version = parseVersion(text);
    const evidence = { version: text };
    if (!version)
      return unknown(`the recipient calls itself ${text}, which is not MAJOR.MINOR.PATCH`, { evidence });
    if (isAtLeast(version, 8, 0, 17)) return pass(`the recipient is ${text}`, { evidence });
    return fail(`the recipient is ${text}, older than 8.0.17`, {
      meaning: 'The server does not know the CLONE statement (error 1064).',
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
