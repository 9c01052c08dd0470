import { type Command, describeCommand } from '../connection/command.js';
import { type Endpoint, nameOf } from '../connection/endpoint.js';
import type { Evidence, Plan, Target } from '../evidence/evidence.js';
import { type HostFacts, hostNotLookedAt, probeHost } from './host/host.js';
import type { Limits } from './limits.js';
import { probeServer } from './server/server.js';
import { openShell } from './shell/shell.js';

/** One server to look at, and the command that gives a shell on its host, where there is one. */
interface Site {
  endpoint: Endpoint;
  via: Command | undefined;
  /** How the option for a host's shell is called for this side, for advice. */
  viaOption: '--via' | '--donor-via';
}

export interface GatherRequest {
  recipient: Site;
  donor: Site | undefined;
  plan: Plan;
  toolVersion: string;
  /** Bounds each connection, statement and host probe. */
  timeoutMs: number;
}

/**
 * Looks at both servers and their hosts, everything at once as far as it can be.
 *
 * @throws {DoctorError} when a server cannot be asked at all.
 */
export async function gather({
  recipient,
  donor,
  plan,
  toolVersion,
  timeoutMs,
}: GatherRequest): Promise<Evidence> {
  const failure = new AbortController();
  const limits = { timeoutMs, signal: failure.signal };
  try {
    const [recipientTarget, donorTarget] = await Promise.all([
      lookAt(recipient, limits),
      donor ? lookAt(donor, limits) : null,
    ]);
    return {
      kind: 'mysql-clone-doctor evidence',
      formatVersion: 1,
      toolVersion,
      collectedAt: new Date().toISOString(),
      plan,
      recipient: recipientTarget,
      donor: donorTarget,
    };
  } catch (error) {
    // Nobody waits for the other side any more.
    failure.abort();
    throw error;
  }
}

/** A shell through `via` is opened first: an ssh login takes longer than a connection to a server. */
async function lookAt({ endpoint, via, viaOption }: Site, limits: Limits): Promise<Target> {
  const remoteShell = via && openShell(via);
  try {
    const { facts, local } = await probeServer(endpoint, limits);
    const shell = remoteShell ?? (local ? openShell(undefined) : undefined);
    const host: HostFacts =
      shell && facts.identity.ok
        ? await probeHost(shell, facts.identity.value, limits)
        : hostNotLookedAt(
            'the host was not looked at',
            `add ${viaOption} 'COMMAND', for example ${viaOption} 'ssh db2'`,
          );
    const vantage = via ? describeCommand(via) : shell ? 'local' : null;
    return { address: nameOf(endpoint), hostVantage: vantage, facts: { ...facts, ...host } };
  } finally {
    remoteShell?.close();
  }
}
