import { plural } from '../../src/doctor/amount.js';
import { defineCheck, fail, pass, unknown, warn } from '../../src/doctor/check.js';
import { judgeUnit } from './judge-unit.js';
import { onUnix } from './on-unix.js';
import { dropIn } from './remedies.js';

/** Seconds in which people do not start a server several times by hand. */
const LONG = 60;

export default defineCheck({
  id: 'restart/start-limit',
  title: "The unit's start limit leaves room for the restart",
  stage: 'restart',
  consequence: 'down',
  why: `systemd refuses to start a unit more than StartLimitBurst= times within StartLimitIntervalSec=, automatic restarts
included: the unit is then failed, and stays down until systemctl reset-failed. With the usual 5 starts in 10 seconds
the restart of a CLONE has room; with one start in an hour it may not. systemd forgets its count when a changed limit
is loaded, so a limit that was changed since the last start cannot be judged from outside.`,
  references: [
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html#StartLimitIntervalSec=interval',
    'systemd, src/shared/serialize.c: deserialize_ratelimit()',
  ],
  needs: ['recipient.process', 'recipient.parent'],
  wishes: ['recipient.unit', 'recipient.supervisor'],
  irrelevant: onUnix,
  evaluate: ({ recipient }) =>
    judgeUnit(recipient, (unit) => {
      const { startLimitBurst: burst, startLimitInterval: interval, runningFor, restarts } = unit;
      const evidence = {
        unit: unit.name,
        StartLimitBurst: burst,
        intervalSeconds: interval,
        restarts,
        runningFor,
      };
      if (interval === 0 || burst === 0) return pass(`${unit.name} has no start limit`, { evidence });
      if (runningFor === null)
        return unknown(`systemd does not say when ${unit.name} was started`, { evidence });
      const limit = `${burst} ${plural(burst, 'start')} in ${interval} s`;
      if (runningFor > interval) {
        return pass(`${unit.name} allows ${limit}, and its last start was ${Math.round(runningFor)} s ago`, {
          evidence,
        });
      }
      const remedy = dropIn(unit, ['StartLimitIntervalSec=0'], 'Unit');
      const seen = `${unit.name} allows ${limit}, and its last start was only ${Math.round(runningFor)} s ago`;
      if (burst === 1 && unit.changedSinceStart) {
        return unknown(
          `${seen}; the unit was changed since, and whether systemd still counts that start cannot be seen`,
          {
            evidence,
            remedy,
          },
        );
      }
      if (burst === 1) {
        return fail(seen, {
          meaning: `Until ${Math.ceil(interval - runningFor)} s from now the restart after CLONE is refused, and the unit is left failed.`,
          evidence,
          remedy,
        });
      }
      if (restarts === null) {
        return unknown(`${seen}; this systemd does not count automatic restarts`, { evidence, remedy });
      }
      if (interval > LONG) {
        return unknown(`${seen}; starts by hand in that time are counted by nobody but systemd`, {
          evidence,
          remedy,
        });
      }
      if (restarts + 1 < burst)
        return pass(`${seen}, with ${restarts} automatic ${plural(restarts, 'restart')} since`, { evidence });
      return warn(`${seen}, after ${restarts} automatic ${plural(restarts, 'restart')}`, {
        meaning: 'The restart after CLONE may be one start too many.',
        evidence,
        remedy,
      });
    }),
});
