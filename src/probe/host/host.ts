import type { Limits } from '../limits.js';
import type { Shell } from '../shell/shell.js';
import { allMissing, type HostFacts, missing } from './facts.js';
import type { Identity } from './identity.js';
import { parseHost } from './parse.js';
import { hostScript } from './script.js';
import type { Wanted } from './wanted.js';

export type { HostFacts } from './facts.js';
export type { Identity } from './identity.js';
export type { Wanted } from './wanted.js';

/**
 * Looks at the host of a server through a shell there: its process, what started it and what would restart it, and
 * the places of its files.
 *
 * Nothing is believed before the process is proved to be the server that `identity` describes. Never throws; the
 * shell is used up.
 */
export async function probeHost(
  shell: Shell,
  identity: Identity,
  wanted: Wanted,
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
  const output = await shell.run(hostScript(identity, wanted), limits);
  return output.ok ? parseHost(output.stdout, identity, wanted) : allMissing(output);
}

/** The facts of a host that nobody looked at. */
export const hostNotLookedAt = (detail: string, remedy?: string): HostFacts =>
  allMissing(missing('not-collected', detail, remedy));
