import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { cgroupFolders, removeCgroup } from './cgroup.js';
import { runFolder } from './places.js';
import { isAlive, type ProcessRef } from './processes.js';

export interface HostRecord {
  name: string;
  /** IPv4 address. */
  address: string;
  /** From 1 on; also its server_id. */
  number: number;
}

/** What another process must know to use a running lab; lies in the lab's folder as state.json. */
export interface LabState {
  /** Also the name of the machine's network interface into the lab. */
  id: string;
  keeper: ProcessRef;
  /** The built tree it boots from. */
  built: string;
  /** First three bytes of all its addresses. */
  subnet: string;
  hosts: HostRecord[];
  /** Whether the lab stays when the process that started it ends. */
  kept: boolean;
}

/** The lab's own folder. Its name says whose it is, so that a dead lab's leftovers are told from a living one's. */
export function labFolder(lab: Pick<LabState, 'id' | 'keeper'>): string {
  return `${runFolder}/${lab.id}-${lab.keeper.pid}-${lab.keeper.start}`;
}

/** Name of the lab in other places than its folder. */
export function labName(lab: Pick<LabState, 'id' | 'keeper'>): string {
  return labFolder(lab).slice(runFolder.length + 1);
}

export function hostFolder(lab: LabState, host: HostRecord): string {
  return `${labFolder(lab)}/hosts/${host.name}`;
}

export async function writeState(lab: LabState): Promise<void> {
  await mkdir(labFolder(lab), { recursive: true });
  await writeFile(`${labFolder(lab)}/state.json`, `${JSON.stringify(lab, undefined, 2)}\n`);
}

/** All labs on this machine that are up or coming up. */
export function livingLabs(): LabState[] {
  return labNames()
    .filter((name) => isAlive(keeperIn(name)))
    .map((name) => `${runFolder}/${name}/state.json`)
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as LabState);
}

/** Removes what labs left behind whose keeper was killed: files and empty cgroups. Leaves living labs alone. */
export function sweepDeadLabs(): void {
  const dead = (name: string) => !isAlive(keeperIn(name));
  for (const name of labNames().filter(dead))
    rmSync(`${runFolder}/${name}`, { recursive: true, force: true });
  for (const folder of cgroupFolders())
    for (const name of namesIn(folder).filter(dead)) removeCgroup(`${folder}/${name}`);
}

function labNames(): string[] {
  return namesIn(runFolder);
}

function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => /^[a-z]+\d+-\d+-\d+$/.test(name));
}

function keeperIn(name: string): ProcessRef {
  const [, pid, start] = name.split('-').map(Number);
  return { pid: pid ?? 0, start: start ?? 0 };
}
