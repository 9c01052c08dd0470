import type { Limits } from '../limits.js';
import type { Shell } from '../shell/shell.js';
import { allMissing, type HostFacts, missing } from './facts.js';
import type { Identity } from './identity.js';
import { parseHost } from './parse.js';
import { firstPart, lastPart } from './script.js';
import type { Further, Wanted } from './wanted.js';

export type { HostFacts } from './facts.js';
export type { Identity } from './identity.js';
export type { Further, Wanted } from './wanted.js';

/** More directories than anyone spreads tablespaces over. */
const MOST_PLACES = 120;

/**
 * Looks at the host of a server through a shell there: its process, what started it and what would restart it, and
 * the places of its files. Nothing is believed before the process is proved to be the server that `identity`
 * describes. The shell is used up.
 *
 * @param further what else to look at, once it is known; all else is looked at before.
 * @throws what `further` is rejected with, and nothing else.
 */
export async function probeHost(
  shell: Shell,
  identity: Identity,
  wanted: Wanted,
  further: Promise<Further>,
  limits: Limits,
): Promise<HostFacts> {
  if (!identity.serverUuid) {
    shell.close();
    return allMissing(
      missing(
        'unsupported',
        'the server has no server_uuid, so no process on the host can be proved to be it',
      ),
    );
  }
  shell.send(firstPart(identity, wanted));
  let outside: readonly string[];
  let network: boolean;
  try {
    const asked = await further;
    outside = asked.places.filter((place) => !wanted.places.includes(place));
    network = asked.network;
  } catch (error) {
    shell.close();
    throw error;
  }
  const places = [...wanted.places, ...outside].slice(0, Math.max(MOST_PLACES, wanted.places.length));
  const leftOut = wanted.places.length + outside.length - places.length;
  const output = await shell.run(lastPart({ places: places.slice(wanted.places.length), network }), limits);
  return output.ok
    ? parseHost(output.stdout, identity, wanted.side, { places, leftOut })
    : allMissing(output);
}

/** The facts of a host that has neither a POSIX shell nor /proc. */
export const hostOnWindows = (compileOs: string): HostFacts =>
  allMissing(
    missing(
      'unsupported',
      `the server runs on Windows (${compileOs}), and the doctor can look at a host with Linux only`,
    ),
  );

/** The facts of a host that nobody looked at. */
export const hostNotLookedAt = (detail: string, remedy?: string): HostFacts =>
  allMissing(missing('not-collected', detail, remedy));
