import { blindTo, skip, type Verdict } from '../../src/doctor/check.js';
import type { Unit } from '../../src/evidence/host-facts.js';
import { type MonitorFacts, monitorOf } from './monitoring.js';

/** The verdict about the unit whose main process mysqld is; of any other mysqld there is none to be had. */
export function judgeUnit(recipient: MonitorFacts, judge: (unit: NonNullable<Unit>) => Verdict): Verdict {
  const monitor = monitorOf(recipient);
  if (monitor.kind === 'systemd') return judge(monitor.unit);
  return monitor.kind === 'unseen' && monitor.need === 'recipient.unit'
    ? blindTo(monitor.need, monitor.missing)
    : skip('mysqld is not the main process of a systemd unit');
}
