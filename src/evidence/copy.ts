import type { Collected } from './collected.js';
import type { Evidence, FactValues, Plan } from './evidence.js';
import type { TablespaceGroup } from './server-facts.js';

/** How much a clone copies, and what is known of how long that takes. */
export interface Copy {
  /** What the donor announces: the bytes that its InnoDB files occupy, redo and temporary tablespaces left out. */
  bytes: number;
  /** The tightest of the recipient's limits; null without one. The donor's limits have no say. */
  limitMibPerSecond: number | null;
  /** It takes no less than that; null where nothing limits it, or not for long enough to tell. */
  minSeconds: number | null;
  /** What it takes at the rate that the user has measured; null where no rate was given. */
  aboutSeconds: number | null;
}

const MIB = 2 ** 20;

/**
 * What gets through before a limit holds: each thread looks at its speed after 100 ms first and sleeps no longer than
 * a second (Thread_Info::throttle(), plugin/clone/src/clone_client.cc). 100 MiB passed a limit of 5 MiB/s on a
 * slow machine; this is as much as a fast one moves in that time.
 */
const BURST = 1024 * MIB;

/** The bytes that the donor announces. */
export const donorBytes = (groups: readonly TablespaceGroup[], systemBytes: number): number =>
  groups.reduce((total, { allocatedBytes }) => total + allocatedBytes, 0) + systemBytes;

/** What a clone of so many bytes takes, by the settings of the recipient and what the user says. */
export function copyOf(bytes: number, variables: FactValues['variables'], { bandwidth }: Plan): Copy {
  const limit = limitOf(variables);
  const rate = Math.min(bandwidth ?? Number.POSITIVE_INFINITY, limit ?? Number.POSITIVE_INFINITY);
  const limited = bytes - BURST;
  return {
    bytes,
    limitMibPerSecond: limit,
    minSeconds: limit !== null && limited > 0 ? limited / MIB / limit : null,
    aboutSeconds: bandwidth === undefined ? null : bytes / MIB / rate,
  };
}

/** The same, of whole evidence; null where its amount is not known. */
export function plannedCopy({ recipient, donor, plan }: Evidence): Copy | null {
  if (!donor) return null;
  const { tablespaces, systemBytes } = donor.facts;
  if (!tablespaces.ok || !systemBytes.ok) return null;
  return copyOf(donorBytes(tablespaces.value, systemBytes.value), orNone(recipient.facts.variables), plan);
}

const orNone = (variables: Collected<FactValues['variables']>) => (variables.ok ? variables.value : {});

/** In MiB a second; 0 is no limit. The one of the network counts compressed bytes, which says nothing of the others. */
function limitOf(variables: FactValues['variables']): number | null {
  const { clone_max_data_bandwidth, clone_max_network_bandwidth, clone_enable_compression } = variables;
  const limits = [
    clone_max_data_bandwidth,
    clone_enable_compression === 'ON' ? undefined : clone_max_network_bandwidth,
  ]
    .map(Number)
    .filter((limit) => limit > 0);
  return limits.length > 0 ? Math.min(...limits) : null;
}
