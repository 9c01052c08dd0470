import type { Remedy } from '../../src/doctor/finding.js';
import type { Collected } from '../../src/evidence/collected.js';
import type { FactValues } from '../../src/evidence/evidence.js';

type Locks = FactValues['heldLocks'];

const connectionsOf = (locks: Locks) => [
  ...new Set(locks.flatMap(({ connection }) => (connection === null ? [] : [connection]))),
];

/** Who holds locks, up to and including the verb. */
export function holders(locks: Locks): string {
  const connections = connectionsOf(locks);
  if (connections.length === 0) return 'a transaction without a session (prepared XA) holds';
  return connections.length === 1
    ? `connection ${connections[0]} holds`
    : `connections ${connections.join(', ')} hold`;
}

/** How long CLONE waits for a lock. */
export function waiting(variables: Collected<FactValues['variables']>): string {
  const seconds = variables.ok ? variables.value.lock_wait_timeout : undefined;
  return `CLONE waits until the lock is gone, ${seconds ?? 'some'} seconds (lock_wait_timeout) at most, and then ends with error 1205.`;
}

/** The end of the sessions that hold locks. */
export const letGo = (locks: Locks): Remedy[] => {
  const connections = connectionsOf(locks);
  return connections.length === 0
    ? [{ on: 'recipient', kind: 'sql', text: 'XA RECOVER CONVERT XID;' }]
    : [{ on: 'recipient', kind: 'sql', text: connections.map((id) => `KILL ${id};`).join('\n') }];
};
