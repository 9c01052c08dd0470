import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cacheFolder, keeperScript, runFolder } from './places.js';
import { childrenOf, type ProcessRef, processRef } from './processes.js';
import { type RunOptions, type RunResult, run } from './run.js';

/** The lab's namespaces, as long as its first process lives. */
export interface Keeper {
  ref: ProcessRef;
  /** Makes the lab outlive this process. */
  stay(): void;
  /** Lets the keeper take the lab down. */
  release(): void;
}

/**
 * Creates a lab's mount, process and network namespaces. They end with this process, whatever ends it,
 * unless `stay` is called.
 */
export async function startKeeper(): Promise<Keeper> {
  const child = spawn(
    'unshare',
    [
      ...['--mount', '--propagation', 'private', '--pid', '--net', '--fork', '--kill-child', '--mount-proc'],
      ...['sh', keeperScript, runFolder, cacheFolder],
    ],
    // Not in our process group: Ctrl-C must not take away who cleans up. Not in our folder either.
    { stdio: ['pipe', 'pipe', 'pipe'], detached: true, cwd: '/' },
  );
  const started = once(child.stdout, 'data');
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the lab's namespaces could not be created: unshare ended with ${code}: ${complaints}`);
  });
  await Promise.race([started, ended]);
  ended.catch(() => {});
  const pid = childrenOf(child.pid ?? 0)[0];
  const ref = pid === undefined ? undefined : processRef(pid);
  if (ref === undefined) throw new Error("the lab's first process is gone");
  child.stdin.on('error', () => {});
  // A test run that forgets to stop its lab must still come to its end.
  child.unref();
  // A keeper that stays must not hold the pipes of whoever ran `up`.
  child.stdout.destroy();
  child.stderr.destroy();
  (child.stdin as unknown as { unref?: () => void }).unref?.();
  return {
    ref,
    stay: () => void child.stdin.write('stay\n'),
    release: () => void child.stdin.end(),
  };
}

/** Prefix of a command that runs in the lab's namespaces, still outside of any host. */
export function inLab(keeper: ProcessRef): string[] {
  return ['nsenter', '-t', String(keeper.pid), '-m', '-n', '-p', '--'];
}

/** Runs a shell script in the lab's namespaces; its arguments are `$1` and so on. */
export function shInLab(keeper: ProcessRef, script: string, args: string[] = [], options: RunOptions = {}) {
  const result: Promise<RunResult> = run([...inLab(keeper), 'sh', '-ec', script, 'sh', ...args], options);
  return result;
}
