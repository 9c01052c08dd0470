import { sh } from './sh.js';

/** What the settings of the parent say, where it is a supervisor that the probe knows. */
export const supervisorFacts = sh`
# say_supervisor PARENT PID: $parent_name and the environment's $entries are there already.
say_supervisor() {
  case $parent_name in
    runsv) say_runit "$1" ;;
    s6-supervise) say_s6 "$1" ;;
    tini | tini-static | docker-init | dumb-init | catatonit | podman-init) say_init "$1" "$2" ;;
    supervisord) say_supervisord "$1" "$2" ;;
    python*)
      case $parent_words in
        *"$NEWLINE"*/supervisord"$NEWLINE"*) say_supervisord "$1" "$2" ;;
        *) say supervisor none ;;
      esac
      ;;
    *) say_loop "$1" ;;
  esac
}

# A shell that runs a script keeps it open: bash as 255, others as 10. What the shell has read of it is what was there
# when it started.
say_loop() {
  case \${parent_words%%"$NEWLINE"*}:\${parent_words#*"$NEWLINE"} in
    *sh:-* | *sh:) ;;
    */sh:* | sh:* | */bash:* | bash:* | */dash:* | dash:*)
      for loop in "/proc/$1/fd/255" "/proc/$1/fd/10"; do
        { is_loop "$loop"; } 2>/dev/null || continue
        while read -r name value; do
          [ "$name" = btime ] && booted=$value
        done </proc/stat
        start_of "$1"
        say supervisor loop
        if [ "$(stat -L -c %Y "$loop")" -lt $((booted + start / 100 - 1)) ]; then
          say supervisor.newerFiles no
        else
          say supervisor.newerFiles yes
        fi
        return
      done
      ;;
  esac
  say supervisor none
}

# is_loop FILE: whether it is the loop of the manual ("RESTART Statement"), and nothing that is not quite that.
is_loop() {
  step=head managed= code=
  while IFS= read -r line || [ "$line" ]; do
    set -f
    set -- $line
    set +f
    text=$*
    case $step:$text in
      *: | *:'#'*) ;;
      head:'export MYSQLD_PARENT_PID=$$') managed=yes ;;
      head:'export MYSQLD_RESTART_EXIT=16') code=yes ;;
      head:'while true ; do' | head:'while true; do' | head:'while :; do') step=\${managed:+server} ;;
      server:*) is_server_command "$1" "\${text%' 2>&1'}" && step=test || return 1 ;;
      test:'if [ $? -ne $MYSQLD_RESTART_EXIT ]; then') step=\${code:+break} ;;
      test:'if [ $? -ne 16 ]; then') step=break ;;
      test:'if [ $? -ne 16 ]; then break; fi') step=done ;;
      break:break) step=fi ;;
      fi:fi) step=done ;;
      done:done) return 0 ;;
      *) return 1 ;;
    esac
  done <"$1"
  return 1
}

# is_server_command PROGRAM LINE: mysqld in the foreground, by itself, so that the next $? is its exit status.
is_server_command() {
  case $1 in
    mysqld | */mysqld) ;;
    *) return 1 ;;
  esac
  case $2 in
    *[!A-Za-z0-9_./:=,@%+\ \<\>\$-]*) return 1 ;;
  esac
}

# Both supervisors work in the directory of the service.
say_service() {
  say supervisor "$1"
  say supervisor.wantedUp "$2"
  if [ -e "/proc/$3/cwd/finish" ]; then
    say supervisor.finish yes
  else
    say supervisor.finish no
  fi
}

# supervise/stat is a line such as "run" or "run, want down" (runsv(8)).
say_runit() {
  if ! first_line "/proc/$1/cwd/supervise/stat"; then
    say_why supervisor "/proc/$1/cwd/supervise/stat"
    return
  fi
  case $line in
    run | 'run, got TERM') say_service runit yes "$1" ;;
    *) say_service runit no "$1" ;;
  esac
}

say_s6() {
  if [ ! -d "/proc/$1/cwd/supervise" ]; then
    say_why supervisor "/proc/$1/cwd/supervise/status"
  elif wanted=$(s6-svstat -o wantedup "/proc/$1/cwd" 2>&1); then
    case $wanted in
      true) say_service s6 yes "$1" ;;
      *) say_service s6 no "$1" ;;
    esac
  else
    say supervisor.error "s6-svstat: \${wanted##*"$NEWLINE"}"
  fi
}

# The first in the list of children is the oldest: new children and orphans are added at its end. The oldest one is the
# program that such an init was told to run, because it ends as soon as that one does. tini -e maps a status to 0.
say_init() {
  if ! first_line "/proc/$1/task/$1/children"; then
    say_why supervisor "/proc/$1/task/$1/children"
    return
  fi
  say supervisor init
  say supervisor.oldestChild "\${line%% *}"
  maps=no option=
  set -f
  IFS=$NEWLINE
  for word in $parent_words; do
    case $option:$word in
      *e:16 | *:-*e16) maps=yes ;;
      *:--) break ;;
    esac
    option=
    case $word in
      --*) ;;
      -*e) option=$word ;;
    esac
  done
  unset IFS
  set +f
  say supervisor.mapsStatuses "$maps"
}

# supervisord tells each child which program it is. Its settings are those of the files as it read them; the pid file
# that they name proves that they are this supervisord's files, and its age tells when they were read.
say_supervisord() {
  if [ "$entries" = "$NEWLINE" ]; then
    say_why supervisor "/proc/$2/environ"
    return
  fi
  environment_of SUPERVISOR_PROCESS_NAME
  if [ -z "$value" ]; then
    say supervisor.error 'the server was not told by supervisord which program it is (SUPERVISOR_PROCESS_NAME)'
    return
  fi
  program=$value
  find_supervisord_file "$1"
  if [ -z "$conf" ] || [ ! -r "$conf" ]; then
    say_why supervisor "\${conf:-supervisord.conf}"
    return
  fi
  say supervisor supervisord
  say supervisor.program "$program"
  say supervisor.ownPid "\${parent_nspid##*[!0-9]}"
  include= pidfile= conf_files= here=\${conf%/*}
  read_conf "$conf"
  case $include in
    *%*) say supervisor.error "[include] in $conf holds an expansion" ;;
  esac
  set -f
  for pattern in $include; do
    set +f
    case $pattern in
      /*) pattern=/proc/$1/root$pattern ;;
      *) pattern=$here/$pattern ;;
    esac
    for file in $pattern; do
      [ -e "$file" ] && read_conf "$file"
    done
  done
  set +f
  case \${pidfile:=supervisord.pid} in
    /*) pidfile=/proc/$1/root$pidfile ;;
    *) pidfile=/proc/$1/cwd/$pidfile ;;
  esac
  pid_in "$pidfile"
  say supervisor.pidInFile "$named"
  newer=no
  for file in $conf_files; do
    [ "$file" -nt "$pidfile" ] && newer=yes
  done
  say supervisor.newerFiles "$newer"
}

# find_supervisord_file PARENT sets $conf: the one on its command line, else the first of its default places.
find_supervisord_file() {
  conf= option= base=
  set -f
  IFS=$NEWLINE
  for word in $parent_words; do
    case $option$word in
      -c?* | -nc?* | --configuration?*)
        word=\${word#--configuration} word=\${word#-nc} word=\${word#-c}
        conf=\${word#=} option=
        ;;
      -c | -nc | --configuration) option=$word ;;
      */bin/supervisord) base=\${word%/bin/supervisord} ;;
    esac
  done
  unset IFS
  set +f
  case $conf in
    '') ;;
    /*) conf=/proc/$1/root$conf ;;
    *) conf=/proc/$1/cwd/$conf ;;
  esac
  [ "$conf" ] && return
  for conf in "root$base/etc/supervisord.conf" "root$base/supervisord.conf" cwd/supervisord.conf \
    cwd/etc/supervisord.conf root/etc/supervisord.conf root/etc/supervisor/supervisord.conf; do
    conf=/proc/$1/$conf
    [ -e "$conf" ] && return
  done
  conf=
}

# read_conf FILE, as Python's configparser reads it: says what decides about the program, notes [include] and the pid
# file, and passes over everything else, passwords among it.
read_conf() {
  conf_files="$conf_files $1"
  section= key=
  while IFS= read -r line || [ "$line" ]; do
    text=\${line#"\${line%%[!	 ]*}"}
    case $text in
      '' | '#'* | ';'*) continue ;;
    esac
    indented=
    [ "$text" = "$line" ] || indented=yes
    if [ -z "$indented" ]; then
      case $line in
        '['*']'*)
          section=\${line#?} key=
          section=\${section%]*}
          [ "$section" = "program:$program" ] && say supervisor.section ''
          continue
          ;;
      esac
      key=\${line%%[=:]*} text=\${line#*[=:]}
    fi
    case $section in
      include | supervisord | "program:$program") say_setting "$1" ;;
    esac
  done <"$1"
}

# say_setting FILE takes $section, $key and $text; $indented, where the text continues the value above.
say_setting() {
  [ "$indented" ] || key=$(printf %s "$key" | tr -d ' \t' | tr A-Z a-z)
  # A comment at the end of a line begins with a blank.
  text=" $text"
  text=\${text%%[	 ][#\;]*}
  text=\${text#"\${text%%[!	 ]*}"}
  text=\${text%"\${text##*[!	 ]}"}
  case $section/$key in
    include/files) include="$include $(expand_here "$text")" ;;
    supervisord/pidfile) pidfile=$(expand_here "$text") ;;
    program:*/autorestart | program:*/exitcodes | program:*/process_name | program:*/numprocs)
      [ "$indented" ] && say supervisor.error "$key in $1 has more than one line"
      say "supervisor.$key" "$text"
      ;;
    */) say supervisor.error "$1 is indented in an unusual way" ;;
  esac
}

# expand_here TEXT: %(here)s is the directory of the configuration file.
expand_here() {
  text=$1
  while :; do
    case $text in
      *'%(here)s'*) text=\${text%%'%(here)s'*}\${here#/proc/*/root}\${text#*'%(here)s'} ;;
      *) break ;;
    esac
  done
  printf %s "$text"
}
`;
