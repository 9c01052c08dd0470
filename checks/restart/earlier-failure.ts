import { plural } from '../../src/doctor/amount.js';
import { defineCheck, pass, unknown, warn } from '../../src/doctor/check.js';
import { takesItselfForManaged } from './managed.js';
import { noRestart } from './no-restart.js';

export default defineCheck({
  id: 'restart/earlier-failure',
  title: 'No RESTART of this server has failed',
  stage: 'restart',
  consequence: 'down',
  why: `Com_restart counts RESTART statements since the server started, so it is zero unless one did not restart it. That is
seen by SQL alone, without a look at the host. Statements that were refused for want of a privilege count as well, so
it is only a clue, and none where the process is known to take itself for managed. A clone that ended with 3707 leaves
another trace, in the error log (MY-013462): the start by hand that completes it sets the error number in clone_status back
to 0, and the log in performance_schema is read back from its file.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/restart.html',
    'https://dev.mysql.com/doc/refman/8.4/en/performance-schema-clone-status-table.html',
    'https://dev.mysql.com/doc/refman/8.4/en/performance-schema-error-log-table.html',
  ],
  needs: ['recipient.status'],
  wishes: ['recipient.process', 'recipient.parentPidVariable', 'recipient.failedRestart'],
  irrelevant: noRestart,
  evaluate({ recipient: { status, process, parentPidVariable: variable, failedRestart } }) {
    if (status.Com_restart === undefined) return unknown('the recipient does not count RESTART statements');
    const statements = Number(status.Com_restart);
    const clone = failedRestart.ok ? failedRestart.value : null;
    const evidence = { Com_restart: statements, cloneEndedWith3707: failedRestart.ok ? clone : 'not seen' };
    if (statements === 0 && clone === null)
      return pass('no RESTART failed since the server was started', { evidence });
    const seen =
      clone === null
        ? `${statements} RESTART ${plural(statements, 'statement')} did not restart this server`
        : `the error log tells of a clone that ended with 3707 at ${clone}`;
    if (process.ok && variable.ok && takesItselfForManaged(variable.value, process.value.parentPid)) {
      const since =
        clone === null
          ? 'they were refused, as it takes'
          : 'since then the server was started so that it takes';
      return pass(`${seen}: ${since} itself for managed`, { evidence });
    }
    return warn(seen, {
      meaning:
        clone === null
          ? 'Either the account lacked SHUTDOWN, or the server is not managed and CLONE cannot restart it either.'
          : 'The server was not managed then. Unless it is started in another way now, the next clone ends like that one.',
      evidence,
      remedy: [
        {
          on: 'recipient',
          kind: 'manual',
          text: 'In a maintenance window, let the server restart itself once with the statement RESTART: what works there works after CLONE.',
        },
      ],
    });
  },
});
