import type { ChildProcess } from 'node:child_process';

/** The time between the request to end and the kill, in milliseconds. ssh and sudo pass the request on. */
const GRACE_MS = 200;

/** Ends a detached child and its whole process group; resolves when the child is gone, or cannot be killed. */
export async function killGroup(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.pid === undefined) return;
  if (send(child.pid, 'SIGTERM')) {
    await settled(ended, GRACE_MS);
    // Members of the group can outlive its leader.
    send(child.pid, 'SIGKILL');
    await settled(ended, GRACE_MS);
  }
  for (const stream of child.stdio) stream?.destroy();
}

/** False when the group has no member any more, or none that may be killed (a command run by sudo). */
function send(group: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(-group, signal);
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
