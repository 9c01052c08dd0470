import { type Command, describeCommand } from '../connection/command.js';
import { type Endpoint, nameOf } from '../connection/endpoint.js';
import type { Evidence, Plan, Side, Target } from '../evidence/evidence.js';
import { planOfJoin } from '../evidence/join-plan.js';
import { runsOnWindows } from '../evidence/windows.js';
import { type Further, type HostFacts, hostNotLookedAt, hostOnWindows, probeHost } from './host/host.js';
import type { Limits } from './limits.js';
import { probeServer, type ServerProbe } from './server/server.js';
import { openShell, type Shell } from './shell/shell.js';
import { furtherOf, wantedOf } from './wanted.js';

/** How a server's host is looked at. */
export interface HostAccess {
  /** Whether it is looked at at all. */
  wanted: boolean;
  /** The command that gives a shell there; undefined where only this machine may be the host. */
  command: Command | undefined;
  /** How reports name this command, where not by its words. */
  shown: Command | undefined;
  /** Whether the command may ask somebody on the terminal. */
  mayAsk: boolean;
  /** What goes before a shell on this machine: nothing, or sudo. */
  local: Command;
  /** How the option for the command is called for this side, for advice. */
  option: '--via' | '--donor-via';
  /** Whether the server's program is to be run there, to see if it takes its options as they are now. */
  tryOptions: boolean;
}

/** One server to look at, and its host. */
interface Site {
  endpoint: Endpoint;
  host: HostAccess;
}

export interface GatherRequest {
  recipient: Site;
  donor: Site | undefined;
  plan: Plan;
  toolVersion: string;
  /** Bounds each connection, statement and host probe. */
  timeoutMs: number;
  /** Called once when nothing asks anybody on the terminal any more. */
  onAsked?: (() => void) | undefined;
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
  onAsked,
}: GatherRequest): Promise<Evidence> {
  const failure = new AbortController();
  const limits = { timeoutMs, signal: failure.signal };
  try {
    const ours = openSite('recipient', recipient, limits);
    // One question at a time.
    const theirs = donor && openSite('donor', donor, limits, donor.host.mayAsk ? ours.asked : undefined);
    void Promise.all([ours.asked, theirs?.asked]).then(() => onAsked?.());
    const servers = Promise.all([ours.server.facts, theirs?.server.facts]);
    // What Group Replication would say to the donor follows from both.
    const planned = plan.joinGroup ? servers.then(([own, their]) => planOfJoin(plan, own, their)) : plan;
    const further = Promise.all([servers, planned]).then(([[own, their], meant]) =>
      furtherOf(own, their, meant),
    );
    // Where nobody looks at a host, nobody waits for it.
    further.catch(() => {});
    const [recipientTarget, donorTarget] = toldApart(
      ...(await Promise.all([
        lookAt(ours, planned, further, limits),
        theirs ? lookAt(theirs, planned, further, limits) : null,
      ])),
    );
    return {
      kind: 'mysql-clone-doctor evidence',
      formatVersion: 1,
      toolVersion,
      collectedAt: new Date().toISOString(),
      plan: await planned,
      recipient: recipientTarget,
      donor: donorTarget,
    };
  } catch (error) {
    // Nobody waits for the other side any more.
    failure.abort();
    throw error;
  }
}

interface OpenSite {
  side: Side;
  site: Site;
  remoteShell: Shell | Promise<Shell> | undefined;
  /** When the command that gives the shell asks nothing any more; undefined where it never does. */
  asked: Promise<void> | undefined;
  server: ServerProbe;
}

/**
 * A shell through a command is opened first: an ssh login takes longer than a connection to a server.
 *
 * @param turn what to wait for before it is opened.
 */
function openSite(side: Side, site: Site, limits: Limits, turn?: Promise<void>): OpenSite {
  const { wanted, command, mayAsk } = site.host;
  const open = () => openShell(command, mayAsk);
  const remoteShell = wanted && command ? (turn ? turn.then(open) : open()) : undefined;
  const close = async () => (await remoteShell)?.close();
  limits.signal?.addEventListener('abort', () => void close(), { once: true });
  const asked = mayAsk ? Promise.resolve(remoteShell).then((shell) => shell?.asked) : undefined;
  return { side, site, remoteShell, asked, server: probeServer(site.endpoint, limits) };
}

/** The host is asked as soon as its server has said who it is, and for further places once both have answered. */
async function lookAt(
  { side, site: { endpoint, host }, remoteShell, server }: OpenSite,
  plan: Plan | Promise<Plan>,
  further: Promise<Further>,
  limits: Limits,
): Promise<Target> {
  const { wanted, command, shown, local: onThisMachine } = host;
  try {
    const { variables, identity, local } = await server.introduction;
    const shell = (await remoteShell) ?? (wanted && local ? openShell(onThisMachine) : undefined);
    const asked = wantedOf(side, variables.ok ? variables.value : {}, await plan, host.tryOptions);
    const found: HostFacts =
      identity.ok && runsOnWindows(identity.value)
        ? hostOnWindows(identity.value.compileOs)
        : shell && identity.ok
          ? await probeHost(shell, identity.value, asked, further, limits)
          : notLookedAt(host);
    const vantage = remoteShell && command ? describeCommand(shown ?? command) : shell ? 'local' : null;
    return { address: nameOf(endpoint), hostVantage: vantage, facts: { ...(await server.facts), ...found } };
  } finally {
    (await remoteShell)?.close();
  }
}

/**
 * What proves a process to be a server is the uuid in its auto.cnf. Copied machines share it, and then the host of
 * the one could pass for the other's: nothing that was seen of either is believed.
 */
function toldApart(recipient: Target, donor: Target | null): [Target, Target | null] {
  const [ours, theirs] = [recipient.facts.identity, donor?.facts.identity];
  if (!donor || !ours.ok || !theirs?.ok || ours.value.serverUuid !== theirs.value.serverUuid)
    return [recipient, donor];
  const { hostname, port, serverUuid } = ours.value;
  if (hostname === theirs.value.hostname && port === theirs.value.port) return [recipient, donor];
  const facts = hostNotLookedAt(
    `both servers have the server_uuid ${serverUuid}, so their processes cannot be told apart`,
    'give one of them a uuid of its own: stop it, remove auto.cnf from its data directory, start it',
  );
  const without = (target: Target): Target => ({ ...target, facts: { ...target.facts, ...facts } });
  return [without(recipient), without(donor)];
}

const notLookedAt = ({ wanted, option }: HostAccess): HostFacts =>
  wanted
    ? hostNotLookedAt(
        'the host was not looked at',
        `add ${option} 'COMMAND' or ${option.replace('via', 'ssh')} HOST, for example ${option} 'ssh db2'`,
      )
    : hostNotLookedAt('the host was not to be looked at (--no-host)', 'leave --no-host out');
