import { defineCheck, pass, warn } from '../../src/doctor/check.js';
import { noRestart } from './no-restart.js';

export default defineCheck({
  id: 'restart/earlier-failure',
  title: 'No earlier restart of this server has failed',
  stage: 'restart',
  consequence: 'down',
  why: `Com_restart counts RESTART statements since the server started, so it is zero unless one failed. And the status of the
last clone keeps its error number: 3707 there means that the server could not restart itself then. Both are seen by
SQL alone, without a look at the host.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/restart.html',
    'https://dev.mysql.com/doc/refman/8.4/en/performance-schema-clone-status-table.html',
  ],
  needs: ['recipient.status'],
  wishes: ['recipient.lastClone'],
  irrelevant: noRestart,
  evaluate({ recipient }) {
    const failed = Number(recipient.status.Com_restart ?? 0);
    const last = recipient.lastClone.ok ? recipient.lastClone.value : null;
    const evidence = { Com_restart: failed, lastCloneError: last?.errorNumber ?? null };
    const meaning =
      'The server was not managed then. Where the findings about its process and unit are fine now, this is history.';
    const remedy = [
      {
        on: 'recipient' as const,
        kind: 'manual' as const,
        text: 'In a maintenance window, let the server restart itself once with the statement RESTART: what works there works after CLONE.',
      },
    ];
    if (failed > 0) {
      return warn(`${failed} RESTART statement(s) failed since this server was started`, {
        meaning,
        evidence,
        remedy,
      });
    }
    if (last?.errorNumber === 3707) {
      return warn(`the last clone, from ${last.source}, ended with error 3707`, {
        meaning,
        evidence,
        remedy,
      });
    }
    return pass('no RESTART failed since the start, and no earlier clone ended with 3707', { evidence });
  },
});
