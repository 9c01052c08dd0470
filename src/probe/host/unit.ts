import { type HostFacts, known, missing } from './facts.js';
import { natural } from './numbers.js';
import { one, type Records } from './records.js';
import { INSIDE_CONTAINER } from './remedies.js';
import { PropertyError, readUnit, type UnitText } from './systemd/unit.js';

/** Clock ticks in a second, as /proc counts them (USER_HZ): 100 on every architecture that runs MySQL. */
const TICKS = 100;

/** The fact `unit` from what the script said of the control group and of systemd. */
export function unitOf(records: Records): HostFacts['unit'] {
  const unit = one(records, 'unit');
  const user = one(records, 'unit.user');
  if (unit === undefined) {
    if (one(records, 'unit.none') === undefined) {
      return missing('error', 'what the host probe said of the unit is not understood');
    }
    // user@UID.service is the user's manager, not the unit of what runs below it.
    if (user === undefined) return known(null);
    return missing(
      'unsupported',
      `the server runs below the systemd user manager of uid ${user} in no unit of its own`,
    );
  }
  return problemOf(records, unit, user) ?? systemdUnit(records, unit);
}

function problemOf(records: Records, unit: string, user: string | undefined): HostFacts['unit'] | undefined {
  const owner = user === undefined ? unit : `${unit} of the systemd user manager of uid ${user}`;
  switch (one(records, 'unit.problem')) {
    case undefined:
      return undefined;
    case 'no-systemd':
      return missing(
        'unsupported',
        `the server belongs to ${owner}, but no systemd can be asked here`,
        OUTSIDE,
      );
    case 'other-user':
      return missing('unsupported', `only uid ${user} and root may ask for ${owner}`, askAs(user));
    default:
      return missing(
        'error',
        `systemctl show ${owner} failed: ${one(records, 'unit.words') ?? ''}`,
        askAs(user),
      );
  }
}

function systemdUnit(records: Records, unit: string): HostFacts['unit'] {
  const text = textOf(records);
  const [loadState] = text.lines('LoadState');
  if (loadState === 'not-found' || !holdsTheProcess(records, text)) {
    return missing(
      'unsupported',
      `the server belongs to ${unit} of another systemd than the one of this host`,
      INSIDE_CONTAINER,
    );
  }
  try {
    return known(readUnit(text));
  } catch (error) {
    if (error instanceof PropertyError) return missing('error', error.message);
    throw error;
  }
}

const textOf = (records: Records): UnitText => ({
  lines: (property) => records.get(`unit.${property}`) ?? [],
  assignment: one(records, 'unit.assignment'),
  newerFiles: one(records, 'unit.newerFiles') !== 'no',
  commandSetsVariable: one(records, 'unit.commandSetsVariable') !== undefined,
  managerOf: natural(one(records, 'unit.user')) ?? null,
  runningFor: runningFor(records),
});

/** Seconds from the start of the unit's main process to the start of a process of the probe. */
function runningFor(records: Records): number | null {
  const start = natural(one(records, 'unit.mainStart'));
  const now = natural(one(records, 'unit.now'));
  return start === undefined || now === undefined || now < start ? null : (now - start) / TICKS;
}

/**
 * Whether the unit that systemd told about is the one that holds the process. A name alone proves nothing: a machine
 * in a container has its own mysql.service, and the host can have one as well.
 */
function holdsTheProcess(records: Records, text: UnitText): boolean {
  const group = one(records, 'controlGroup') ?? '';
  const [unitGroup = ''] = text.lines('ControlGroup');
  if (unitGroup !== '' && (group === unitGroup || group.startsWith(`${unitGroup}/`))) return true;
  // Seen from another control group namespace the paths differ; the main process does not.
  const [mainPid] = text.lines('MainPID');
  return (
    mainPid !== undefined &&
    mainPid !== '0' &&
    ['process.pid', 'process.ppid'].some((name) => one(records, name) === mainPid)
  );
}

const OUTSIDE = `Look from where that systemd runs. ${INSIDE_CONTAINER}`;

const askAs = (user: string | undefined) =>
  user === undefined
    ? "Run the probe as root, such as --via 'sudo -n'."
    : `Run the probe as uid ${user} or as root, such as --via 'sudo -n -u #${user}'.`;
