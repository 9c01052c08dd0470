import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

export interface RunResult {
  code: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  input?: string | Buffer;
  /** Milliseconds, after which the command and its children are killed and the run rejects. */
  timeoutMs?: number;
  /** Reject when the exit code is not 0; the default. */
  check?: boolean;
  /** Replaces the whole environment. */
  env?: NodeJS.ProcessEnv;
}

/** After the end of a command, output is waited for while it keeps coming within this time … */
const QUIET_MS = 300;
/** … and no longer than this: what comes later is some background process's. */
const DRAIN_MS = 3000;

/**
 * Runs a program without a shell and collects its output. A signal that ends it counts as exit code 128.
 * Resolves when the program ends, even if something it started in the background still holds its output.
 */
export function run(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const [program, ...args] = argv;
  if (program === undefined) return Promise.reject(new Error('nothing to run'));
  const { promise, resolve, reject } = withResolvers<RunResult>();
  // A process group of its own: one kill reaches what the program started, too.
  const child = spawn(program, args, { detached: true, ...(options.env && { env: options.env }) });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  let timedOut = false;
  const timer =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          killGroup(child.pid);
        }, options.timeoutMs);

  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // A program may well end without reading its input.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input);
  child.on('error', (error) => {
    clearTimeout(timer);
    reject(error);
  });
  child.on('exit', () => {
    clearTimeout(timer);
    drain(child);
  });
  child.on('close', (code) => {
    const result = {
      code: code ?? 128,
      stdout: Buffer.concat(out).toString(),
      stderr: Buffer.concat(err).toString(),
    };
    const shown = argv.join(' ').slice(0, 400);
    if (timedOut) reject(new Error(`no end after ${options.timeoutMs} ms: ${shown}\n${result.stderr}`));
    else if (result.code !== 0 && options.check !== false)
      reject(new Error(`exit code ${result.code}: ${shown}\n${result.stderr}${result.stdout}`));
    else resolve(result);
  });
  return promise;
}

/** Closes the output of an ended program once nothing more comes, so that `close` follows in any case. */
function drain(child: ChildProcessWithoutNullStreams): void {
  const end = Date.now() + DRAIN_MS;
  let last = Date.now();
  const seen = () => {
    last = Date.now();
  };
  const judge = () => {
    if (Date.now() - last < QUIET_MS && Date.now() < end) return;
    child.stdout.destroy();
    child.stderr.destroy();
  };
  child.stdout.on('data', seen);
  child.stderr.on('data', seen);
  // However late the timer is, what has already been written is read before the verdict.
  const timer = setInterval(() => setImmediate(judge), QUIET_MS / 3);
  child.on('close', () => clearInterval(timer));
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}

function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
