import { blindTo, defineCheck, pass, warn } from '../../src/doctor/check.js';
import { copyOf, donorBytes } from '../../src/evidence/copy.js';
import { keepsItsData } from '../data/own-data.js';
import { afterRestart } from '../start/after-restart.js';
import { groupOf } from './group.js';

const THRESHOLD = 'group_replication_clone_threshold';

/** MiB a second that a clone is taken to manage where nobody says: a network of 1 Gbit/s. */
const BANDWIDTH = 100;

/** Seconds that the restart at the end takes at least, with recovery, and the join. */
const RESTART = 10;

export default defineCheck({
  id: 'group-replication/clone-threshold',
  title: 'The group commits less during one clone than makes the recipient clone again',
  stage: 'after',
  consequence: 'none',
  why: `When the recipient is back and joins, it lacks what the group has committed since the clone began. Where that is
group_replication_clone_threshold or more, it clones again, and again: its data is dropped each time, and a donor is kept
busy. The manual warns of low values for that reason. A value that SET GLOBAL gave is forgotten by the restart at the
end of the first clone; MySQL Shell uses that. How fast the group commits is taken from what the donor has written to
its binary log since its start, and the length of the clone from the donor's data, at 100 MiB/s unless --bandwidth says otherwise.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-cloning.html',
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-system-variables.html#sysvar_group_replication_clone_threshold',
  ],
  needs: ['recipient.variables', 'donor.variables', 'donor.identity'],
  wishes: [
    'recipient.variableSources',
    'recipient.persisted',
    'donor.groupMembers',
    'donor.status',
    'donor.tablespaces',
    'donor.systemBytes',
  ],
  irrelevant: keepsItsData,
  evaluate({ recipient, donor, plan }) {
    const group = groupOf({ recipient, donor });
    if (group.state === 'none') return pass(group.because);
    if (group.state === 'blind') return group.verdict;
    const { variables, variableSources, persisted } = recipient;
    if (!variableSources.ok) return blindTo('recipient.variableSources', variableSources);
    if (!persisted.ok) return blindTo('recipient.persisted', persisted);
    const next = afterRestart(THRESHOLD, {
      variables,
      variableSources: variableSources.value,
      persisted: persisted.value,
    });
    if (next === undefined) {
      return pass(`${THRESHOLD} is ${variables[THRESHOLD]} by SET GLOBAL: the restart forgets it`, {
        evidence: { threshold: variables[THRESHOLD] ?? null },
      });
    }
    // The default, and what nobody commits in the time of a clone: no need to know how long one takes.
    if (Number(next) > 1e9) return pass(`${THRESHOLD} is ${next}`, { evidence: { threshold: next } });
    const { status, tablespaces, systemBytes } = donor;
    if (!status.ok) return blindTo('donor.status', status);
    if (!tablespaces.ok) return blindTo('donor.tablespaces', tablespaces);
    if (!systemBytes.ok) return blindTo('donor.systemBytes', systemBytes);
    const bytes = donorBytes(tablespaces.value, systemBytes.value);
    const { aboutSeconds } = copyOf(bytes, variables, { ...plan, bandwidth: plan.bandwidth ?? BANDWIDTH });
    const seconds = Math.ceil(aboutSeconds ?? 0) + RESTART;
    const count = (name: string) => Number(status.value[name] ?? 0);
    const written = count('Binlog_cache_use') + count('Binlog_stmt_cache_use');
    const perSecond = written / Math.max(1, count('Uptime'));
    const expected = Math.ceil(perSecond * seconds);
    const evidence = {
      threshold: next,
      transactionsPerSecond: Number(perSecond.toFixed(2)),
      seconds,
      expected,
    };
    const meanwhile = `the group commits about ${expected} transaction(s) in the ${seconds} s or more that a clone takes`;
    if (Number(next) > expected) return pass(`${THRESHOLD} is ${next}, and ${meanwhile}`, { evidence });
    return warn(`${THRESHOLD} is ${next}, and ${meanwhile}`, {
      meaning:
        'When the recipient has cloned and joins, it lacks enough to clone again, and so on without an end.',
      evidence,
      remedy: [{ on: 'recipient', kind: 'sql', text: `SET PERSIST ${THRESHOLD} = DEFAULT;` }],
    });
  },
});
