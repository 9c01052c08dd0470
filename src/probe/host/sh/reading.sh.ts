import { sh } from './sh.js';

/** Reading /proc with what the shell has built in: no process is started for a file. */
export const reading = sh`
# A record NAME=VALUE, ended by a NUL: no name, path or setting can hold one, so no value needs to be escaped.
say() {
  printf '%s=%s\0' "$1" "$2"
}

# has FACT PROGRAMS: whether the host has them all; a fact that they give must not look empty for want of one.
has() {
  for needed in $2; do
    command -v "$needed" >/dev/null 2>&1 && continue
    say "$1.error" "there is no $needed"
    return 1
  done
}

# first_line FILE sets $line; empty when FILE cannot be read.
first_line() {
  line=
  { IFS= read -r line; } 2>/dev/null <"$1"
  [ -n "$line" ]
}

# why_not FILE sets $why to what keeps it from being opened: denied, absent, the system's words, or nothing.
why_not() {
  why=$({ read -r _; } 2>&1 <"$1")
  case $why in
    *ermission\ denied* | *'not permitted'*) why=denied ;;
    *'o such '*) why=absent ;;
    *) why=\${why##*: } ;;
  esac
}

# status_of PID sets from /proc/PID/status: $ppid; $nspid, the pids of the process in each PID namespace from the
# reader's down to its own (proc_pid_status(5); Linux 4.1 and later); $euid.
status_of() {
  ppid= nspid= euid=
  while IFS=' 	' read -r name value; do
    case $name in
      PPid:) ppid=$value ;;
      NSpid:) nspid=$value; break ;;
      Uid:) euid=\${value#*[!0-9]}; euid=\${euid%%[!0-9]*} ;;
    esac
  done 2>/dev/null <"/proc/$1/status"
  [ -n "$ppid" ]
}

# start_of PID sets from /proc/PID/stat: $start, when the process was started (clock ticks since boot): with it a pid
# means one process only; $env_start and $env_end, where its environment lies, 0 when that may not be seen.
start_of() {
  start= env_start= env_end=
  first_line "/proc/$1/stat" || return
  # The name of the program stands in parentheses and may hold anything.
  set -- \${line##*) }
  start=\${20} env_start=\${48} env_end=\${49}
}
`;
