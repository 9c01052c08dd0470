import { defineCheck, fail, pass, skip, unknown, warn } from '../../src/doctor/check.js';
import type { EvidenceValues, Remedy } from '../../src/doctor/finding.js';
import type { Unit } from '../../src/evidence/host-facts.js';
import { afterExit } from './after-exit.js';
import { takesItselfForManaged } from './managed.js';
import { monitorName } from './monitor-name.js';
import { type Monitor, monitorOf } from './monitoring.js';
import { onUnix } from './on-unix.js';
import { dropIn, onHost } from './remedies.js';
import { verifyByHand } from './verify.js';

export default defineCheck({
  id: 'restart/exit-status',
  title: 'The monitoring process starts mysqld again after exit status 16',
  stage: 'restart',
  consequence: 'down',
  why: `A managed mysqld ends a CLONE with exit status 16 and leaves the rest to its monitoring process. systemd looks at
RestartPreventExitStatus= first, then at RestartForceExitStatus=, then at Restart=, where SuccessExitStatus=16 turns
the exit into a success that on-failure ignores. supervisord has autorestart= and exitcodes=, runsv and s6-supervise
start everything again unless they were told otherwise, and a container has its restart policy. Where nothing starts
mysqld again there is no error anywhere: the client is told that all is well, and the server stays down.`,
  references: [
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html',
    'systemd, src/core/service.c: service_shall_restart()',
    'https://supervisord.org/configuration.html#program-x-section-settings',
    'https://smarden.org/runit/runsv.8',
    'https://skarnet.org/software/s6/s6-supervise.html',
  ],
  needs: ['recipient.process', 'recipient.parent'],
  wishes: ['recipient.unit', 'recipient.supervisor', 'recipient.parentPidVariable'],
  irrelevant: onUnix,
  evaluate({ recipient, plan }) {
    const { process, parentPidVariable: variable } = recipient;
    const monitor = monitorOf(recipient);
    const name = monitorName(monitor);
    const after16 = afterExit(monitor, 16, plan);
    const evidence = settingsOf(monitor);
    if (!hasRule(monitor) && after16.restarts === undefined) {
      return skip('what gets the exit status is not known well enough: see restart/monitoring-process');
    }
    if (monitor.kind === 'adopted') return skip('nothing waits for the exit status of mysqld');
    if (after16.restarts)
      return pass(`${name} starts mysqld again after 16: ${after16.because}`, { evidence });

    const managed = !variable.ok || takesItselfForManaged(variable.value, process.parentPid);
    if (after16.restarts === undefined) {
      return unknown(`whether ${name} starts mysqld again after 16 cannot be told: ${after16.because}`, {
        evidence,
        remedy: verifyByHand(monitor, 16),
      });
    }
    const seen = `${name} does not start mysqld again after 16: ${after16.because}`;
    const problem = { evidence, remedy: remedyFor(monitor) };
    if (!managed && afterExit(monitor, 0, plan).restarts) {
      return warn(seen, {
        ...problem,
        meaning: `Today mysqld would exit with 0, after which ${name} does start it again. Once MYSQLD_PARENT_PID is set, it
          would stay down.`,
      });
    }
    return fail(seen, {
      ...problem,
      meaning:
        'CLONE reports no error, mysqld exits with 16 and stays down until somebody starts it; the copied data is complete.',
    });
  },
});

/** Whether the doctor knows the program; in a container --expect-restart can tell. */
const hasRule = ({ kind }: Monitor) =>
  ['systemd', 'supervisord', 'runit', 's6', 'mysqld_safe', 'loop'].includes(kind);

function settingsOf(monitor: Monitor): EvidenceValues {
  switch (monitor.kind) {
    case 'systemd':
      return {
        unit: monitor.unit.name,
        Restart: monitor.unit.restart,
        RestartForceExitStatus: monitor.unit.restartForceExitStatus,
        RestartPreventExitStatus: monitor.unit.restartPreventExitStatus,
        SuccessExitStatus: monitor.unit.successExitStatus,
      };
    case 'supervisord': {
      const { program, autorestart, exitCodes, changedSinceRead } = monitor.settings;
      return { program, autorestart, exitcodes: exitCodes.map(String), changedSinceRead };
    }
    case 'runit':
    case 's6':
      return { finish: monitor.settings.finish, wantedUp: monitor.settings.wantedUp };
    default:
      return { monitor: monitor.kind };
  }
}

function remedyFor(monitor: Monitor): Remedy[] {
  switch (monitor.kind) {
    case 'systemd':
      return inUnit(monitor.unit);
    case 'supervisord':
      return [
        onHost(
          'manual',
          `In [program:${monitor.settings.program}] set autorestart=unexpected and exitcodes=0; then: supervisorctl reload`,
        ),
      ];
    case 'runit':
      return [onHost('manual', 'Have runsv keep the service up: sv up and its name.')];
    case 's6':
      return [onHost('manual', 'Have s6-supervise keep the service up: s6-svc -u and its directory.')];
    default:
      return [
        onHost(
          'manual',
          'Have it started again after exit status 16: Docker --restart on-failure, Kubernetes restartPolicy OnFailure.',
        ),
      ];
  }
}

/** RestartForceExitStatus=16 wins over everything but a Prevent list, which only an empty assignment resets. */
function inUnit(unit: NonNullable<Unit>): Remedy[] {
  const prevented = unit.restartPreventExitStatus.includes('16');
  const others = unit.restartPreventExitStatus.filter((status) => status !== '16');
  return dropIn(unit, [
    ...(prevented ? ['RestartPreventExitStatus='] : []),
    ...(prevented && others.length > 0 ? [`RestartPreventExitStatus=${others.join(' ')}`] : []),
    'RestartForceExitStatus=16',
  ]);
}
