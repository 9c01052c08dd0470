import { blindTo, skip, type Verdict } from '../../src/doctor/check.js';
import type { Unit } from '../../src/evidence/host-facts.js';
import { type MonitorFacts, monitorOf } from './monitoring.js';

/** The unit whose main process mysqld is, or the verdict of a check that is about such a unit and has none. */
export function unitOf(recipient: MonitorFacts): { unit: NonNullable<Unit> } | { verdict: Verdict } {
  const monitor = monitorOf(recipient);
  if (monitor.kind === 'systemd') return { unit: monitor.unit };
  return {
    verdict:
      monitor.kind === 'unseen' && monitor.need === 'recipient.unit'
        ? blindTo(monitor.need, monitor.missing)
        : skip('mysqld is not the main process of a systemd unit'),
  };
}
