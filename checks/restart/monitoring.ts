import type { Parent, Process, Unit } from '../../src/evidence/host-facts.js';

/** Who gets mysqld's exit status, as far as the doctor can tell. */
export type Monitor =
  /** systemd, with the unit whose main process mysqld is. */
  | { kind: 'systemd'; unit: NonNullable<Unit> }
  /** systemd took the process in after its real parent had gone: it reaps it and starts nothing. */
  | { kind: 'adopted'; by: string; unit: Unit }
  | { kind: 'mysqld_safe' }
  /** Some other program: what it does after an exit is not known. */
  | { kind: 'other'; name: string; command: string[] }
  /** The parent lives outside the server's PID namespace: mysqld is the first process of a container. */
  | { kind: 'outside' };

interface Facts {
  process: Process;
  parent: Parent;
  /** Null both where the process belongs to no unit and where there is no systemd to ask. */
  unit: Unit;
}

/** Tells who would start mysqld again. The parent alone does not say it: systemd adopts orphans too. */
export function monitorOf({ process, parent, unit }: Facts): Monitor {
  if (process.parentPid === 0 || parent === null) return { kind: 'outside' };
  if (isMysqldSafe(parent)) return { kind: 'mysqld_safe' };
  if (parent.name === 'systemd') {
    return unit?.mainPid === process.pid
      ? { kind: 'systemd', unit }
      : { kind: 'adopted', by: nameOf(parent), unit };
  }
  return { kind: 'other', name: parent.name, command: parent.command };
}

/** The script itself, or a shell that runs it. */
const isMysqldSafe = ({ name, command }: NonNullable<Parent>) =>
  name === 'mysqld_safe' || command.some((word) => word.endsWith('/mysqld_safe') || word === 'mysqld_safe');

const nameOf = ({ name, pid }: NonNullable<Parent>) => `${name} (pid ${pid})`;
