import { boot } from './boot.js';
import { ensureTree } from './build.js';
import { cgroupFolders } from './cgroup.js';
import { firstStart, type LabHost, labHost } from './host.js';
import { shInLab, startKeeper } from './keeper.js';
import { createNetwork } from './network.js';
import { gone } from './processes.js';
import { type LabState, labFolder, labName, sweepDeadLabs, writeState } from './state.js';

export { labUnavailable } from './available.js';
export type { LabHost } from './host.js';

/** An account of every host that may do anything, over TCP from anywhere in the lab. */
export const labAccount = { user: 'lab', password: 'Lab-Secret-1' } as const;

/** A running lab. */
export interface Lab {
  /** Also the name of the machine's network interface into the lab. */
  readonly id: string;
  /** In the order in which they were named. */
  readonly hosts: readonly LabHost[];
  /** The host with this name; throws when the lab has none. */
  host(name: string): LabHost;
  /** Takes the lab down and resolves when nothing of it is left. May be called again. */
  stop(): Promise<void>;
}

export interface LabOptions {
  /** Leave the lab running when this process ends; `stop` or another process's `stop` takes it down. */
  keep?: boolean;
}

const STOP_TIMEOUT_MS = 30_000;

/**
 * Boots one host per name (letters, digits and hyphens) and resolves when MySQL answers on all of them. Builds
 * the tree first if this machine has none. Without `keep` the lab is gone when this process is, however it ends.
 */
export async function startLab(names: readonly string[], options: LabOptions = {}): Promise<Lab> {
  checkNames(names);
  const built = await ensureTree();
  sweepDeadLabs();
  const keeper = await startKeeper();
  try {
    const { id, subnet } = await createNetwork(keeper.ref);
    const state: LabState = {
      id,
      keeper: keeper.ref,
      built,
      subnet,
      hosts: names.map((name, at) => ({ name, number: at + 1, address: `${subnet}.${11 + at}` })),
      kept: options.keep === true,
    };
    await prepareCleanup(state);
    await writeState(state);
    await Promise.all(state.hosts.map((host) => boot(state, host)));
    const lab = attach(state, keeper.release);
    await Promise.all(lab.hosts.map(firstStart));
    if (options.keep) keeper.stay();
    return lab;
  } catch (error) {
    keeper.release();
    await gone(keeper.ref, STOP_TIMEOUT_MS);
    throw error;
  }
}

/** The lab behind a state file, which another process may have started. */
export function attach(state: LabState, release: () => void = () => {}): Lab {
  const hosts = state.hosts.map((record) => labHost(state, record));
  return {
    id: state.id,
    hosts,
    host: (name) => {
      const host = hosts.find((candidate) => candidate.name === name);
      if (host === undefined) throw new Error(`no host ${name} in the lab`);
      return host;
    },
    stop: async () => {
      release();
      if (state.kept && !(await gone(state.keeper, 0))) process.kill(state.keeper.pid, 'SIGTERM');
      if (!(await gone(state.keeper, STOP_TIMEOUT_MS))) process.kill(state.keeper.pid, 'SIGKILL');
      await gone(state.keeper, STOP_TIMEOUT_MS);
      sweepDeadLabs();
    },
  };
}

function checkNames(names: readonly string[]): void {
  const bad = names.find((name) => !/^[a-z0-9][a-z0-9-]{0,30}$/.test(name) || name === 'localhost');
  if (bad !== undefined) throw new Error(`not a host name: ${bad}`);
  if (names.length === 0 || new Set(names).size !== names.length)
    throw new Error('a lab needs at least one host, each with a name of its own');
  if (names.length > 200) throw new Error('a lab has room for 200 hosts');
}

/** Tells the keeper what else to remove at its end; the kernel takes care of processes, mounts and networks. */
async function prepareCleanup(lab: LabState): Promise<void> {
  const cgroups = cgroupFolders().map((folder) => `'${folder}/${labName(lab)}'`);
  const script = `
    ip link del uplink
    umount -l '${labFolder(lab)}'/hosts/*/root
    for cgroup in ${cgroups.join(' ')}; do
      for _ in $(seq 100); do
        find "$cgroup" -depth -type d -exec rmdir {} \\; 2>/dev/null
        [ -d "$cgroup" ] || break
        sleep 0.05
      done
      rmdir "$(dirname "$cgroup")" 2>/dev/null
    done
    rm -rf --one-file-system '${labFolder(lab)}'
    rmdir "$(dirname '${labFolder(lab)}')" 2>/dev/null`;
  await shInLab(lab.keeper, 'cat >/run/lab-cleanup', [], { input: script });
}
