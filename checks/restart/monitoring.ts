import type { Collected, Missing } from '../../src/evidence/collected.js';
import type { Parent, Process, Supervisor, Unit } from '../../src/evidence/host-facts.js';

type Known = NonNullable<Supervisor>;
export type SupervisordSettings = Extract<Known, { kind: 'supervisord' }>;
export type ServiceSettings = Extract<Known, { finish: boolean }>;

/** Who gets mysqld's exit status, as far as the doctor can tell. */
export type Monitor =
  /** systemd, with the unit whose main process mysqld is. */
  | { kind: 'systemd'; unit: NonNullable<Unit> }
  /** The process was taken in after its real parent had gone: what adopted it reaps it and starts nothing. */
  | { kind: 'adopted'; by: string; unit: Unit }
  | { kind: 'mysqld_safe'; pid: number }
  | { kind: 'supervisord'; settings: SupervisordSettings }
  | { kind: 'runit' | 's6'; settings: ServiceSettings }
  /** The container ends with mysqld, which is its first process or the one that the init there runs. */
  | { kind: 'container'; init: string | null }
  /** A shell with the manual's loop around mysqld. */
  | { kind: 'loop'; name: string; changedSinceRead: boolean }
  /** A shell that runs a script or a command line, of which anything may be true. */
  | { kind: 'shell'; name: string; command: string[] }
  /** Some other program: what it does after an exit is not known. */
  | { kind: 'other'; name: string; command: string[] }
  /** The parent is outside of the PID namespace: docker exec, or a pod whose containers share one. */
  | { kind: 'entered' }
  /** The parent is a program that the doctor knows, and what it would do could not be seen. */
  | { kind: 'unseen'; need: 'recipient.unit' | 'recipient.supervisor'; missing: Missing };

export interface MonitorFacts {
  process: Process;
  parent: Parent;
  unit: Collected<Unit>;
  supervisor: Collected<Supervisor>;
}

/** Tells who would start mysqld again. The parent alone does not say it: systemd adopts orphans too. */
export function monitorOf({ process, parent, unit, supervisor }: MonitorFacts): Monitor {
  // Before the question for a container: with PrivatePIDs= a unit has a PID namespace of its own.
  if (parent?.name === 'systemd' && unit.ok && unit.value?.mainPid === process.pid) {
    return { kind: 'systemd', unit: unit.value };
  }
  if (process.ownPid === 1) return { kind: 'container', init: null };
  if (process.parentPid === 0 || parent === null) return { kind: 'entered' };
  if (isMysqldSafe(parent)) return { kind: 'mysqld_safe', pid: parent.pid };
  if (parent.name === 'systemd') {
    if (!unit.ok) return { kind: 'unseen', need: 'recipient.unit', missing: unit };
    return { kind: 'adopted', by: nameOf(parent), unit: unit.value };
  }
  if (!supervisor.ok) return { kind: 'unseen', need: 'recipient.supervisor', missing: supervisor };
  return supervised(supervisor.value, parent, process) ?? unknownParent(parent);
}

function supervised(
  settings: Supervisor,
  parent: NonNullable<Parent>,
  process: Process,
): Monitor | undefined {
  switch (settings?.kind) {
    case 'supervisord':
      return { kind: 'supervisord', settings };
    case 'runit':
    case 's6':
      return { kind: settings.kind, settings };
    case 'loop':
      return { kind: 'loop', name: nameOf(parent), changedSinceRead: settings.changedSinceRead };
    case 'init':
      // Elsewhere than as the first process it is a wrapper, and its own parent decides.
      if (process.parentPid !== 1 || settings.mapsStatuses) return undefined;
      return settings.endsWithServer
        ? { kind: 'container', init: parent.name }
        : { kind: 'adopted', by: nameOf(parent), unit: null };
    default:
      return undefined;
  }
}

const shells = new Set(['sh', 'bash', 'dash', 'ash', 'ksh', 'mksh', 'zsh', 'busybox']);

/** A script that is run by its name has the name of its file, and its shell in its command line. */
const unknownParent = ({ name, command }: NonNullable<Parent>): Monitor => ({
  kind: [name, baseOf(command[0])].some((word) => shells.has(word)) ? 'shell' : 'other',
  name,
  command,
});

/** The script itself, or a shell that runs it. */
const isMysqldSafe = ({ name, command }: NonNullable<Parent>) =>
  name === 'mysqld_safe' || command.some((word) => baseOf(word) === 'mysqld_safe');

/** A login shell has a hyphen before its name. */
const baseOf = (word = '') => word.slice(word.lastIndexOf('/') + 1).replace(/^-/, '');

const nameOf = ({ name, pid }: NonNullable<Parent>) => `${name} (pid ${pid})`;
