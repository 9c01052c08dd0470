import { type ChildProcess, spawn } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shellWord } from '../../../src/evidence/shell-word.js';
import type { Identity } from '../../../src/probe/host/host.js';

export const UUID = '11111111-2222-3333-4444-555555555555';

/** A place with a program `mysqld` that only sleeps, a data directory and the identity of the server there. */
export type Place = {
  dir: string;
  program: string;
  datadir: string;
  pidFile: string;
  identity: Identity;
  /**
   * Runs shell code that starts the server: `${BECOME} "$@"`, with whatever belongs around it.
   *
   * @param via the command that runs this shell, such as one that makes a container.
   * @returns the server's pid as seen from here.
   */
  start(code?: string, via?: string[]): Promise<number>;
  /** Ends every process that was started and removes the files. */
  remove(): void;
};

/** What makes a shell into the command that follows, as mysqld starts: pid file, working directory. */
export const BECOME = 'cd "$DATADIR" && echo $$ >"$PIDFILE" && exec';

export function makePlace(): Place {
  const dir = mkdtempSync(join(tmpdir(), "host probe's-"));
  const [program, datadir, pidFile] = [join(dir, 'mysqld'), join(dir, 'data'), join(dir, 'mysqld.pid')];
  mkdirSync(datadir);
  copyFileSync('/bin/sleep', program);
  writeFileSync(join(datadir, 'auto.cnf'), `[auto]\nserver-uuid=${UUID}\n`);
  const children: ChildProcess[] = [];
  return {
    dir,
    program,
    datadir,
    pidFile,
    identity: { pidFile, datadir: `${datadir}/`, serverUuid: UUID, hostname: 'db1', port: 3306 },
    async start(code = `${BECOME} env -i "$@"`, via = []) {
      const constants = `export PIDFILE=${shellWord(pidFile)} DATADIR=${shellWord(datadir)}`;
      const [command = 'sh', ...args] = [...via, 'sh', '-c', `${constants}\n${code}`, 'sh', program, '600'];
      const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
      children.push(child);
      return untilRuns(program, child.pid ?? 0);
    },
    remove() {
      // What a PID namespace holds dies with its first process: `unshare --kill-child`.
      for (const { pid } of children) for (const one of pid ? family(pid).reverse() : []) kill(one);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The pid of the process that runs a program, among a process and its descendants, once there is one. */
async function untilRuns(program: string, pid: number): Promise<number> {
  for (let i = 0; i < 300; i++) {
    const server = family(pid).find((one) => link(`/proc/${one}/exe`) === program);
    if (server !== undefined) return server;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the fake server did not start');
}

/** A process and all that descend from it. */
function family(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(family)];
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

export function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
