import { sh } from './sh.js';

/** What /proc says about the process that was found, and about its parent. */
export const processFacts = sh`
# say_why NAME FILE: the fact NAME is missing because FILE cannot be read.
say_why() {
  why_not "$2"
  case $why in
    denied) say "$1.denied" "$2" ;;
    *) say "$1.error" "$2: \${why:-nothing could be read}" ;;
  esac
}

say_process() {
  status_of "$1"
  parent=$ppid
  say process.pid "$1"
  say process.euid "$euid"
  say process.nspid "$nspid"
  say process.ppid "$ppid"
}

# The parent's depth in the PID namespaces tells whether the server can see it; the command line stops at two words.
# $parent_name, $parent_nspid and $parent_words, one on a line, are for those who ask more about the parent.
say_parent() {
  parent_name= parent_nspid= parent_words=
  [ "$1" = 0 ] && return
  if ! status_of "$1"; then
    say_why parent "/proc/$1/status"
    return
  fi
  say parent.nspid "$nspid"
  parent_nspid=$nspid
  first_line "/proc/$1/comm"
  say parent.name "$line"
  parent_name=$line
  words=$(tr '\n\000' '\001\n' 2>/dev/null <"/proc/$1/cmdline")
  parent_words=$words$NEWLINE
  case $words in
    '') ;;
    *"$NEWLINE"*)
      say parent.word "\${words%%"$NEWLINE"*}"
      words=\${words#*"$NEWLINE"}
      say parent.word "\${words%%"$NEWLINE"*}"
      ;;
    *) say parent.word "$words" ;;
  esac
}

# The entries of an environment end with a NUL and can hold newlines; tr makes each entry one line. Like getenv(3),
# the first entry counts. Nothing but this one value leaves the host.
say_parent_pid_variable() {
  file=/proc/$1/environ
  entries=$NEWLINE$(tr '\n\000' '\001\n' 2>/dev/null <"$file")
  case $entries in
    "$NEWLINE")
      # Nothing: not readable, a process that is ending, or an environment that really is empty.
      why_not "$file"
      start_of "$1"
      if [ -z "$why" ] && [ "\${env_start:-0}" != 0 ] && [ "$env_start" = "$env_end" ]; then
        say variable.unset ''
      else
        say_why variable "$file"
      fi
      ;;
    *"\${NEWLINE}MYSQLD_PARENT_PID="*)
      value=\${entries#*"\${NEWLINE}MYSQLD_PARENT_PID="}
      value=\${value%%"$NEWLINE"*}
      # The character that stands for a newline may also have been there itself.
      case $value in
        *"$PLACEHOLDER"*) [ -z "$(tr -dc '\001' <"$file")" ] || say variable.error 'it holds control characters' ;;
      esac
      say variable.value "$value"
      ;;
    *) say variable.unset '' ;;
  esac
}

# environment_of NAME sets $value to a variable of the server's environment, empty when it is not there.
environment_of() {
  value=
  case $entries in
    *"\${NEWLINE}$1="*)
      value=\${entries#*"\${NEWLINE}$1="}
      value=\${value%%"$NEWLINE"*}
      ;;
  esac
}

# say_executable PID sets $executable to the program's path, also when that was removed.
say_executable() {
  if executable=$(readlink "/proc/$1/exe" 2>/dev/null) && [ "$executable" ]; then
    say executable "$executable"
    executable=\${executable% (deleted)}
  else
    say_why executable "/proc/$1/exe"
  fi
}
`;
