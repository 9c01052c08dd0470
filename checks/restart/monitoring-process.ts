import { blindTo, defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import { monitorOf } from './monitoring.js';
import { noRestart } from './no-restart.js';

export default defineCheck({
  id: 'restart/monitoring-process',
  title: 'A monitoring process owns mysqld and would start it again',
  stage: 'restart',
  consequence: 'down',
  why: `The server only compares two numbers; it never asks whether its parent will restart it. A mysqld started with
--daemonize, or whose mysqld_safe was killed, is adopted by systemd: with MYSQLD_PARENT_PID=1 both numbers match,
the server exits with 16 without any error, and nobody starts it again, because no unit has it as its main process.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/restart.html',
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html',
    'scripts/mysqld_safe.sh: the loop on exit status 16',
  ],
  needs: ['recipient.process', 'recipient.parent'],
  wishes: ['recipient.unit'],
  irrelevant: noRestart,
  evaluate({ recipient }) {
    const { process, parent } = recipient;
    if (!recipient.unit.ok && parent?.name === 'systemd') return blindTo('recipient.unit', recipient.unit);
    const unit = recipient.unit.ok ? recipient.unit.value : null;
    const monitor = monitorOf({ process, parent, unit });
    const evidence = {
      parent: parent?.name ?? null,
      unit: unit?.name ?? null,
      mainPid: unit?.mainPid ?? null,
      pid: process.pid,
    };
    switch (monitor.kind) {
      case 'systemd':
        return pass(`mysqld (pid ${process.pid}) is the main process of ${monitor.unit.name}`, { evidence });
      case 'mysqld_safe':
        return pass(`mysqld_safe (pid ${parent?.pid}) runs mysqld and starts it again after exit status 16`, {
          evidence,
        });
      case 'adopted':
        return fail(
          unit
            ? `${monitor.by} is the parent of mysqld, but the main process of ${unit.name} is ${unit.mainPid || 'none'}, not ${process.pid}`
            : `${monitor.by} is the parent of mysqld, but no unit has it as its main process`,
          {
            meaning:
              'mysqld was started by hand and adopted. After CLONE it exits, and nobody starts it again; the copied data is complete.',
            evidence,
            remedy: [
              {
                on: 'recipient-host',
                kind: 'manual',
                text: 'Shut this mysqld down and start it as a service: systemctl start mysql (or mysqld).',
              },
            ],
          },
        );
      case 'other':
        return unknown(`mysqld was started by ${monitor.name} (${monitor.command.join(' ')})`, {
          meaning: 'What it does when mysqld exits is not known to the doctor.',
          evidence,
          remedy: [
            {
              on: 'recipient-host',
              kind: 'manual',
              text: `Verify that ${monitor.name} starts mysqld again after exit status 16.`,
            },
          ],
        });
      case 'outside':
        return unknown('mysqld is the first process of its container or PID namespace', {
          meaning: 'Whether it comes back is up to the restart policy of whatever runs the container.',
          evidence,
          remedy: [
            {
              on: 'recipient-host',
              kind: 'manual',
              text: 'Verify that the container is started again after exit status 16: Docker --restart on-failure, always or unless-stopped; Kubernetes restartPolicy Always or OnFailure.',
            },
          ],
        });
    }
  },
});
