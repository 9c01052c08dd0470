import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { cgroupFolders } from './cgroup.js';
import { inLab, shInLab } from './keeper.js';
import { createHostNetwork } from './network.js';
import { childrenOf, commandName, gone, isAlive, type ProcessRef, processRef } from './processes.js';
import { run } from './run.js';
import { type HostRecord, hostFolder, type LabState, labFolder, labName } from './state.js';

const LEADER_TIMEOUT_MS = 60_000;
const KILL_TIMEOUT_MS = 60_000;

/**
 * Boots one host from nothing: own files over the built tree, own data directory, own network, systemd as PID 1.
 * Returns when systemd runs; MySQL is then still starting.
 */
export async function boot(lab: LabState, host: HostRecord): Promise<void> {
  const folder = hostFolder(lab, host);
  await makeFiles(lab, host);
  await createHostNetwork(lab, host);
  const layers = `lowerdir=${folder}/layer:${lab.built}/tree,upperdir=${folder}/upper,workdir=${folder}/work`;
  await shInLab(lab.keeper, 'mount -t overlay overlay -o "$1" "$2"', [layers, `${folder}/root`]);

  const cgroups = cgroupFolders().map((cgroup) => `${cgroup}/${labName(lab)}/${host.name}`);
  const script = `
    for cgroup in ${cgroups.join(' ')}; do mkdir -p "$cgroup"; echo 0 >"$cgroup/cgroup.procs"; done
    exec "$@"`;
  const console = openSync(`${folder}/console.log`, 'a');
  const [program = '', ...args] = [
    ...inLab(lab.keeper),
    'sh',
    '-ec',
    script,
    'sh',
    ...nspawn(lab, host, folder),
  ];
  const child = spawn(program, args, {
    stdio: ['ignore', console, console],
    detached: true,
    cwd: '/',
    // A current systemd refuses to boot on cgroup v1.
    env: { ...process.env, SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: '1' },
  });
  closeSync(console);
  child.on('error', () => {});
  child.unref();
  await writeFile(`${folder}/leader`, JSON.stringify(await findLeader(child.pid ?? 0, folder)));
}

/** The host's systemd, as this machine sees it; undefined when the host does not run. */
export function leaderOf(lab: LabState, host: HostRecord): ProcessRef | undefined {
  const file = `${hostFolder(lab, host)}/leader`;
  if (!existsSync(file)) return undefined;
  const leader = JSON.parse(readFileSync(file, 'utf8')) as ProcessRef;
  return isAlive(leader) ? leader : undefined;
}

/** Ends a host at once, like a power cut, and unmounts its files. */
export async function powerOff(lab: LabState, host: HostRecord): Promise<void> {
  const leader = leaderOf(lab, host);
  if (leader !== undefined) {
    process.kill(leader.pid, 'SIGKILL');
    if (!(await gone(leader, KILL_TIMEOUT_MS))) throw new Error(`${host.name} cannot be killed`);
  }
  // systemd-nspawn holds the mount until it has noticed.
  const script = `
    mountpoint -q "$1" || exit 0
    for _ in $(seq 100); do umount "$1" 2>/dev/null && exit 0; sleep 0.05; done
    umount -l "$1"`;
  await shInLab(lab.keeper, script, [`${hostFolder(lab, host)}/root`]);
}

function nspawn(lab: LabState, host: HostRecord, folder: string): string[] {
  return [
    ...['systemd-nspawn', '--quiet', '--boot', '--register=no', '--keep-unit', '--resolv-conf=off'],
    ...['--console=pipe', '--timezone=off', '--link-journal=no', '-M', host.name],
    ...[`--network-namespace-path=/run/netns/${host.name}`, '-D', `${folder}/root`],
    ...[`--bind=${folder}/data:/var/lib/mysql`, `--bind=${folder}/scratch:/srv/scratch`],
    ...[`--bind=${labFolder(lab)}/shared:/srv/shared`],
  ];
}

async function makeFiles(lab: LabState, host: HostRecord): Promise<void> {
  const folder = hostFolder(lab, host);
  for (const part of ['layer', 'upper', 'work', 'data', 'scratch'])
    await rm(`${folder}/${part}`, { recursive: true, force: true });
  for (const part of ['layer/etc/mysql/mysql.conf.d', 'upper', 'work', 'root', 'scratch'])
    await mkdir(`${folder}/${part}`, { recursive: true });
  await mkdir(`${labFolder(lab)}/shared`, { recursive: true });
  const etc = `${folder}/layer/etc`;
  const names = lab.hosts.map(({ name, address }) => `${address} ${name}\n`);
  await writeFile(`${etc}/hosts`, `127.0.0.1 localhost\n${lab.subnet}.1 machine\n${names.join('')}`);
  await writeFile(`${etc}/hostname`, `${host.name}\n`);
  await writeFile(`${etc}/machine-id`, `${randomBytes(16).toString('hex')}\n`);
  await writeFile(`${etc}/mysql/mysql.conf.d/zy-lab-host.cnf`, `[mysqld]\nserver_id = ${host.number}\n`);
  await run(['cp', '-a', '--reflink=auto', '--sparse=auto', `${lab.built}/datadir`, `${folder}/data`]);
}

async function findLeader(outer: number, folder: string): Promise<ProcessRef> {
  const end = Date.now() + LEADER_TIMEOUT_MS;
  const descendants = (pid: number): number[] =>
    childrenOf(pid).flatMap((child) => [child, ...descendants(child)]);
  while (Date.now() < end && processRef(outer) !== undefined) {
    const pid = descendants(outer).find((candidate) => commandName(candidate) === 'systemd');
    const leader = pid === undefined ? undefined : processRef(pid);
    if (leader !== undefined) return leader;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const output = await readFile(`${folder}/console.log`, 'utf8').catch(() => '');
  throw new Error(`the host did not boot:\n${output.slice(-2000)}`);
}
