import { defineCheck, fail, pass } from '../../src/doctor/check.js';
import { grant, rolesHint } from './global-privilege.js';

export default defineCheck({
  id: 'privileges/donor-account',
  title: 'The account on the donor may be cloned from',
  stage: 'gate',
  consequence: 'refused',
  why: `The recipient logs in to the donor with the account of the statement, and the donor asks that account for BACKUP_ADMIN.
CLONE_ADMIN does not count there. Without it the client sees 1227 wrapped in 3862. The doctor looks at the account
that it is connected to the donor with: use the one that the statement will name.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-remote.html'],
  needs: ['donor.privileges', 'donor.account'],
  evaluate({ donor }) {
    const { account, privileges } = donor;
    const evidence = { account, needed: 'BACKUP_ADMIN' };
    if (privileges.global.includes('BACKUP_ADMIN'))
      return pass(`${account} has BACKUP_ADMIN on the donor`, { evidence });
    return fail(`${account} has no BACKUP_ADMIN on the donor`, {
      meaning: `The donor refuses (error 3862, with 1227 inside); nothing is harmed.${rolesHint(privileges)}`,
      evidence,
      errno: 3862,
      donorErrno: 1227,
      remedy: grant('BACKUP_ADMIN', account, 'donor'),
    });
  },
});
