import { sh } from './sh.js';

/** The systemd unit of the process: by control group, then in systemd's own words. */
export const unitFacts = sh`
# say_control_group PID sets $group: of the unified hierarchy, or of systemd's own in the older layout.
say_control_group() {
  unified= named_systemd=
  while IFS= read -r line; do
    case $line in
      0::*) unified=\${line#0::} ;;
      [0-9]*:name=systemd:*) named_systemd=\${line#*:name=systemd:} ;;
    esac
  done 2>/dev/null <"/proc/$1/cgroup"
  group=\${unified:-$named_systemd}
  # A hierarchy that systemd does not use has every process at its root.
  [ "$group" = / ] && group=\${named_systemd:-/}
  say controlGroup "$group"
}

# unit_in GROUP sets $unit to the innermost unit, and $user to the uid when it belongs to that user's manager: what
# lies below user@UID.service is not the system manager's.
unit_in() {
  unit= user= path=\${1#/}/
  while [ "$path" ]; do
    part=\${path%%/*}
    path=\${path#*/}
    case $part in
      user@*.service)
        user=\${part#user@} unit=
        user=\${user%.service}
        ;;
      # systemd puts an underscore before a name that the kernel could take for a file of its own.
      ?*.service | ?*.scope) unit=\${part#_} ;;
    esac
  done
}

# systemd_show PROPERTIES asks the manager of $unit; its answer, or its complaint, is $shown.
systemd_show() {
  set -- show --no-pager "--property=$1" -- "$unit"
  if [ -z "$user" ]; then
    shown=$(systemctl "$@" 2>&1)
    return
  fi
  # A user's manager answers to its own user only, not to root.
  XDG_RUNTIME_DIR=/run/user/$user DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/$user/bus
  export XDG_RUNTIME_DIR DBUS_SESSION_BUS_ADDRESS
  if [ "$own_euid" = "$user" ]; then
    shown=$(systemctl --user "$@" 2>&1)
  else
    shown=$(setpriv --reuid="$user" systemctl --user "$@" 2>&1)
  fi
}

say_unit() {
  unit_in "$1"
  [ "$user" ] && say unit.user "$user"
  if [ -z "$unit" ]; then
    say unit.none ''
    return
  fi
  say unit "$unit"
  if ! command -v systemctl >/dev/null 2>&1 || [ ! -d /run/systemd/system ]; then
    say unit.problem no-systemd
  elif [ "$user" ] && [ "$own_euid" != "$user" ] && [ "$own_euid" != 0 ]; then
    say unit.problem other-user
  elif systemd_show "$UNIT_PROPERTIES"; then
    say_properties
    say_command
  else
    say unit.problem failed
    say unit.words "\${shown##*"$NEWLINE"}"
  fi
}

say_properties() {
  main_pid= newer=no assignment=
  while IFS= read -r line; do
    case $line in
      Environment=*) say_assignment "\${line#Environment=}" ;;
      FragmentPath=* | DropInPaths=*)
        say "unit.\${line%%=*}" "\${line#*=}"
        newer_than_server \${line#*=}
        ;;
      MainPID=*)
        say "unit.\${line%%=*}" "\${line#*=}"
        main_pid=\${line#*=}
        ;;
      [A-Z]*=*) say "unit.\${line%%=*}" "\${line#*=}" ;;
    esac
  done <<END
$shown
END
  say unit.newerFiles "$newer"
  # How long it runs, by the one clock that /proc shows for every process alike: /proc/uptime and systemd's monotonic
  # timestamps drift apart over a suspend, and some containers have an uptime of their own.
  [ "\${main_pid:-0}" = 0 ] && return
  start_of "$main_pid" && say unit.mainStart "$start"
  # A new process: it starts now. (sh gives $$ to a subshell too; /proc/self is the subshell.)
  say unit.now "$(start_of self && printf %s "$start")"
}

# A variable that the server has and Environment= does not set may come from the command itself, as with env(1). That
# is asked for alone, because a command can hold any text, lines that look like properties among it.
say_command() {
  case $entries:$assignment in
    *"\${NEWLINE}MYSQLD_PARENT_PID="*:) systemd_show ExecStart ;;
    *) return ;;
  esac
  case $shown in
    *MYSQLD_PARENT_PID=*) say unit.commandSetsVariable '' ;;
  esac
}

# newer_than_server FILE... sets $newer to yes when one was written after the server, which writes its pid file when it
# starts; also when there is no pid file here to compare with, or systemd quotes a file's name.
newer_than_server() {
  case $* in *'"'*) newer=yes ;; esac
  for file in "$@"; do
    [ "$file" -nt "$PID_FILE" ] && newer=yes
  done
}

# say_assignment LIST says how MYSQLD_PARENT_PID is set in an Environment= list, and nothing else of it.
say_assignment() {
  list=$1
  # Before systemd 246 a quoted value can hold a newline as it is: the list goes on until its last quote is closed.
  while ! find_assignment "$list"; do
    IFS= read -r line || break
    list=$list$NEWLINE$line
  done
  [ "$assignment" ] && say unit.assignment "$assignment"
}

# find_assignment LIST sets $assignment to the last word that sets the variable, still quoted; it fails when a quote
# is open at the end. The words are bare, "quoted" or \$'quoted', with backslashes inside of quotes.
find_assignment() {
  assignment= rest=$1
  while [ "$rest" ]; do
    case $rest in
      ' '*)
        rest=\${rest# }
        continue
        ;;
      '"'*)
        closing='"' word='"'
        rest=\${rest#?}
        ;;
      "\$'"*)
        closing="'" word="\$'"
        rest=\${rest#??}
        ;;
      *) closing= word=\${rest%%' '*} rest=\${rest#"\${rest%%' '*}"} ;;
    esac
    while [ "$closing" ]; do
      plain=\${rest%%["$closing"\\]*}
      word=$word$plain
      rest=\${rest#"$plain"}
      case $rest in
        '' | '\') return 1 ;;
        '\'*)
          after=\${rest#??}
          word=$word\${rest%"$after"}
          rest=$after
          ;;
        *)
          word=$word$closing
          rest=\${rest#?}
          closing=
          ;;
      esac
    done
    case $word in
      MYSQLD_PARENT_PID=* | '"MYSQLD_PARENT_PID='* | "\$'MYSQLD_PARENT_PID="*) assignment=$word ;;
    esac
  done
}
`;
