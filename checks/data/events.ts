import { plural } from '../../src/doctor/amount.js';
import { blindTo, defineCheck, pass, unknown, warn } from '../../src/doctor/check.js';
import type { Remedy } from '../../src/doctor/finding.js';
import { grant } from '../privileges/global-privilege.js';
import { afterRestart } from '../start/after-restart.js';
import { keepsItsData } from './own-data.js';

export default defineCheck({
  id: 'data/events',
  title: 'No event of the donor runs on the clone',
  stage: 'after',
  consequence: 'none',
  why: `Events that are enabled on the donor are enabled on the clone, and event_scheduler is ON unless somebody switched it
off: they run there within seconds of the restart. What they write gets GTIDs of the recipient's own, which keep it from
joining a group later and stop a failover; what they do outside is done twice. The scheduler itself tells everybody
whether it has anything to wait for.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/events-configuration.html',
    'https://dev.mysql.com/doc/refman/8.4/en/replication-features-invoked.html',
  ],
  needs: [
    'donor.privileges',
    'donor.account',
    'recipient.variables',
    'recipient.variableSources',
    'recipient.persisted',
  ],
  wishes: ['donor.events', 'donor.sessions'],
  irrelevant: keepsItsData,
  evaluate({ donor, recipient }) {
    const seen = donor.events.ok ? donor.events.value : [];
    const enabled = seen
      .filter(({ status }) => status === 'ENABLED')
      .map(({ schema, name }) => `${schema}.${name}`);
    const scheduler = afterRestart('event_scheduler', recipient) ?? null;
    const evidence = { enabled, schedulerAfterRestart: scheduler };
    const staysOff = scheduler !== null && scheduler !== 'ON';
    if (staysOff) return pass(`event_scheduler is ${scheduler} on the recipient, and stays so`, { evidence });
    if (enabled.length > 0) {
      return warn(
        `${enabled.length} ${plural(enabled.length, 'event is', 'events are')} enabled on the donor, first ${enabled[0]}`,
        {
          meaning:
            'They run on the clone as soon as it is up, and write transactions of its own (errant GTIDs).',
          evidence,
          remedy: off,
        },
      );
    }
    const mayNotSee = donor.privileges.partialRevokes || !donor.privileges.global.includes('EVENT');
    if (donor.events.ok && !mayNotSee) return pass('no event is enabled on the donor', { evidence });
    if (!donor.sessions.ok) return blindTo('donor.sessions', donor.sessions);
    const waiting = donor.sessions.value.find(({ thread }) => thread === 'thread/sql/event_scheduler')?.state;
    if (waiting === 'Waiting on empty queue')
      return pass("the donor's event scheduler has nothing to wait for", { evidence });
    return unknown('the account may not see whether the donor has enabled events', {
      evidence: { ...evidence, waiting: waiting ?? null },
      remedy: [...grant('EVENT', donor.account, 'donor'), ...off],
    });
  },
});

const off: Remedy[] = [
  {
    on: 'recipient-host',
    kind: 'option-file',
    path: 'the option file of the recipient, section [mysqld]; before the clone',
    text: 'event_scheduler=OFF',
  },
];
