import { type Identity, pidFilePath, withoutSlash } from './identity.js';
import { BEGIN, END } from './records.js';
import { fileFacts } from './sh/files.sh.js';
import { finding } from './sh/finding.sh.js';
import { optionFacts } from './sh/options.sh.js';
import { processFacts } from './sh/process.sh.js';
import { reading } from './sh/reading.sh.js';
import { quote, sh } from './sh/sh.js';
import { storageFacts } from './sh/storage.sh.js';
import { supervisorFacts } from './sh/supervisor.sh.js';
import { unitFacts } from './sh/unit.sh.js';
import { unitProperties } from './systemd/unit.js';
import type { Wanted } from './wanted.js';

/**
 * The host probe: one POSIX shell script, to be given to `sh` on its standard input.
 *
 * It needs /proc, `readlink`, `stat` and `tr`, and where there is systemd `systemctl`; it changes nothing. What it prints is
 * It needs /proc, `readlink` and `tr`, `my_print_defaults`, and where there is systemd `systemctl`; it changes nothing. What it prints is
 * read by `parseHost`.
 */
export const hostScript = (identity: Identity, wanted: Wanted): string =>
  [
    constants(identity, wanted),
    reading,
    finding,
    processFacts,
    supervisorFacts,
    unitFacts,
    storageFacts,
    sayPlaces(wanted),
    fileFacts,
    optionFacts,
    main,
    // All of it is read before any of it runs: a script cut off on the way does nothing, and no command eats the rest.
    'main </dev/null\n',
  ].join('\n');

const constants = (
  identity: Identity,
  { binaryLogs, pluginDirectory, cloneAuthority, donorHost }: Wanted,
) => `
LC_ALL=C PATH=$PATH:/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH
NEWLINE='\n'
PLACEHOLDER='\x01'
PID_FILE=${quote(pidFilePath(identity))}
DATADIR=${quote(withoutSlash(identity.datadir))}
SERIES=${quote(/^\d+\.\d+/.exec(identity.version ?? '')?.[0] ?? '')}
SERVER_UUID=${quote(identity.serverUuid ?? '')}
BEGIN=${quote(BEGIN)}
END=${quote(END)}
PLUGIN_DIRECTORY=${quote(withoutSlash(pluginDirectory))}
CLONE_AUTHORITY=${quote(cloneAuthority)}
DONOR_HOST=${quote(donorHost)}
UNIT_PROPERTIES=${quote(unitProperties.join(','))}
BINARY_LOGS=${quote(binaryLogs)}
`;

const sayPlaces = ({ places }: Wanted) => `
say_places() {
  :
${places.map((place) => `  say_place ${quote(place)}\n`).join('')}}
`;

const main = sh`
main() {
  say "$BEGIN" 1
  status_of self
  own_euid=$euid
  say probe.euid "$own_euid"
  if first_line /proc/sys/kernel/hostname; then
    say probe.host "$line"
    find_server
    [ "$found" ] && say_facts "$found"
  else
    say problem no-proc
  fi
  say "$END" 1
}

say_facts() {
  start_of "$1"
  started=$start
  say_process "$1"
  say_parent "$parent"
  say_parent_pid_variable "$1"
  say_supervisor "$parent" "$1"
  say_executable "$1"
  say_control_group "$1"
  say_unit "$group"
  say_storage "$1"
  say_plugin_files "$1"
  say_undo_encryption "$1"
  say_keyring_manifest "$1"
  say_clone_authority "$1"
  say_donor_addresses "$1"
  say_options "$1"
  # The same pid can be another process by now; without a start time there is nothing to compare.
  start_of "$1"
  [ "$started" ] && [ "$start" = "$started" ] || say problem ended
}
`;
