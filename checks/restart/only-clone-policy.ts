import { defineCheck, pass, warn } from '../../src/doctor/check.js';
import { judgeUnit } from './judge-unit.js';
import { onUnix } from './on-unix.js';
import { dropIn } from './remedies.js';
import { systemdAfterExit } from './systemd-rule.js';

/** Exit statuses that a mysqld which did not restart on purpose ends with: shut down, aborted, failed. */
const otherStatuses = [0, 1, 2];

export default defineCheck({
  id: 'restart/only-clone-policy',
  title: 'The unit restarts mysqld after 16 and after nothing else',
  stage: 'restart',
  consequence: 'none',
  why: `Some sites want a crashed server to stay down until a person has looked at it, and still want CLONE and RESTART to
work. The unit then has Restart=no with RestartForceExitStatus=16. Ask for this check with
--restart-policy only-clone.`,
  references: [
    'https://opensource.actionsky.com/20210817-mysql/',
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#RestartForceExitStatus=',
  ],
  needs: ['recipient.process', 'recipient.parent'],
  wishes: ['recipient.unit', 'recipient.supervisor'],
  irrelevant: (plan, recipient) =>
    onUnix(plan, recipient) ??
    (plan.restartPolicy === 'only-clone' ? undefined : 'not asked for: add --restart-policy only-clone'),
  evaluate: ({ recipient }) =>
    judgeUnit(recipient, (unit) => {
      const evidence = {
        unit: unit.name,
        Restart: unit.restart,
        RestartForceExitStatus: unit.restartForceExitStatus,
        RestartPreventExitStatus: unit.restartPreventExitStatus,
      };
      const reasons = [
        ...otherStatuses
          .map((status) => systemdAfterExit(unit, status))
          .filter(({ restarts }) => restarts)
          .map(({ because }) => because),
        ...unit.restartForceExitStatus
          .filter((status) => status !== '16' && !unit.restartPreventExitStatus.includes(status))
          .map((status) => `RestartForceExitStatus= lists ${status}`),
        ...(restartsAfterSignals.has(unit.restart) ? [`Restart=${unit.restart}`] : []),
      ];
      if (reasons.length === 0)
        return pass(`${unit.name} restarts mysqld after no exit of its own but 16`, { evidence });
      return warn(`${unit.name} restarts mysqld after other ends too: ${[...new Set(reasons)].join(', ')}`, {
        meaning: 'A crashed or stopped server would come back before anybody has looked at it.',
        evidence,
        remedy: dropIn(unit, ['Restart=no', 'RestartForceExitStatus=', 'RestartForceExitStatus=16']),
      });
    }),
});

/**
 * Values of Restart= by which a signal such as that of a crash leads to a restart. on-watchdog is not among them: mysqld
 * never tells a watchdog that it lives, so no unit of it has one.
 */
const restartsAfterSignals = new Set(['always', 'on-failure', 'on-abnormal', 'on-abort']);
