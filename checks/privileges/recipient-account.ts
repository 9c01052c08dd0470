import { defineCheck, fail, pass } from '../../src/doctor/check.js';
import { byItself } from '../group-replication/by-itself.js';
import { grant, rolesHint } from './global-privilege.js';

export default defineCheck({
  id: 'privileges/recipient-account',
  title: 'The account on the recipient may clone',
  stage: 'gate',
  consequence: 'refused',
  why: `CLONE INSTANCE FROM needs CLONE_ADMIN on the recipient, and with DATA DIRECTORY it needs BACKUP_ADMIN instead. The
server asks for exactly that global privilege, in the active roles of the session too. The doctor looks at the
account that it is connected with: use the one that will clone.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/privileges-provided.html#priv_clone-admin',
    'sql/sql_admin.cc: Sql_cmd_clone::execute()',
  ],
  needs: ['recipient.privileges', 'recipient.account'],
  irrelevant: byItself,
  evaluate({ recipient, plan }) {
    const needed = plan.dataDirectory ? 'BACKUP_ADMIN' : 'CLONE_ADMIN';
    const { account, privileges } = recipient;
    const evidence = { account, needed };
    if (privileges.global.includes(needed))
      return pass(`${account} has ${needed} on the recipient`, { evidence });
    return fail(`${account} has no ${needed} on the recipient`, {
      meaning: `The recipient refuses with error 1227; nothing is harmed.${rolesHint(privileges)}`,
      evidence,
      errno: 1227,
      remedy: grant(needed, account, 'recipient'),
    });
  },
});
