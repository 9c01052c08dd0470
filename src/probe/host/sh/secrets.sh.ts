import { sh } from './sh.js';

/** Where passwords stand that others can read. Everything is cut off here that is not a name. */
export const secretFacts = sh`
# say_secrets PID, after say_options, which leaves $command_words and $seen behind: on its command line, in its
# environment, in option files. Names of options are said as they are; which of them mean a secret is decided where they
# are read.
say_secrets() {
  if [ ! -r "$root/." ]; then
    say secrets.denied "$root"
    return
  fi
  has secrets 'grep sed ls' || return
  case $command_words in
    *[Pp][Aa][Ss][Ss]* | *[Pp][Ww][Dd]* | *[Ss][Ee][Cc][Rr][Ee][Tt]*) say_names secrets.commandLine "$command_words" ;;
  esac
  case $entries in
    "$NEWLINE") ;;
    *PASS*=?* | *PWD=?* | *SECRET*=?*) say_names secrets.variable "$entries" ;;
    *) say secrets.environment '' ;;
  esac
  say_secret_files
  say secrets ''
}

# say_names NAME LINES: of each '--option=value' and 'VARIABLE=value' what stands before the value.
say_names() {
  [ "$1" = secrets.variable ] && say secrets.environment ''
  while IFS= read -r word; do
    word=\${word#--}
    case \${word%%=*} in
      '' | *[!A-Za-z0-9_-]*) continue ;;
    esac
    case $word in
      *=?*) say "$1" "\${word%%=*}" ;;
    esac
  done <<END
$2
END
}

# Only a file that has such an option is worth a look at who may read it, which takes the directories above as well.
say_secret_files() {
  set -- "$root"/etc/my.cnf "$root"/etc/my.cnf.d/*.cnf "$root"/etc/mysql/*.cnf "$root"/etc/mysql/*/*.cnf \
    "$root"/usr/etc/my.cnf "$root"/root/.my.cnf "$root\${server_home:-/nonexistent}"/.my.cnf
  # What say_options came by: files that the command line names, and files that others include.
  while IFS= read -r file; do
    [ -f "$root$file" ] && set -- "$@" "$root$file"
  done <<END
$seen
END
  found_files=$(grep -slEi '^[[:space:]]*[a-z_-]*(pass|pwd|secret)[a-z_-]*[[:space:]]*=[[:space:]]*[^[:space:]]' "$@" </dev/null)
  [ "$found_files" ] || return 0
  while IFS= read -r file; do
    say secrets.file "\${file#"$root"}"
    set -- "$file"
    folder=\${file%/*}
    while [ "$folder" ] && [ "$folder" != "$root" ]; do
      set -- "$@" "$folder"
      folder=\${folder%/*}
    done
    say secrets.modes "$(ls -ldL "$@" 2>/dev/null)"
    say secrets.options "$(sed -n 's/^[[:space:]]*\([A-Za-z_-]*\)[[:space:]]*=[[:space:]]*[^[:space:]].*/\1/p' "$file" 2>/dev/null)"
  done <<END
$found_files
END
}
`;
