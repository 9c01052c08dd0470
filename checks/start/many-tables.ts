import { blindTo, defineCheck, fail, pass } from '../../src/doctor/check.js';
import { parseVersion } from '../../src/evidence/version.js';
import { keepsItsData } from '../data/own-data.js';

/** Releases that cannot be started again with more tablespaces than one thread checks. */
const affected = ['8.0.38', '8.4.1', '9.0.0'];

/** Files that InnoDB gives to one thread at the start; with more than that, it starts others. */
const ONE_THREAD = 8000;

export default defineCheck({
  id: 'start/many-tables',
  title: "The recipient's release can be started with as many tables as the donor has",
  stage: 'start',
  consequence: 'dead',
  why: `MySQL 8.0.38, 8.4.1 and 9.0.0 crash at every start with more than about 8000 tablespaces: InnoDB then checks them with
several threads, and those of these three releases look into the data dictionary without being set up for it. A server that
has been cloned starts at once, on all tables of the donor. 8.0.39, 8.4.2 and 9.0.1 have it mended.`,
  references: [
    'https://dev.mysql.com/doc/relnotes/mysql/8.0/en/news-8-0-39.html',
    'https://bugs.mysql.com/bug.php?id=115517',
    'https://www.percona.com/blog/do-not-upgrade-to-any-version-of-mysql-after-8-0-37/',
  ],
  needs: ['recipient.identity'],
  wishes: ['donor.tablespaces'],
  irrelevant: keepsItsData,
  evaluate({ recipient, donor }) {
    const version = parseVersion(recipient.identity.version);
    const release = version
      ? `${version.major}.${version.minor}.${version.patch}`
      : recipient.identity.version;
    if (!affected.includes(release))
      return pass(`${release} is none of the releases that crash on many tables`, {
        evidence: { version: release },
      });
    if (!donor.tablespaces.ok) return blindTo('donor.tablespaces', donor.tablespaces);
    const tablespaces = donor.tablespaces.value.reduce((total, { count }) => total + count, 0);
    const evidence = { version: release, tablespaces };
    const seen = `the recipient is ${release}, and the donor has ${tablespaces} tablespaces`;
    if (tablespaces <= ONE_THREAD) return pass(seen, { evidence });
    return fail(seen, {
      meaning: "CLONE replaces the recipient's data, and then mysqld crashes at every start.",
      evidence,
      remedy: [
        {
          on: 'recipient-host',
          kind: 'manual',
          text: 'Install the next patch release (8.0.39, 8.4.2, 9.0.1) on the recipient first, or a later one; the donor has the same problem at its next restart if it is of these releases.',
        },
      ],
    });
  },
});
