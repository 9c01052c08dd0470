import { defineCheck, fail, pass } from '../../src/doctor/check.js';

/** The recipient opens two connections before anything else: one for the data, one for its acknowledgements. */
const NEEDED = 2;

export default defineCheck({
  id: 'gate/donor-connections',
  title: 'The account may have as many connections to the donor as CLONE opens',
  stage: 'gate',
  consequence: 'refused',
  why: `CLONE logs in to the donor twice, and more often to copy in parallel; it goes on without the further ones. An account
that may have one connection at a time is refused the second: 1226 for its own MAX_USER_CONNECTIONS, 1203 for the
global max_user_connections, wrapped in 3862.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/user-resources.html',
    'plugin/clone/src/clone_client.cc: Client::connect_remote()',
  ],
  needs: ['donor.connectionLimit'],
  evaluate({ donor }) {
    const { ofAccount, ofAll } = donor.connectionLimit;
    const evidence = { limit: ofAccount, max_user_connections: ofAll, needed: NEEDED };
    if (ofAccount === 0) return pass('the account may have any number of connections', { evidence });
    if (ofAccount >= NEEDED) return pass(`the account may have ${ofAccount} connections`, { evidence });
    const isGlobal = ofAccount === ofAll;
    const donorErrno = isGlobal ? 1203 : 1226;
    return fail(`the account may have ${ofAccount} connection to the donor at a time`, {
      meaning: `The second login of the clone is refused (error 3862, with ${donorErrno} inside); nothing is harmed.`,
      evidence,
      errno: 3862,
      donorErrno,
      remedy: [
        {
          on: 'donor',
          kind: isGlobal ? 'sql' : 'manual',
          text: isGlobal
            ? 'SET GLOBAL max_user_connections = 0;'
            : 'ALTER USER of the account on the donor: WITH MAX_USER_CONNECTIONS 0.',
        },
      ],
    });
  },
});
