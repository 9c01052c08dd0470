import type { Supervisor } from '../../evidence/host-facts.js';
import { type HostFacts, known, missing } from './facts.js';
import { natural } from './numbers.js';
import { one, type Records } from './records.js';
import { refusal } from './refusal.js';

/** The fact `supervisor` from what the script said of the parent's settings. */
export function supervisorOf(records: Records): HostFacts['supervisor'] {
  const refused = refusal(records, 'supervisor', "the settings of the server's supervisor");
  if (refused) return refused;
  const kind = one(records, 'supervisor');
  switch (kind) {
    case 'none':
      return known(null);
    case 'runit':
    case 's6': {
      const finish = yesNo(records, 'finish');
      const wantedUp = yesNo(records, 'wantedUp');
      return finish === undefined || wantedUp === undefined ? malformed : known({ kind, finish, wantedUp });
    }
    case 'loop': {
      const changedSinceRead = yesNo(records, 'newerFiles');
      return changedSinceRead === undefined ? malformed : known({ kind, changedSinceRead });
    }
    case 'init': {
      const oldest = natural(one(records, 'supervisor.oldestChild'));
      const mapsStatuses = yesNo(records, 'mapsStatuses');
      if (oldest === undefined || mapsStatuses === undefined) return malformed;
      return known({ kind, endsWithServer: String(oldest) === one(records, 'process.pid'), mapsStatuses });
    }
    case 'supervisord':
      return supervisordOf(records);
    default:
      return malformed;
  }
}

type Autorestart = Extract<NonNullable<Supervisor>, { kind: 'supervisord' }>['autorestart'];

/** The words for autorestart= (supervisor, datatypes.py: auto_restart), in lower case. */
const AUTORESTART: Record<string, Autorestart> = {
  true: 'true',
  yes: 'true',
  on: 'true',
  1: 'true',
  false: 'false',
  no: 'false',
  off: 'false',
  0: 'false',
  unexpected: 'unexpected',
};

function supervisordOf(records: Records): HostFacts['supervisor'] {
  const program = one(records, 'supervisor.program') ?? '';
  const ownPid = natural(one(records, 'supervisor.ownPid'));
  if (ownPid === undefined || ownPid !== natural(one(records, 'supervisor.pidInFile'))) {
    return missing(
      'error',
      'no configuration was found that is proved to be that of this supervisord: its pid file',
    );
  }
  // The last setting counts: files are read one after the other (configparser with strict=False).
  const last = (name: string) => records.get(`supervisor.${name}`)?.at(-1);
  const oneOfItsName =
    (last('numprocs') ?? '1') === '1' &&
    ['%(program_name)s', program].includes(last('process_name') ?? program);
  if (!records.has('supervisor.section') || !oneOfItsName) {
    return missing('error', `supervisord has no plain section [program:${program}] that could be judged`);
  }
  const autorestart = AUTORESTART[(last('autorestart') ?? 'unexpected').toLowerCase()];
  const exitCodes = (last('exitcodes') ?? '0').split(',').map((code) => natural(code.trim()));
  const changedSinceRead = yesNo(records, 'newerFiles');
  if (autorestart === undefined || changedSinceRead === undefined || !areNumbers(exitCodes)) return malformed;
  return known({ kind: 'supervisord', program, autorestart, exitCodes, changedSinceRead });
}

const areNumbers = (codes: (number | undefined)[]): codes is number[] =>
  codes.every((code) => code !== undefined);

const yesNo = (records: Records, name: string): boolean | undefined =>
  ({ yes: true, no: false })[one(records, `supervisor.${name}`) ?? ''];

const malformed = missing('error', "what the host probe said of the server's supervisor is not understood");
