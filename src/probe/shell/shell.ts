import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Command } from '../../connection/command.js';
import type { Missing } from '../../evidence/collected.js';
import type { Limits } from '../limits.js';
import { capped } from './capped.js';
import { killAlone, killGroup } from './group.js';
import { lastWords } from './last-words.js';
import { remedyOf } from './remedy.js';

const STDOUT_LIMIT = 1024 * 1024;
const STDERR_LIMIT = 4096;

/** How long output may still come after the command itself has ended, in milliseconds. */
const DRAIN_MS = 500;

/** What a script printed, or why it gave nothing to rely on. */
type Output = { ok: true; stdout: string } | Missing;

/** A POSIX shell on some host, waiting for the one script that it will run. */
export type Shell = {
  /** Resolves when its command asks nobody on the terminal any more. */
  asked: Promise<void>;
  /** Gives it the beginning of its script, which it runs while the rest is still to come. */
  send(part: string): void;
  /** Runs the script, or its rest, once. Never throws; no process is left when it resolves. */
  run(script: string, limits: Limits): Promise<Output>;
  /** Ends a shell that is not needed, or stops one that runs. To be called for each shell; it may be called again. */
  close(): void;
};

/**
 * Opens a shell at once, so that a connection (ssh) is made while the caller still does something else.
 *
 * @param via the user's command that gives a shell on the host, such as `ssh db2` or `docker exec -i mysql`, to which
 *   `sh` is added; undefined is this machine. It is run without a local shell, in a process group of its own. One
 *   that does not exist or fails is reported by `run`.
 * @param mayAsk whether the command may ask somebody on the terminal; who types has all the time they need.
 */
export function openShell(via: Command | undefined, mayAsk = false): Shell {
  const [command = 'sh', ...args] = [...(via ?? []), 'sh'];
  const running = start(command, args, mayAsk);
  if (running instanceof Error) {
    return {
      asked: Promise.resolve(),
      send: () => {},
      run: async () => failure(command, running),
      close: () => {},
    };
  }
  let used = false;
  let over = false;
  void running.ended.then(() => {
    over = true;
  });
  return {
    asked: running.asked,
    send(part) {
      if (!used) running.child.stdin.write(part);
    },
    run(script, limits) {
      if (used) return Promise.resolve(missing('error', `the shell of ${command} is closed`));
      used = true;
      return run(running, command, script, limits);
    },
    close() {
      used = true;
      // The number of an ended process may belong to another one by now.
      if (!over) void running.stop();
    },
  };
}

type Ending = { error: Error } | { code: number | null; signal: NodeJS.Signals | null };

type Running = {
  child: ChildProcessWithoutNullStreams;
  stdout: ReturnType<typeof capped>;
  stderr: ReturnType<typeof capped>;
  ended: Promise<Ending>;
  asked: Promise<void>;
  /** Kills the whole process group; resolves when it is gone. */
  stop(): Promise<void>;
};

/** The password is for the servers alone. */
function environment(): NodeJS.ProcessEnv {
  const { MYSQL_PWD: _, ...others } = process.env;
  return { ...others, LC_ALL: 'C' };
}

function start(command: string, args: string[], mayAsk: boolean): Running | Error {
  try {
    const child = spawn(command, args, {
      // A session of its own, where a timeout ends everything that the command started; but who has none on the
      // terminal can ask nothing there.
      detached: !mayAsk,
      stdio: 'pipe',
      env: environment(),
    });
    const stdout = capped(child.stdout, STDOUT_LIMIT);
    const stderr = capped(child.stderr, STDERR_LIMIT);
    const ended = ending(child, stdout.ended);
    // A command that ends without reading (EPIPE) is told from `writableFinished`.
    child.stdin.on('error', () => {});
    const stop = () => (mayAsk ? killAlone : killGroup)(child, ended);
    const asked = mayAsk ? loggedIn(child, ended) : Promise.resolve();
    return { child, stdout, stderr, ended, asked, stop };
  } catch (error) {
    return error as Error;
  }
}

/**
 * Resolves at the first sign of the shell behind a command, or when the command has ended. What it says until then is
 * for who answers: that a password was wrong.
 */
async function loggedIn(child: ChildProcessWithoutNullStreams, ended: Promise<Ending>): Promise<void> {
  const show = (words: Buffer) => process.stderr.write(words);
  child.stderr.on('data', show);
  child.stdin.write('echo\n');
  await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended]);
  child.stderr.off('data', show);
}

/**
 * Resolves when the command has ended and its standard output is closed. Standard error is not waited for: a
 * connection that ssh keeps for later (ControlPersist) holds it open.
 */
function ending(child: ChildProcess, drained: Promise<void>): Promise<Ending> {
  return new Promise((resolve) => {
    child.on('error', (error) => {
      if (child.pid === undefined) resolve({ error });
    });
    child.on('exit', (code, signal) => {
      const end = () => {
        clearTimeout(timer);
        child.stderr?.destroy();
        resolve({ code, signal });
      };
      const timer = setTimeout(() => void killGroup(child, Promise.resolve()).then(end), DRAIN_MS);
      void drained.then(end);
    });
  });
}

async function run(running: Running, command: string, script: string, limits: Limits): Promise<Output> {
  const { child, stdout, stderr, ended, asked, stop } = running;
  child.stdin.end(script);

  const first = await firstOf({ ended, asked, overflow: stdout.overflow }, limits);
  const words = lastWords(stderr.text());
  const failed = (reason: Missing['reason'], detail: string): Missing => {
    const remedy = remedyOf(stderr.text(), reason === 'timeout');
    return { ...missing(reason, detail), ...(remedy !== undefined && { remedy }) };
  };
  if (first === 'timeout' || first === 'aborted' || first === 'overflow') {
    await stop();
    if (first === 'aborted') return missing('not-collected', `${command} was stopped`);
    if (first === 'overflow') return missing('error', `${command} printed more than 1 MiB`);
    return failed('timeout', `${command} gave no answer within ${limits.timeoutMs / 1000} s${words}`);
  }
  if ('error' in first) return failure(command, first.error);
  if (first.signal) return missing('error', `${command} was ended by ${first.signal}${words}`);
  if (first.code !== 0) return failed('error', `${command} ended with exit status ${first.code}${words}`);
  if (!child.stdin.writableFinished)
    return missing('error', `${command} ended without reading its standard input${words}`);
  return { ok: true, stdout: stdout.text() };
}

type Waiting = Pick<Running, 'ended' | 'asked'> & { overflow: Promise<void> };

function firstOf({ ended, asked, overflow }: Waiting, { timeoutMs, signal }: Limits) {
  return new Promise<Ending | 'timeout' | 'aborted' | 'overflow'>((resolve) => {
    const abort = () => resolve('aborted');
    let timer: NodeJS.Timeout | undefined;
    let over = false;
    void asked.then(() => {
      if (!over) timer = setTimeout(() => resolve('timeout'), timeoutMs);
    });
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    void overflow.then(() => resolve('overflow'));
    void ended.then((ending) => {
      over = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      resolve(ending);
    });
  });
}

const failure = (command: string, error: Error & { code?: unknown }): Missing =>
  // Where a directory of PATH may not be searched, exec(3) says EACCES for a command that is in none of them.
  error.code === 'ENOENT' || (error.code === 'EACCES' && !command.includes('/'))
    ? missing('error', `${command}: command not found`)
    : missing('error', `${command} cannot be run: ${error.message}`);

const missing = (reason: Missing['reason'], detail: string): Missing => ({ ok: false, reason, detail });
