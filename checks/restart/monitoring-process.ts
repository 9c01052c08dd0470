import { blindTo, defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import { runsOnWindows } from '../../src/evidence/windows.js';
import { asService } from './manage.js';
import { monitorName } from './monitor-name.js';
import { monitorOf } from './monitoring.js';
import { noRestart } from './no-restart.js';
import { verifyByHand } from './verify.js';
import { restartOnWindows } from './windows.js';

export default defineCheck({
  id: 'restart/monitoring-process',
  title: 'A monitoring process owns mysqld and would start it again',
  stage: 'restart',
  consequence: 'down',
  why: `The server only compares two numbers; it never asks whether its parent will restart it. A mysqld started with
--daemonize, or whose mysqld_safe was killed, is adopted by systemd: with MYSQLD_PARENT_PID=1 both numbers match,
the server exits with 16 without any error, and nobody starts it again, because no unit has it as its main process.
In a container the runtime's restart policy decides, which is not to be seen from inside: --expect-restart tells it.
On Windows mysqld is its own monitoring process.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/restart.html',
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html',
    'scripts/mysqld_safe.sh: the loop on exit status 16',
  ],
  needs: ['recipient.identity'],
  wishes: ['recipient.process', 'recipient.parent', 'recipient.unit', 'recipient.supervisor'],
  irrelevant: noRestart,
  evaluate({ recipient, plan }) {
    if (runsOnWindows(recipient.identity)) return restartOnWindows(recipient.identity, plan);
    if (!recipient.process.ok) return blindTo('recipient.process', recipient.process);
    if (!recipient.parent.ok) return blindTo('recipient.parent', recipient.parent);
    const [process, parent] = [recipient.process.value, recipient.parent.value];
    const unit = recipient.unit.ok ? recipient.unit.value : null;
    const monitor = monitorOf({ ...recipient, process, parent });
    const evidence = {
      parent: parent?.name ?? null,
      unit: unit?.name ?? null,
      mainPid: unit?.mainPid ?? null,
      pid: process.pid,
      expectRestart: plan.expectRestart ?? null,
    };
    const untold = (summary: string, meaning: string) =>
      unknown(summary, { meaning, evidence, remedy: verifyByHand(monitor, 16) });
    switch (monitor.kind) {
      case 'systemd':
        return pass(`mysqld (pid ${process.pid}) is the main process of ${monitor.unit.name}`, { evidence });
      case 'mysqld_safe':
      case 'loop':
      case 'supervisord':
      case 'runit':
      case 's6':
        return pass(`${monitorName(monitor)} runs mysqld (pid ${process.pid})`, { evidence });
      case 'unseen':
        return blindTo(monitor.need, monitor.missing);
      case 'adopted':
        return fail(
          monitor.unit
            ? `${monitor.by} is the parent of mysqld, but the main process of ${monitor.unit.name} is ${monitor.unit.mainPid || 'none'}, not ${process.pid}`
            : `${monitor.by} is the parent of mysqld, but did not start it`,
          {
            meaning:
              'mysqld was started by hand and adopted. After CLONE it exits, and nobody starts it again; the copied data is complete.',
            evidence,
            remedy: [asService],
          },
        );
      case 'container': {
        const summary =
          monitor.init === null
            ? 'mysqld is the first process of its container or PID namespace'
            : `mysqld is what ${monitor.init} runs in its container, which ends with it`;
        return plan.expectRestart
          ? pass(`${summary}; its restart policy is said to be: ${plan.expectRestart}`, { evidence })
          : untold(
              summary,
              'Whether it comes back is up to the restart policy of whatever runs the container.',
            );
      }
      case 'shell':
      case 'other':
        return untold(
          `mysqld was started by ${monitorName(monitor)}`,
          'What it does when mysqld exits is not known to the doctor.',
        );
      case 'entered':
        return untold(
          'mysqld was started from outside of its PID namespace',
          'Below docker exec or nsenter nothing starts it again; in a pod with shareProcessNamespace its restart policy may.',
        );
    }
  },
});
