import type { Unit } from '../../../evidence/host-facts.js';
import { natural } from '../numbers.js';
import { parseQuotedWords } from './quoted-words.js';
import { parseTimeSpan } from './time-span.js';

/** What the probe asks systemd of a unit, in one go. */
export const unitProperties = [
  'Id',
  'LoadState',
  'ControlGroup',
  'MainPID',
  'Type',
  'Restart',
  'RestartForceExitStatus',
  'RestartPreventExitStatus',
  'SuccessExitStatus',
  'Environment',
  'EnvironmentFiles',
  'UnsetEnvironment',
  'PassEnvironment',
  'FragmentPath',
  'DropInPaths',
  'NeedDaemonReload',
  'TimeoutStartUSec',
  'StartLimitBurst',
  'StartLimitIntervalUSec',
  // As systemd called it before 236, in microseconds.
  'StartLimitInterval',
  'NRestarts',
  'Transient',
] as const;

/** The lines of `systemctl show` by property, Environment excepted; a list of structures has one line for each. */
export type UnitText = {
  lines(property: (typeof unitProperties)[number]): readonly string[];
  /** The last word of Environment= that sets MYSQLD_PARENT_PID, quoted as systemd prints it. */
  assignment: string | undefined;
  /** Whether a file of the unit is newer than the server's pid file. */
  newerFiles: boolean;
  /** Whether the command line names MYSQLD_PARENT_PID; nothing else of it leaves the host. */
  commandSetsVariable: boolean;
  /** The uid whose manager was asked; null for the system's. */
  managerOf: number | null;
  /** Seconds, from the start of the main process until now; null without a main process. */
  runningFor: number | null;
};

/** systemd says USEC_INFINITY, the largest 64-bit number of microseconds, for a limit that never expires. */
const INFINITE_INTERVAL = 2 ** 64 / 1e6;

/** A property that is absent, or not in the form in which systemd prints it. */
export class PropertyError extends Error {}

/**
 * Reads a unit from what `systemctl show` printed.
 *
 * @throws PropertyError for a property that is missing (a much older systemd) or malformed: nothing is guessed.
 */
export function readUnit(text: UnitText): NonNullable<Unit> {
  const get = (property: (typeof unitProperties)[number]): string => {
    const [value] = text.lines(property);
    if (value === undefined) throw new PropertyError(`systemd does not say ${property}`);
    return value;
  };
  const read = <T>(property: (typeof unitProperties)[number], parse: (value: string) => T | undefined): T => {
    const value = parse(get(property));
    if (value === undefined)
      throw new PropertyError(`systemd's ${property}=${get(property)} is not understood`);
    return value;
  };
  const common = {
    name: read('Id', nonEmpty),
    parentPidVariable: parentPidVariable(text),
    environmentFiles: text.lines('EnvironmentFiles').filter(Boolean).map(environmentFile),
    fragmentPath: get('FragmentPath'),
    dropInPaths: read('DropInPaths', parseQuotedWords),
    needDaemonReload: read('NeedDaemonReload', yesNo),
    changedSinceStart: text.newerFiles,
    runningFor: text.runningFor,
    managerOf: text.managerOf,
    passesVariable: (text.lines('PassEnvironment')[0] ?? '').split(' ').includes('MYSQLD_PARENT_PID'),
    transient: text.lines('Transient')[0] === 'yes',
    commandSetsVariable: text.commandSetsVariable,
  };
  // A scope holds processes that systemd did not start: it has no main process and restarts nothing.
  if (common.name.endsWith('.scope')) return { ...common, ...SCOPE };

  const startLimitInterval = () =>
    text.lines('StartLimitInterval').length > 0
      ? read('StartLimitInterval', natural) / 1e6
      : read('StartLimitIntervalUSec', parseTimeSpan);
  const timeoutStart = read('TimeoutStartUSec', parseTimeSpan);
  return {
    ...common,
    mainPid: read('MainPID', natural),
    type: read('Type', nonEmpty),
    restart: read('Restart', nonEmpty),
    restartForceExitStatus: read('RestartForceExitStatus', exitStatuses),
    restartPreventExitStatus: read('RestartPreventExitStatus', exitStatuses),
    successExitStatus: read('SuccessExitStatus', exitStatuses),
    timeoutStart: Number.isFinite(timeoutStart) ? timeoutStart : null,
    startLimitBurst: read('StartLimitBurst', natural),
    startLimitInterval: Math.min(startLimitInterval(), INFINITE_INTERVAL),
    restarts: text.lines('NRestarts').length === 0 ? null : read('NRestarts', natural),
  };
}

const SCOPE = {
  mainPid: 0,
  type: '',
  restart: 'no',
  restartForceExitStatus: [],
  restartPreventExitStatus: [],
  successExitStatus: [],
  timeoutStart: null,
  startLimitBurst: 0,
  startLimitInterval: 0,
  restarts: 0,
};

const nonEmpty = (text: string) => text || undefined;

const yesNo = (text: string) => ({ yes: true, no: false })[text];

/** Numbers and signal names without SIG, such as `16 TERM RTMIN+1`. */
function exitStatuses(text: string): string[] | undefined {
  const statuses = text.split(' ').filter(Boolean);
  return statuses.every((status) => /^(\d+|[A-Z][A-Z0-9+-]*)$/.test(status)) ? statuses : undefined;
}

/** `/etc/default/mysql (ignore_errors=yes)` */
const environmentFile = (line: string) => line.replace(/ \(ignore_errors=(yes|no)\)$/, '');

/** What the unit sets MYSQLD_PARENT_PID to: UnsetEnvironment= has the last word, over names and assignments. */
function parentPidVariable(text: UnitText): string | null {
  const unset = parseQuotedWords(text.lines('UnsetEnvironment')[0] ?? '');
  if (unset === undefined) throw new PropertyError("systemd's UnsetEnvironment= is not understood");
  if (text.assignment === undefined || unset.includes('MYSQLD_PARENT_PID')) return null;
  const value = variableOf(text.assignment);
  return unset.includes(`MYSQLD_PARENT_PID=${value}`) ? null : value;
}

function variableOf(assignment: string): string {
  const [word = '', ...more] = parseQuotedWords(assignment) ?? [];
  const [, value] = /^MYSQLD_PARENT_PID=(.*)$/s.exec(word) ?? [];
  if (value === undefined || more.length > 0) {
    throw new PropertyError('the setting of MYSQLD_PARENT_PID in Environment= is not understood');
  }
  return value;
}
