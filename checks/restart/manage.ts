import type { Remedy } from '../../src/doctor/finding.js';
import type { Process, Unit } from '../../src/evidence/host-facts.js';
import type { Monitor } from './monitoring.js';
import { dropIn, onHost, restartUnit } from './remedies.js';

/** How mysqld gets a MYSQLD_PARENT_PID that is its parent's pid, below each kind of parent. */
export function howToManage(monitor: Monitor, { parentPid }: Process): Remedy[] {
  switch (monitor.kind) {
    case 'systemd':
      return inUnit(monitor.unit, parentPid);
    case 'adopted':
      return [asService];
    case 'mysqld_safe':
      return [
        manual('Use the mysqld_safe of the version that runs: since 8.0 it sets MYSQLD_PARENT_PID itself.'),
      ];
    case 'supervisord':
      return [
        manual(`In [program:${monitor.settings.program}] let a shell set it and become mysqld:
          command=/bin/sh -c 'MYSQLD_PARENT_PID=$PPID exec mysqld ...'; then: supervisorctl reload`),
      ];
    case 'runit':
    case 's6':
      return [
        manual(
          'In the run script: export MYSQLD_PARENT_PID=$PPID, and then exec mysqld. Then restart the service.',
        ),
      ];
    case 'container':
      return [
        manual(
          monitor.init === null
            ? 'Start the container with MYSQLD_PARENT_PID=0 in its environment: the parent of its first process is 0.'
            : `Start the container with MYSQLD_PARENT_PID=1 in its environment: ${monitor.init} is its first process.`,
        ),
      ];
    case 'loop':
      return [manual('In the script: export MYSQLD_PARENT_PID=$$, before the loop. Then start it anew.')];
    case 'shell':
      return monitor.command[1] === '-c'
        ? [manual(`${becomeMysqld}.`)]
        : [manual(`${becomeMysqld}; or ${loop}`)];
    case 'other':
    case 'entered':
    case 'unseen':
      return [
        manual(
          'Run mysqld as a systemd service or under mysqld_safe, or have what starts it set MYSQLD_PARENT_PID to its own pid.',
        ),
      ];
  }
}

const manual = (text: string) => onHost('manual', text.replaceAll(/\s+/g, ' '));

const becomeMysqld = 'Let the shell become mysqld, so that its own parent is that of mysqld: exec mysqld ...';
const loop =
  'let its script export MYSQLD_PARENT_PID=$$ and start mysqld again as long as it ends with exit status 16.';

/** What an orphan needs, whoever adopted it. */
export const asService = manual(
  'Shut this mysqld down and start it as a service: systemctl start mysql (or mysqld).',
);

function inUnit(unit: NonNullable<Unit>, parentPid: number): Remedy[] {
  // Then the process was started before the unit was changed, and needs no more than a new start.
  if (unit.parentPidVariable === String(parentPid)) return [restartUnit(unit)];
  if (unit.managerOf !== null) {
    return [
      manual(
        `The pid of a user's manager is another one after each boot. Put it in front of the command of ${unit.name}:
         ExecStart=/usr/bin/env MYSQLD_PARENT_PID=\${MANAGERPID} /usr/sbin/mysqld ...`,
      ),
    ];
  }
  if (unit.transient) {
    return [
      manual(
        `${unit.name} has no file. Start it anew with systemd-run --setenv=MYSQLD_PARENT_PID=1
         --property=Restart=on-failure, or better as a service: systemctl start mysql (or mysqld).`,
      ),
    ];
  }
  return [...dropIn(unit, [`Environment=MYSQLD_PARENT_PID=${parentPid}`]), restartUnit(unit)];
}
