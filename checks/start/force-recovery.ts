import { blindTo, defineCheck, pass, warn } from '../../src/doctor/check.js';
import { noRestart } from '../restart/no-restart.js';
import { onDisk } from './on-disk.js';

export default defineCheck({
  id: 'start/force-recovery',
  title: 'InnoDB comes back without innodb_force_recovery',
  stage: 'after',
  consequence: 'none',
  why: `innodb_force_recovery in the option file or in mysqld-auto.cnf counts from the next start on, and the restart at the end
of CLONE is one. The server starts on the cloned data all the same, but InnoDB lets nothing be written then.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/forcing-innodb-recovery.html'],
  needs: ['recipient.variables', 'recipient.persisted'],
  wishes: ['recipient.options', 'recipient.optionFiles'],
  irrelevant: noRestart,
  evaluate({ recipient: { persisted, options, optionFiles, variables } }) {
    const running = variables.innodb_force_recovery ?? '0';
    const found = onDisk('innodb_force_recovery', running, { options, optionFiles });
    if ('missing' in found) return blindTo('recipient.options', found.missing);
    const next = persisted.innodb_force_recovery ?? found.written ?? '0';
    const evidence = { now: running, afterRestart: next };
    if (Number(next) === 0) return pass('innodb_force_recovery is 0 after a restart', { evidence });
    return warn(`innodb_force_recovery is ${next} after a restart`, {
      meaning: 'The clone succeeds, and comes back with an InnoDB that lets nothing be written.',
      evidence,
      remedy: [
        ...(persisted.innodb_force_recovery === undefined
          ? []
          : [
              {
                on: 'recipient' as const,
                kind: 'sql' as const,
                text: 'RESET PERSIST innodb_force_recovery;',
              },
            ]),
        {
          on: 'recipient-host',
          kind: 'manual',
          text: 'Remove innodb_force_recovery from the option file of the recipient.',
        },
      ],
    });
  },
});
