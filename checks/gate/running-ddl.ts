import { plural } from '../../src/doctor/amount.js';
import { fail, pass, type Verdict, warn } from '../../src/doctor/check.js';
import type { Collected } from '../../src/evidence/collected.js';
import type { FactValues } from '../../src/evidence/evidence.js';

interface Found {
  side: 'recipient' | 'donor';
  ddl: FactValues['runningDdl'];
  /** Of the recipient, also where the donor waits: CLONE sends them along. */
  variables: Collected<FactValues['variables']>;
  errno: number;
  donorErrno?: number;
}

/**
 * What a clone that needs the backup lock of a server makes of the DDL statements there. One that goes on may be over
 * in time; one that waits for a lock itself stays until whoever holds that one lets go.
 */
export function besideDdl({ side, ddl, variables, errno, donorErrno }: Found): Verdict {
  const connections = ddl.map(({ connection }) => connection);
  const limit = variables.ok ? variables.value.clone_ddl_timeout : undefined;
  const evidence = {
    connections,
    waiting: ddl.filter(({ waits }) => waits).length,
    clone_ddl_timeout: limit ?? null,
  };
  if (ddl.length === 0) return pass(`no DDL statement runs on the ${side}`, { evidence });
  const seen = `${plural(connections.length, 'connection')} ${connections.join(', ')} of the ${side} ${plural(connections.length, 'runs', 'run')} a DDL statement`;
  const inside = donorErrno === undefined ? '' : `, with ${donorErrno} inside`;
  const meaning = `CLONE waits for it, ${limit ?? 'some'} seconds (clone_ddl_timeout) at most, and is then refused with error ${errno}${inside}; nothing is harmed.`;
  const kill = {
    on: side,
    kind: 'sql' as const,
    text: connections.map((id) => `KILL ${id};`).join('\n'),
  };
  if (evidence.waiting === 0 && limit !== '0') {
    const wait = { on: side, kind: 'manual' as const, text: 'Wait until it is over.' };
    return warn(seen, { meaning, evidence, remedy: [wait] });
  }
  return fail(evidence.waiting > 0 ? `${seen} that waits for a lock` : seen, {
    meaning,
    evidence,
    errno,
    ...(donorErrno !== undefined && { donorErrno }),
    remedy: [kill],
  });
}
