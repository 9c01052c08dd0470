/** A process in the PID namespaces, as one /proc shows it. */
export type Pids = {
  pid: number;
  /** The NSpid line: the pid in each namespace, from the reader's down to the process's own; null before Linux 4.1. */
  nspid: readonly number[] | null;
};

/** The pid that the process has for itself. */
export const ownPid = ({ pid, nspid }: Pids): number => nspid?.at(-1) ?? pid;

/**
 * What getppid() returns inside a process; 0 when its parent lives outside of its PID namespace.
 *
 * The number of NSpid fields decides exactly whether both live in the same namespace: the namespace of a parent is
 * the child's or an ancestor of it, never another branch, because setns(2) and unshare(2) move only children, and
 * only downwards, and an orphan goes to a process of its parent's namespace (pid_namespaces(7)). So an equal depth
 * means the same namespace, and fewer fields mean that the parent is outside. Both lines must come from the same
 * /proc (proc_pid_status(5)). None of this needs a privilege, unlike /proc/PID/ns/pid.
 *
 * Without NSpid both pids count as they are: the pid file proved that the server's own pid is the one seen here.
 *
 * @param parent null where the reader sees none (PPid 0): it is outside of the reader's namespace, and so of the
 *   process's as well.
 * @returns undefined when the numbers contradict each other: the parent changed while they were read.
 */
export function getppid(process: Pids, parent: Pids | null): number | undefined {
  if (ownPid(process) === 1 || parent === null) return 0;
  if (process.nspid === null || parent.nspid === null) {
    return process.nspid === parent.nspid ? parent.pid : undefined;
  }
  const deeper = process.nspid.length - parent.nspid.length;
  if (deeper < 0) return undefined;
  return deeper > 0 ? 0 : parent.nspid.at(-1);
}
