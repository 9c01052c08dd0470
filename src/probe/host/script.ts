import { shellWord } from '../../evidence/shell-word.js';
import { type Identity, pidFilePath, withoutSlash } from './identity.js';
import { BEGIN, END } from './records.js';
import { fileFacts } from './sh/files.sh.js';
import { finding } from './sh/finding.sh.js';
import { nameFacts } from './sh/names.sh.js';
import { networkFacts } from './sh/network.sh.js';
import { optionFacts } from './sh/options.sh.js';
import { processFacts } from './sh/process.sh.js';
import { reading } from './sh/reading.sh.js';
import { secretFacts } from './sh/secrets.sh.js';
import { sh } from './sh/sh.js';
import { storageFacts } from './sh/storage.sh.js';
import { supervisorFacts } from './sh/supervisor.sh.js';
import { undoFacts } from './sh/undo.sh.js';
import { unitFacts } from './sh/unit.sh.js';
import { unitProperties } from './systemd/unit.js';
import type { Further, Wanted } from './wanted.js';

/**
 * The host probe: a POSIX shell script in two parts, to be given to one `sh` on its standard input.
 *
 * It needs /proc, `readlink`, `stat`, `ls`, `tr` and `cat`, for some facts `od`, `sed`, `grep`, `getent` and
 * `my_print_defaults`, and where there is systemd `systemctl`; it changes nothing. What it prints is read by
 * `parseHost`.
 *
 * The first part can begin as soon as the server has said who it is; the second one, `lastPart`, needs what both
 * servers say.
 * Each is read as a whole before any of it runs: one that is cut off on the way does nothing, and no command eats the
 * rest.
 */
export const firstPart = (identity: Identity, wanted: Wanted): string =>
  [
    constants(identity, wanted),
    reading,
    finding,
    processFacts,
    storageFacts,
    ...(wanted.side === 'recipient'
      ? [supervisorFacts, unitFacts, fileFacts, nameFacts, optionFacts, secretFacts, recipientFacts]
      : [undoFacts, donorFacts]),
    sayOwnPlaces(wanted),
    begin,
    'begin </dev/null\n',
  ].join('\n');

/** Looks at what only both servers together tell to look at, and ends the script's output. */
export const lastPart = (further: Further): string =>
  [further.network ? networkFacts : '', finish(further), 'finish </dev/null\n'].join('\n');

const constants = (
  identity: Identity,
  { binaryLogs, pluginDirectory, cloneAuthority, cloneCertificate, cloneKey, donorHost, tryOptions }: Wanted,
) => `
LC_ALL=C PATH=$PATH:/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH
NEWLINE='\n'
PLACEHOLDER='\x01'
PID_FILE=${shellWord(pidFilePath(identity))}
DATADIR=${shellWord(withoutSlash(identity.datadir))}
SERIES=${shellWord(/^\d+\.\d+/.exec(identity.version ?? '')?.[0] ?? '')}
SERVER_UUID=${shellWord(identity.serverUuid ?? '')}
BEGIN=${shellWord(BEGIN)}
END=${shellWord(END)}
PLUGIN_DIRECTORY=${shellWord(withoutSlash(pluginDirectory))}
CLONE_AUTHORITY=${shellWord(cloneAuthority)}
CLONE_CERTIFICATE=${shellWord(cloneCertificate)}
CLONE_KEY=${shellWord(cloneKey)}
DONOR_HOST=${shellWord(donorHost)}
UNIT_PROPERTIES=${shellWord(unitProperties.join(','))}
BINARY_LOGS=${shellWord(binaryLogs)}
TRY_OPTIONS=${shellWord(tryOptions ? 'yes' : '')}
`;

const sayOwnPlaces = ({ places }: Wanted) => `
say_own_places() {
  say_places ${places.map(shellWord).join(' ')}
}
`;

/** What decides whether a recipient would come back, and what CLONE would find there. */
const recipientFacts = sh`
# What takes long is done beside the rest: its records are kept in a pipe until then, because others must not come
# between two of them.
say_facts() {
  say_process "$1"
  say_parent "$parent"
  say_parent_pid_variable "$1"
  say_executable "$1"
  say_control_group "$1"
  {
    say_options "$1"
    say_secrets "$1"
  } | {
    {
      say_unit "$group"
      say_donor_addresses "$1"
    } </dev/null | {
      {
        say_supervisor "$parent" "$1"
        say_storage "$1"
        say_plugin_files "$1"
        say_keyring_manifest "$1"
        say_clone_certificates "$1"
      } </dev/null
      cat
    }
    cat
  }
}
`;

/** What tells a donor's files, and what they demand. */
const donorFacts = sh`
say_facts() {
  status_of "$1"
  say process.euid "$euid"
  say_undo_encryption "$1" | {
    say_storage "$1" </dev/null
    cat
  }
}
`;

const begin = sh`
begin() {
  say "$BEGIN" 1
  status_of self
  own_euid=$euid
  say probe.euid "$own_euid"
  found=
  if first_line /proc/sys/kernel/hostname; then
    say probe.host "$line"
    find_server
    [ "$found" ] || return
    start_of "$found"
    started=$start
    root_of "$found"
    say_facts "$found"
  else
    say problem no-proc
  fi
}
`;

const finish = ({ places, network }: Further) => `
finish() {
  if [ "$found" ]; then
    [ -e "$root/" ] && say_places ${places.map(shellWord).join(' ')}${network ? '\n    say_network "$found"' : ''}
    # The same pid can be another process by now; without a start time there is nothing to compare.
    start_of "$found"
    [ "$started" ] && [ "$start" = "$started" ] || say problem ended
  fi
  say "$END" 1
}
`;
