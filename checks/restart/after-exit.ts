import type { Plan } from '../../src/evidence/evidence.js';
import type { Monitor, ServiceSettings, SupervisordSettings } from './monitoring.js';
import { systemdAfterExit } from './systemd-rule.js';

/** What becomes of mysqld after it exits by itself. */
interface AfterExit {
  /** Undefined where nobody can tell from here. */
  restarts: boolean | undefined;
  /** The setting or rule that decides it. */
  because: string;
}

/**
 * Whether mysqld is started again after it exited with a status: 16 where it takes itself for managed, 0 where it
 * does not.
 */
export function afterExit(monitor: Monitor, status: 0 | 16, { expectRestart }: Plan): AfterExit {
  switch (monitor.kind) {
    case 'systemd':
      return systemdAfterExit(monitor.unit, status);
    case 'adopted':
      return { restarts: false, because: `${monitor.by} only adopted it` };
    case 'mysqld_safe':
      // scripts/mysqld_safe.sh: its loop goes on after 16, and ends when a clean shutdown has removed the pid file.
      return status === 16
        ? { restarts: true, because: 'mysqld_safe goes on after 16' }
        : { restarts: false, because: 'mysqld_safe ends after a clean shutdown' };
    case 'loop':
      if (monitor.changedSinceRead) {
        return { restarts: undefined, because: 'its script was changed after the shell had begun to run it' };
      }
      return { restarts: status === 16, because: 'its loop goes on after 16 and after nothing else' };
    case 'supervisord':
      return supervisordAfterExit(monitor.settings, status);
    case 'runit':
    case 's6':
      return serviceAfterExit(monitor.kind, monitor.settings);
    case 'unseen':
      return { restarts: undefined, because: monitor.missing.detail };
    case 'container':
      return byPolicy(expectRestart, status);
    case 'shell':
    case 'other':
    case 'entered':
      // Not what --expect-restart is about: the exit status of a wrapper can be another one than mysqld's.
      return { restarts: undefined, because: 'nothing here tells' };
  }
}

/** supervisor, process.py: Subprocess.transition(). */
function supervisordAfterExit(settings: SupervisordSettings, status: number): AfterExit {
  const { autorestart, exitCodes, changedSinceRead } = settings;
  if (changedSinceRead) {
    return { restarts: undefined, because: 'its configuration was changed after supervisord had read it' };
  }
  const because = `autorestart=${autorestart}`;
  if (autorestart !== 'unexpected') return { restarts: autorestart === 'true', because };
  const expected = exitCodes.includes(status);
  const codes = `exitcodes=${exitCodes.join(',')}`;
  return {
    restarts: !expected,
    because: `${because} with ${codes}, so ${status} is ${expected ? '' : 'un'}expected`,
  };
}

/** runsv(8), and s6-supervise, which a finish script can stop with exit status 125: a restart after every exit. */
function serviceAfterExit(kind: 'runit' | 's6', { finish, wantedUp }: ServiceSettings): AfterExit {
  if (!wantedUp) return { restarts: false, because: 'the service was told not to be started again' };
  if (finish) return { restarts: undefined, because: 'its finish script decides with' };
  const name = kind === 'runit' ? 'runsv' : 's6-supervise';
  return { restarts: true, because: `${name} starts it again after every exit` };
}

function byPolicy(policy: Plan['expectRestart'], status: number): AfterExit {
  if (policy === undefined) return { restarts: undefined, because: 'the restart policy is not known' };
  const restarts = policy === 'always' || (policy === 'on-failure' && status !== 0);
  return { restarts, because: `--expect-restart ${policy}` };
}
