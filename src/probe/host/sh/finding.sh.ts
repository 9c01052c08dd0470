import { sh } from './sh.js';

/**
 * Finding the one process that is the server.
 *
 * A process is believed to be the server when all of these agree: it is a mysqld; its own pid, in its own PID
 * namespace, is the one in the pid file that the server names; the auto.cnf of the data directory holds the server's
 * uuid. Both files are read as that process sees them, because a container has its own /var/lib/mysql.
 */
export const finding = sh`
is_mysqld_name() {
  case $1 in
    mysqld | mysqld-* | mysqld[0-9]* | mariadbd) return 0 ;;
  esac
  return 1
}

is_mysqld() {
  first_line "/proc/$1/comm" && is_mysqld_name "$line" && return
  program=$(readlink "/proc/$1/exe" 2>/dev/null)
  program=\${program% (deleted)}
  is_mysqld_name "\${program##*/}"
}

# pid_in FILE sets $named to the pid that a pid file names; empty when it names none.
pid_in() {
  first_line "$1"
  named=$line
  case $named in
    *[!0-9]*) named= ;;
  esac
  [ -n "$named" ]
}

# uuid_in FILE sets $uuid to the server-uuid of an auto.cnf. It is an option file: blanks may surround the equals sign.
uuid_in() {
  uuid=
  while IFS=' 	=' read -r name value; do
    case $name in
      server-uuid | server_uuid) uuid=$value ;;
    esac
  done 2>/dev/null <"$1"
  [ -n "$uuid" ]
}

# names_itself PID: whether the server's pid file, as the process sees it, holds its own pid; $pid_path is the way there.
# An absolute link on the way, such as Debian's /var/run, leads out of /proc/PID/root into the probe's own files: hence
# the other ways.
names_itself() {
  for file in "root$PID_FILE" "cwd/\${PID_FILE#"$DATADIR"/}" "root/run/\${PID_FILE#/var/run/}"; do
    pid_path=/proc/$1/$file
    pid_in "$pid_path" && [ "$named" = "$own" ] && return
  done
  return 1
}

# prove PID NAMED sets $proof to one of: same, foreign, other (its own pid is not the one in the pid file), unproved,
# denied, gone. NAMED is the pid in the pid file as the probe itself sees that file; empty where it sees none.
prove() {
  proof=gone
  status_of "$1" || return
  own=\${nspid##*[!0-9]}
  own=\${own:-$1}
  closed= # set when the process's own view may not be looked into

  if ! names_itself "$1"; then
    proof=other
    why_not "/proc/$1/root$PID_FILE"
    [ "$why" = denied ] || return
    # Without that right the probe's own view must do, for the process that the pid file names there.
    proof=denied closed=1
    [ "$2" = "$1" ] && [ "$own" = "$1" ] || return
  fi

  # mysqld makes the data directory its working directory, so this one cannot be another server's.
  uuid_in "/proc/$1/cwd/auto.cnf" || uuid_in "/proc/$1/root$DATADIR/auto.cnf" ||
    { [ "$closed" ] && uuid_in "$DATADIR/auto.cnf"; }
  if [ -z "$uuid" ]; then
    proof=unproved
    why_not "/proc/$1/cwd/auto.cnf"
    [ "$why" = denied ] && proof=denied
  elif [ "$uuid" = "$SERVER_UUID" ]; then
    proof=same
  else
    proof=foreign
  fi
}

# consider PID NAMED keeps what the proof gave, for the verdict over all candidates.
consider() {
  prove "$1" "$2"
  case $proof in
    same) found=$1 matches=$((matches + 1)) ;;
    foreign) foreign=$1 foreign_uuid=$uuid ;;
    unproved) unproved=$1 ;;
    denied) denied="$denied $1" denied_euid=$euid ;;
    other) others=$((others + 1)) ;;
  esac
}

# find_server sets $found and says why, when it stays empty.
find_server() {
  found= foreign= unproved= denied= stale= considered= matches=0 others=0
  # The common case: the probe sees what the server sees.
  if pid_in "$PID_FILE"; then
    stale=$named
    if [ -e "/proc/$named" ] && is_mysqld "$named"; then
      stale= considered=$named
      consider "$named" "$named"
    fi
  fi
  [ "$found" ] && return

  # Otherwise the server may run in a container of this host: every mysqld is a candidate, each in its own view.
  for comm in /proc/[0-9]*/comm; do
    first_line "$comm" && is_mysqld_name "$line" || continue
    pid=\${comm#/proc/}
    pid=\${pid%/comm}
    [ "$pid" = "$considered" ] || consider "$pid" ''
  done
  [ "$matches" = 1 ] && return

  found=
  if [ "$matches" != 0 ]; then
    say problem ambiguous
  elif [ "$denied" ]; then
    say problem denied
    say problem.pid "\${denied# }"
    say problem.euid "$denied_euid"
  elif [ "$foreign" ]; then
    say problem foreign
    say problem.pid "$foreign"
    say problem.uuid "$foreign_uuid"
  elif [ "$unproved" ]; then
    say problem unproved
    say problem.pid "$unproved"
  elif [ ! -e /proc/1 ]; then
    # /proc is mounted with hidepid: the processes of other users are not there at all.
    say problem hidden
  else
    say problem absent
    say problem.others "$others"
    say problem.stale "$stale"
  fi
}
`;
