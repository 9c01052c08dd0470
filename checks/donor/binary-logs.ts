import { defineCheck, pass, unknown, warn } from '../../src/doctor/check.js';
import type { FactValues } from '../../src/evidence/evidence.js';
import { keepsItsData } from '../data/own-data.js';

/** Seconds: as long as the first start on cloned data is given. */
const ENOUGH = 600;

const DAY = 86_400;

export default defineCheck({
  id: 'donor/binary-logs',
  title: 'The donor keeps its binary logs until the clone can read them',
  stage: 'after',
  consequence: 'none',
  why: `A clone that is to follow the donor reads in its binary logs what was committed after the copy. When those are purged by
then, replication stops with 13114 (1236 on the source: purged required binary logs), and all has to be cloned again.
The time starts to run at the end of the copy: a clone holds what the donor committed until then, however long it
took, so that a copy which outlasts binlog_expire_logs_seconds is no problem. What has to fit are the restart, the
recovery of the cloned data, and whoever types CHANGE REPLICATION SOURCE.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/replication-options-binary-log.html#sysvar_binlog_expire_logs_seconds',
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-replication.html',
  ],
  needs: ['donor.variables'],
  irrelevant: keepsItsData,
  evaluate({ donor }) {
    const { log_bin, binlog_expire_logs_auto_purge } = donor.variables;
    const seconds = retention(donor.variables);
    const evidence = {
      log_bin: log_bin ?? null,
      binlog_expire_logs_auto_purge: binlog_expire_logs_auto_purge ?? null,
      seconds: seconds ?? null,
    };
    if (log_bin === 'OFF')
      return pass('the donor writes no binary log that a clone could follow', { evidence });
    if (binlog_expire_logs_auto_purge === 'OFF' || seconds === 0)
      return pass('the donor purges no binary log by itself', { evidence });
    if (seconds === undefined)
      return unknown('the donor did not tell how long it keeps its binary logs', { evidence });
    if (seconds >= ENOUGH) return pass(`the donor keeps its binary logs for ${seconds} s`, { evidence });
    return warn(`the donor keeps its binary logs for ${seconds} s only`, {
      meaning: `A clone that takes longer to restart and to be pointed at the donor finds what it needs purged (error 13114),
and cannot follow.`,
      evidence,
      remedy: [
        {
          on: 'donor',
          kind: 'sql',
          text: `SET GLOBAL binlog_expire_logs_seconds = ${DAY};`,
        },
        {
          on: 'donor',
          kind: 'manual',
          text: `Once the clone follows: SET GLOBAL binlog_expire_logs_seconds = ${seconds}.`,
        },
      ],
    });
  },
});

/** Seconds for which binary logs are kept; 0 is for ever. Before 8.0.11 and beside it there is a number of days. */
function retention({
  binlog_expire_logs_seconds,
  expire_logs_days,
}: FactValues['variables']): number | undefined {
  if (binlog_expire_logs_seconds === undefined) return undefined;
  return Number(binlog_expire_logs_seconds) || Number(expire_logs_days ?? 0) * DAY;
}
