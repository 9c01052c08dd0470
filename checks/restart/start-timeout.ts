import { defineCheck, pass, warn } from '../../src/doctor/check.js';
import { judgeUnit } from './judge-unit.js';
import { onUnix } from './on-unix.js';
import { dropIn } from './remedies.js';

/** Seconds. The first start on cloned data recovers InnoDB, opens every tablespace and upgrades if need be. */
const ENOUGH = 600;

export default defineCheck({
  id: 'restart/start-timeout',
  title: 'The unit gives the first start on the cloned data enough time',
  stage: 'restart',
  consequence: 'down',
  why: `The start after CLONE is the slowest one of a server's life: it swaps the files in, applies redo, scans all
tablespaces and truncates what is not InnoDB. A unit of Type=notify whose TimeoutStartSec= runs out kills mysqld in the
middle of that, and again at the next try. The packages set it to infinity; systemd's own default is 90 seconds.`,
  references: [
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#TimeoutStartSec=',
  ],
  needs: ['recipient.process', 'recipient.parent'],
  wishes: ['recipient.unit', 'recipient.supervisor'],
  irrelevant: onUnix,
  evaluate: ({ recipient }) =>
    judgeUnit(recipient, (unit) => {
      const evidence = { unit: unit.name, Type: unit.type, seconds: unit.timeoutStart };
      if (unit.type === 'simple' || unit.type === 'exec') {
        return pass(`${unit.name} is Type=${unit.type}: systemd does not wait for mysqld to be ready`, {
          evidence,
        });
      }
      if (unit.timeoutStart === null)
        return pass(`${unit.name} waits without limit (TimeoutStartSec=infinity)`, { evidence });
      if (unit.timeoutStart >= ENOUGH) return pass(`${unit.name} waits ${unit.timeoutStart} s`, { evidence });
      return warn(`${unit.name} kills mysqld when a start takes longer than ${unit.timeoutStart} s`, {
        meaning:
          'With much data the first start after CLONE takes longer than that, and the server does not come up.',
        evidence,
        remedy: dropIn(unit, ['TimeoutStartSec=infinity']),
      });
    }),
});
