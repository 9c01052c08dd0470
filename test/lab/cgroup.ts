import { existsSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { cgroupName } from './places.js';

/**
 * The labs' cgroup in each hierarchy a booting systemd-nspawn makes cgroups in: the unified one, and systemd's own
 * on a machine with cgroup v1. Two machines below the same cgroup would get into each other's way.
 */
export function cgroupFolders(): string[] {
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .filter((line) => / - cgroup2 /.test(line) || / - cgroup .*\bname=systemd\b/.test(line))
    .map((line) => `${line.split(' ')[4]}/${cgroupName}`);
}

/** Removes a cgroup and those below it; one that still has processes stays. */
export function removeCgroup(folder: string): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) removeCgroup(`${folder}/${entry.name}`);
  try {
    rmdirSync(folder);
  } catch {
    // Still in use, or already gone.
  }
}
