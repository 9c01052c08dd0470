import { sh } from './sh.js';

/** What the next start of the server gets to read: its options, and whether they are still those of this start. */
export const optionFacts = sh`
# say_options PID: the words of the command line stay what they are, the option files are read as they are now. Names
# leave the host, the values of what loads plugins, and those of a few settings that decide here; nothing else.
say_options() {
  if [ ! -e "$root/." ]; then
    for fact in options optionFiles optionTrial; do say "$fact.denied" "$root"; done
    return
  fi
  [ "$TRY_OPTIONS" ] || say optionTrial.unasked ''
  command_words=$(tr '\n\000' '\001\n' 2>/dev/null <"/proc/$1/cmdline")
  server=$1 first=yes source=command named_file= extra_file= seen=
  set -- my_print_defaults
  while IFS= read -r word; do
    case $first$word in
      yes*) first= ;;
      --defaults-file=* | --defaults-extra-file=* | --defaults-group-suffix=* | --login-path=* | --no-defaults)
        set -- "$@" "$word"
        case $word in
          --defaults-file=* | --no-defaults) named_file=\${word#--defaults-file=} ;;
          --defaults-extra-file=*) extra_file=\${word#*=} ;;
        esac
        ;;
      *) say_option "$word" ;;
    esac
  done <<END
$command_words
END
  environment_of HOME
  server_home=$value
  environment_of MYSQL_HOME
  mysql_home=$value
  say_changed_files
  if [ ! "$root/." -ef / ]; then
    say options.problem elsewhere
    say optionTrial.problem elsewhere
    return
  fi
  # Its own directory first: a host can hold several versions, each with places of its own to look for files.
  PATH=\${executable%/*}:\${executable%/*}/../bin:$PATH
  source=file
  [ "$mysql_home" ] && export MYSQL_HOME="$mysql_home"
  if ! command -v my_print_defaults >/dev/null 2>&1; then
    say options.problem no-tool
  elif words=$(HOME=$server_home "$@" mysqld server "mysqld-$SERIES" 2>&1); then
    say options.read ''
    while IFS= read -r word; do
      say_option "$word"
    done <<END
$words
END
  else
    say options.error "\${words##*"$NEWLINE"}"
  fi
  [ "$TRY_OPTIONS" ] && try_options
}

# say_option WORD: --NAME, --NAME=VALUE; anything else is a value, or an option of one letter.
say_option() {
  case $1 in
    --*plugin[-_]load*=*) say option "\${1#--}" ;;
    --?*=*) word=\${1#--}; say option "\${word%%=*}" ;;
    --?*) say option "\${1#--}" ;;
  esac
  case $1 in
    --datadir=* | --lower[-_]case[-_]table[-_]names=* | --innodb[-_]page[-_]size=* | --innodb[-_]data[-_]*=* | \
      --innodb[-_]undo[-_]directory=* | --innodb[-_]log[-_]group[-_]home[-_]dir=* | --innodb[-_]force[-_]recovery=* | --innodb[-_]directories=* | \
      --gtid[-_]mode=* | --server[-_]id=*)
      say "options.$source" "\${1#--}"
      ;;
  esac
}

# say_changed_files says which option files were written after the server, which writes its pid file when it starts: those
# at the usual places and what they include. Of a directory that is included a change of itself tells that a file was
# added or removed.
say_changed_files() {
  has optionFiles sed || return
  if [ ! -e "$pid_path" ]; then
    say optionFiles.problem no-pid-file
    return
  fi
  case $named_file in
    --no-defaults) set -- ;;
    /*) set -- "$named_file" ;;
    '')
      set -- /etc/my.cnf /etc/mysql/my.cnf /usr/etc/my.cnf /usr/local/etc/my.cnf /usr/local/mysql/etc/my.cnf \
        "$mysql_home/my.cnf" "$extra_file" "$server_home/.my.cnf"
      ;;
    *)
      say optionFiles.problem relative
      return
      ;;
  esac
  say optionFiles ''
  before=$IFS seen=$NEWLINE texts=
  # Directories first, of which only names that end with .cnf count; then what the files include, all in one go.
  while [ $# != 0 ]; do
    found=
    for file; do
      case $seen in *"$NEWLINE$file$NEWLINE"*) continue ;; esac
      seen=$seen$file$NEWLINE
      [ "$file" ] && [ -e "$root$file" ] || continue
      [ "$root$file" -nt "$pid_path" ] && say optionFiles.changed "$file"
      if [ -d "$root$file" ]; then
        for entry in "$root$file"/*.cnf; do found=$found\${entry#"$root"}$NEWLINE; done
      else
        texts=$texts$root$file$NEWLINE
      fi
    done
    set -f
    IFS=$NEWLINE
    if [ -z "$found" ] && [ "$texts" ]; then
      set -- $texts
      texts=
      found=$(sed -n '/^[[:blank:]]*!include/{s/^[[:blank:]]*!include[a-z]*[[:blank:]]*//;s,[[:blank:]/]*$,,;p;}' "$@" 2>/dev/null)
    fi
    set -- $found
    set +f
    IFS=$before
  done
}

# try_options: would the program take these options today? Only on demand, because it runs the server's own program, as
# the server's user. It stops before it opens anything, but for a file that it makes in the data directory and removes
# again, to see whether names there have a case: /proc takes no files.
try_options() {
  set -- "\${executable% (deleted)}"
  first=yes
  while IFS= read -r word; do
    case $first$word in
      yes*) first= ;;
      --daemonize* | -D | --initialize* | --datadir=*) ;;
      *) set -- "$@" "$word" ;;
    esac
  done <<END
$command_words
END
  set -- "$@" --validate-config --datadir=/proc
  credentials_of "$server"
  if [ "$own_euid" != "$uid" ]; then
    commas=
    for id in $groups; do commas=$commas\${commas:+,}$id; done
    set -- setpriv "--reuid=$uid" "--regid=$gid" "--groups=\${commas:-$gid}" "$@"
    if ! command -v setpriv >/dev/null 2>&1; then
      say optionTrial.problem no-tool
      return
    fi
  fi
  words=$(cd / && HOME=$server_home "$@" 2>&1)
  say optionTrial.status "$?"
  while IFS= read -r line; do
    case $line in
      *'[ERROR] [MY-'*) say_error "MY-\${line##*'[ERROR] [MY-'}" ;;
    esac
  done <<END
$words
END
}

# say_error TEXT: the number, and the name of an option or a plugin; a value can be a secret.
say_error() {
  name=
  case $1 in
    *" unknown variable '"*) name=\${1#*" unknown variable '"} ;;
    *" unknown option '--"*) name=\${1#*" unknown option '--"} ;;
    *" to '"*"'.") name=\${1##*" to '"} ;;
    *" used for variable '"*) name=\${1#*" used for variable '"} ;;
    *" plugin named '"*) name=\${1#*" plugin named '"} ;;
  esac
  name=\${name%%[\'=]*}
  say optionTrial.complaint "\${1%%]*} $name"
}
`;
