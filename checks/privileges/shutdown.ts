import { defineCheck, pass, skip, warn } from '../../src/doctor/check.js';
import { takesItselfForManaged } from '../restart/managed.js';
import { noRestart } from '../restart/no-restart.js';
import { grant } from './global-privilege.js';

export default defineCheck({
  id: 'privileges/shutdown',
  title: 'The account can try a restart by hand where that is called for',
  stage: 'restart',
  consequence: 'none',
  why: `CLONE restarts the server by itself and asks no one for SHUTDOWN. Where it is doubtful that the server would come back,
the statement RESTART is the honest rehearsal, in a maintenance window, and that statement needs SHUTDOWN.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/restart.html'],
  needs: ['recipient.privileges', 'recipient.account'],
  wishes: ['recipient.process', 'recipient.parentPidVariable'],
  irrelevant: noRestart,
  evaluate({ recipient }) {
    const { account, privileges, process, parentPidVariable } = recipient;
    const evidence = { account, needed: 'SHUTDOWN' };
    if (privileges.global.includes('SHUTDOWN')) return pass(`${account} has SHUTDOWN`, { evidence });
    const managed =
      process.ok &&
      parentPidVariable.ok &&
      takesItselfForManaged(parentPidVariable.value, process.value.parentPid);
    if (managed) return skip(`${account} has no SHUTDOWN, and CLONE does not need it`, { evidence });
    return warn(`${account} has no SHUTDOWN`, {
      meaning:
        'Whether the server comes back is in doubt here, and this account cannot try it with RESTART beforehand.',
      evidence,
      remedy: grant('SHUTDOWN', account, 'recipient'),
    });
  },
});
