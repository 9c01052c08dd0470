import { plural } from '../../src/doctor/amount.js';
import { blindTo, defineCheck, pass, warn } from '../../src/doctor/check.js';
import { keepsItsData } from '../data/own-data.js';
import { afterRestart } from '../start/after-restart.js';
import { groupOf } from './group.js';

const THRESHOLD = 'group_replication_clone_threshold';

/** Seconds that the restart at the end takes at least, with recovery, and the join. */
const RESTART = 10;

export default defineCheck({
  id: 'group-replication/clone-threshold',
  title: 'The group commits less until the clone is back than makes it clone again',
  stage: 'after',
  consequence: 'none',
  why: `When the recipient is back and joins, it lacks what the group has committed since the end of the copy: a clone holds
all that came before, however long it took. (The manual speaks of the time that the clone takes; a real one of 40 s in
a group that committed 600 transactions meanwhile joined with a threshold of 300.) Where what is lacking is
group_replication_clone_threshold or more, the recipient clones again, and again: its data is dropped each time, and a
donor is kept busy. A value that SET GLOBAL gave is forgotten by the restart at the end of the first clone; MySQL Shell
uses that. How fast the group commits is taken from what the donor has written to its binary log since its start.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-cloning.html',
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-system-variables.html#sysvar_group_replication_clone_threshold',
  ],
  needs: ['recipient.variables', 'donor.variables', 'donor.identity'],
  wishes: ['recipient.variableSources', 'recipient.persisted', 'donor.groupMembers', 'donor.status'],
  irrelevant: keepsItsData,
  evaluate({ recipient, donor }) {
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
    // The default, and what nobody commits in the time of a restart: no need to know how fast the group is.
    if (Number(next) > 1e9) return pass(`${THRESHOLD} is ${next}`, { evidence: { threshold: next } });
    const { status } = donor;
    if (!status.ok) return blindTo('donor.status', status);
    const count = (name: string) => Number(status.value[name] ?? 0);
    const written = count('Binlog_cache_use') + count('Binlog_stmt_cache_use');
    const perSecond = written / Math.max(1, count('Uptime_since_flush_status'));
    const expected = Math.ceil(perSecond * RESTART);
    const evidence = {
      threshold: next,
      transactionsPerSecond: Number(perSecond.toFixed(2)),
      seconds: RESTART,
      expected,
    };
    const meanwhile = `the group commits about ${expected} ${plural(expected, 'transaction')} in the ${RESTART} s or more that the restart takes`;
    if (Number(next) > expected) return pass(`${THRESHOLD} is ${next}, and ${meanwhile}`, { evidence });
    return warn(`${THRESHOLD} is ${next}, and ${meanwhile}`, {
      meaning:
        'When the recipient has cloned and joins, it lacks enough to clone again, and so on without an end.',
      evidence,
      remedy: [{ on: 'recipient', kind: 'sql', text: `SET PERSIST ${THRESHOLD} = DEFAULT;` }],
    });
  },
});
