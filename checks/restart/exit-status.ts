import { defineCheck, fail, pass, skip, warn } from '../../src/doctor/check.js';
import type { Remedy } from '../../src/doctor/finding.js';
import type { Unit } from '../../src/evidence/host-facts.js';
import { takesItselfForManaged } from './managed.js';
import { monitorOf } from './monitoring.js';
import { noRestart } from './no-restart.js';
import { dropIn } from './remedies.js';
import { systemdAfterExit } from './systemd-rule.js';

export default defineCheck({
  id: 'restart/exit-status',
  title: 'The systemd unit starts mysqld again after exit status 16',
  stage: 'restart',
  consequence: 'down',
  why: `A managed mysqld ends a CLONE with exit status 16 and leaves the rest to its unit. systemd looks at
RestartPreventExitStatus= first, then at RestartForceExitStatus=, then at Restart=, where SuccessExitStatus=16 turns
the exit into a success that on-failure ignores. Where the unit does not restart, there is no error anywhere: the
client is told that all is well, and the server stays down.`,
  references: [
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html',
    'systemd, src/core/service.c: service_shall_restart()',
  ],
  needs: ['recipient.process', 'recipient.parent', 'recipient.unit'],
  wishes: ['recipient.parentPidVariable'],
  irrelevant: noRestart,
  evaluate({ recipient }) {
    const { process, parent, unit } = recipient;
    const monitor = monitorOf({ process, parent, unit });
    if (monitor.kind !== 'systemd') return skip('mysqld is not the main process of a systemd unit');
    const settings = monitor.unit;
    const after16 = systemdAfterExit(settings, 16);
    const evidence = {
      unit: settings.name,
      Restart: settings.restart,
      RestartForceExitStatus: settings.restartForceExitStatus,
      RestartPreventExitStatus: settings.restartPreventExitStatus,
      SuccessExitStatus: settings.successExitStatus,
    };
    if (after16.restarts)
      return pass(`${settings.name} starts mysqld again after 16: ${after16.because}`, { evidence });

    const seen = `${settings.name} does not start mysqld again after 16: ${after16.because}`;
    const problem = { evidence, remedy: remedy(settings) };
    const variable = recipient.parentPidVariable;
    const managed = !variable.ok || takesItselfForManaged(variable.value, process.parentPid);
    if (!managed && systemdAfterExit(settings, 0).restarts) {
      return warn(seen, {
        ...problem,
        meaning:
          'Today mysqld would exit with 0, which this unit does restart. Once MYSQLD_PARENT_PID is set, it would stay down.',
      });
    }
    return fail(seen, {
      ...problem,
      meaning:
        'CLONE reports no error, mysqld exits with 16 and stays down until somebody starts it; the copied data is complete.',
    });
  },
});

/** RestartForceExitStatus=16 wins over everything but a Prevent list, which only an empty assignment resets. */
function remedy(unit: NonNullable<Unit>): Remedy[] {
  const prevented = unit.restartPreventExitStatus.includes('16');
  const others = unit.restartPreventExitStatus.filter((status) => status !== '16');
  return dropIn(unit, [
    ...(prevented ? ['RestartPreventExitStatus='] : []),
    ...(prevented && others.length > 0 ? [`RestartPreventExitStatus=${others.join(' ')}`] : []),
    'RestartForceExitStatus=16',
  ]);
}
