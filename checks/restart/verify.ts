import type { Remedy } from '../../src/doctor/finding.js';
import { monitorName } from './monitor-name.js';
import type { Monitor } from './monitoring.js';
import { onHost } from './remedies.js';

/** What to look at by hand where the doctor cannot tell whether mysqld is started again after an exit status. */
export function verifyByHand(monitor: Monitor, status: 0 | 16): Remedy[] {
  switch (monitor.kind) {
    case 'container':
      return [
        onHost(
          'manual',
          status === 16
            ? 'See whether the container is started again after exit status 16: Docker --restart on-failure, always or unless-stopped; Kubernetes restartPolicy Always or OnFailure.'
            : 'See whether the container is started again after exit status 0: Docker --restart always or unless-stopped; Kubernetes restartPolicy Always.',
        ),
        tell,
      ];
    case 'supervisord':
      return [
        onHost(
          'manual',
          'Run supervisorctl reload in a maintenance window: it reads the configuration anew and restarts all of its programs.',
        ),
      ];
    case 'runit':
      return [onHost('manual', `See that the finish script lets runsv go on after status ${status}.`)];
    case 's6':
      return [onHost('manual', `See that the finish script does not exit with 125 after status ${status}.`)];
    case 'loop':
      return [onHost('manual', `See that its script starts mysqld again after exit status ${status}.`)];
    case 'shell':
    case 'other':
    case 'entered':
      return [
        onHost(
          'manual',
          `See whether ${monitorName(monitor)} starts mysqld again after exit status ${status}; or try the statement RESTART in a maintenance window: what works there works after CLONE.`,
        ),
      ];
    default:
      return [];
  }
}

const tell: Remedy = {
  on: 'doctor',
  kind: 'manual',
  text: 'Then tell the doctor: add --expect-restart always, on-failure or never.',
};
