import type { ChildProcess } from 'node:child_process';

/** The time between the request to end and the kill, in milliseconds. ssh and sudo pass the request on. */
const GRACE_MS = 200;

/** Ends a detached child and its whole process group; resolves when the child is gone, or cannot be killed. */
export const killGroup = (child: ChildProcess, ended: Promise<unknown>): Promise<void> =>
  kill(child, -(child.pid ?? 0), ended);

/** Ends a child that is in the group of this process. ssh gives a terminal that it changed its settings back. */
export const killAlone = (child: ChildProcess, ended: Promise<unknown>): Promise<void> =>
  kill(child, child.pid ?? 0, ended);

/** @param target a pid, or a process group as its negative number; 0 where nothing was started. */
async function kill(child: ChildProcess, target: number, ended: Promise<unknown>): Promise<void> {
  if (target === 0) return;
  if (send(target, 'SIGTERM')) {
    await settled(ended, GRACE_MS);
    // Members of the group can outlive its leader.
    send(target, 'SIGKILL');
    await settled(ended, GRACE_MS);
  }
  for (const stream of child.stdio) stream?.destroy();
}

/** False when the group has no member any more, or none that may be killed (a command run by sudo). */
function send(target: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(target, signal);
  } catch {
    return false;
  }
}

function settled(promise: Promise<unknown>, withinMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, withinMs);
    void promise.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
