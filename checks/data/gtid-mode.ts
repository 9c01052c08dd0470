import { defineCheck, pass, unknown, warn } from '../../src/doctor/check.js';
import { afterRestart } from '../start/after-restart.js';
import { keepsItsData } from './own-data.js';

export default defineCheck({
  id: 'data/gtid-mode',
  title: "The clone can go on with the donor's GTIDs",
  stage: 'after',
  consequence: 'none',
  why: `CLONE does not compare gtid_mode, and the recipient keeps its own. The clone has the donor's gtid_executed in any case;
with gtid_mode=OFF beside a donor with ON it cannot follow it, by position or by GTID (error 13117), and what is written
there gets no GTID. It can be switched on afterwards, step by step, and nothing has to be cloned again.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-replication.html',
    'https://dev.mysql.com/doc/refman/8.4/en/replication-mode-change-online-enable-gtids.html',
  ],
  needs: ['recipient.variables', 'recipient.variableSources', 'recipient.persisted', 'donor.variables'],
  wishes: ['recipient.options'],
  irrelevant: keepsItsData,
  evaluate({ recipient, donor }) {
    const theirs = donor.variables.gtid_mode;
    const { persisted, options } = recipient;
    const ours = options.ok
      ? modeOf(persisted.gtid_mode ?? options.value.values.gtid_mode ?? 'OFF')
      : afterRestart('gtid_mode', recipient);
    const evidence = { recipientAfterRestart: ours ?? null, donor: theirs ?? null };
    if (theirs !== 'ON') return pass(`gtid_mode is ${theirs} on the donor`, { evidence });
    if (ours === undefined) {
      return unknown(
        'gtid_mode was set at run time on the recipient, which hides what it is after the restart',
        {
          evidence,
        },
      );
    }
    if (!ours.startsWith('OFF')) return pass(`gtid_mode: recipient ${ours}, donor ${theirs}`, { evidence });
    return warn(`gtid_mode: recipient ${ours}, donor ${theirs}`, {
      meaning: 'The clone cannot replicate from this donor (error 13117) until its gtid_mode is ON as well.',
      evidence,
      remedy: [
        {
          on: 'recipient-host',
          kind: 'option-file',
          path: 'the option file of the recipient, section [mysqld]; before the clone, then restart it',
          text: 'gtid_mode=ON\nenforce_gtid_consistency=ON',
        },
      ],
    });
  },
});

/** An option file can hold its number instead. */
const modeOf = (value: string) =>
  ['OFF', 'OFF_PERMISSIVE', 'ON_PERMISSIVE', 'ON'][Number(value)] ?? value.toUpperCase();
