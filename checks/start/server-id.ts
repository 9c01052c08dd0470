import { blindTo, defineCheck, pass, warn } from '../../src/doctor/check.js';
import { noRestart } from '../restart/no-restart.js';
import { onDisk } from './on-disk.js';

/** What mysqld has without one. */
const DEFAULT = '1';

export default defineCheck({
  id: 'start/server-id',
  title: 'The recipient keeps its server_id over the restart',
  stage: 'after',
  consequence: 'none',
  why: `The restart at the end of CLONE forgets what SET GLOBAL has set. A recipient whose server_id was set that way has the one
of its option file again, or 1, which it shares with others; with the id of its source it cannot replicate (error 13117).
SET PERSIST and the option file survive: mysqld-auto.cnf is not cloned.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/replication-options.html#sysvar_server_id'],
  needs: ['recipient.variables', 'recipient.variableSources', 'recipient.persisted'],
  wishes: ['recipient.options', 'recipient.optionFiles'],
  irrelevant: noRestart,
  evaluate({ recipient }) {
    const { variables, variableSources, persisted, options } = recipient;
    const running = variables.server_id ?? DEFAULT;
    const stored = persisted.server_id;
    const found = onDisk('server_id', running, recipient);
    if (stored === undefined && 'missing' in found) return blindTo('recipient.options', found.missing);
    // Files that did not change and cannot be read hold the running value, unless that was set at run time.
    const isDynamic = variableSources.some(
      ({ name, source }) => name === 'server_id' && source === 'DYNAMIC',
    );
    if (stored === undefined && isDynamic && !options.ok) return blindTo('recipient.options', options);
    const next = stored ?? ('written' in found ? found.written : undefined) ?? DEFAULT;
    const evidence = { now: running, afterRestart: next };
    if (Number(next) === Number(running))
      return pass(`server_id is ${running} after a restart too`, { evidence });
    return warn(`server_id is ${running}, and ${next} after a restart`, {
      meaning: 'The clone succeeds, and comes back with the other id, which another server may have.',
      evidence,
      remedy: [{ on: 'recipient', kind: 'sql', text: `SET PERSIST server_id = ${running};` }],
    });
  },
});
