import { sh } from './sh.js';

/** What the next start of the server gets to read: the names of its options. */
export const optionFacts = sh`
# say_options PID: the words of the command line stay what they are, the option files are read as they are now. Names
# leave the host, and the values of what loads plugins; nothing else.
say_options() {
  if [ ! -e "/proc/$1/root/." ]; then
    say options.denied "/proc/$1/root"
    return
  elif [ ! "/proc/$1/root/." -ef / ]; then
    say options.problem elsewhere
    return
  fi
  words=$(tr '\n\000' '\001\n' 2>/dev/null <"/proc/$1/cmdline")
  first=yes
  set -- my_print_defaults
  while IFS= read -r word; do
    case $first$word in
      yes*) first= ;;
      --defaults-file=* | --defaults-extra-file=* | --defaults-group-suffix=* | --login-path=* | --no-defaults)
        set -- "$@" "$word"
        ;;
      *) say_option "$word" ;;
    esac
  done <<END
$words
END
  # Its own directory first: a host can hold several versions, each with places of its own to look for files.
  PATH=\${executable%/*}:\${executable%/*}/../bin:$PATH
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
}

# say_option WORD: --NAME, --NAME=VALUE; anything else is a value, or an option of one letter.
say_option() {
  case $1 in
    --*plugin[-_]load*=*) say option "\${1#--}" ;;
    --?*=*) word=\${1#--}; say option "\${word%%=*}" ;;
    --?*) say option "\${1#--}" ;;
  esac
}
`;
