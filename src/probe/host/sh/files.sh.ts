import { sh } from './sh.js';

/** Files of the server that SQL does not show, through the server's own root directory. */
export const fileFacts = sh`
# The shared objects that the server could load as plugins.
say_plugin_files() {
  [ "$PLUGIN_DIRECTORY" ] || return
  directory=/proc/$1/root$PLUGIN_DIRECTORY
  if ! [ -r "$directory/." ]; then
    why_not "$directory/."
    [ "$why" ] || why='it cannot be read'
    case $why in
      denied) say pluginFiles.denied "$directory" ;;
      *) say pluginFiles.error "$directory: $why" ;;
    esac
    return
  fi
  say pluginFiles ''
  for file in "$directory"/*.so; do
    [ -f "$file" ] && say pluginFiles.file "\${file##*/}"
  done
}

# The manifests by which a server loads its keyring component at the next start: next to the program, and in the data
# directory where the first one says so (a component manifest is JSON: "read_local_manifest": true).
say_keyring_manifest() {
  if [ -z "$executable" ]; then
    say_why keyringManifest "/proc/$1/exe"
    return
  fi
  text_of "/proc/$1/root$executable.my"
  if [ "$why" = denied ]; then
    say keyringManifest.denied "$executable.my"
    return
  fi
  say keyringManifest.global "$text"
  text_of "/proc/$1/cwd/\${executable##*/}.my"
  say keyringManifest.local "$text"
}

# text_of FILE sets $text to its lines joined by blanks, and $why as why_not does.
text_of() {
  text=
  why_not "$1"
  while IFS= read -r line || [ "$line" ]; do
    text="$text$line "
  done 2>/dev/null <"$1"
}

# seen_by PID PATH sets $file to the path through the server's own eyes: relative ones begin in its directory.
seen_by() {
  case $2 in
    /*) file=/proc/$1/root$2 ;;
    *) file=/proc/$1/cwd/$2 ;;
  esac
}

# say_certificates PID NAME PATH: those in the file, and nothing else of it: a private key can stand in the same file.
say_certificates() {
  if [ -z "$3" ]; then
    say "$2.absent" ''
    return
  fi
  seen_by "$1" "$3"
  why_not "$file"
  case $why in
    denied) say "$2.denied" "$file" ;;
    absent) say "$2.absent" '' ;;
    *) say "$2" "$(sed -n '/-BEGIN CERTIFICATE-/,/-END CERTIFICATE-/p' "$file" 2>/dev/null)" ;;
  esac
}

say_clone_certificates() {
  say_certificates "$1" cloneAuthority "$CLONE_AUTHORITY"
  [ "$CLONE_CERTIFICATE" ] || return 0
  say_certificates "$1" cloneCertificate "$CLONE_CERTIFICATE"
  seen_by "$1" "$CLONE_KEY"
  [ -e "$file" ] && say cloneCertificate.key ''
}
`;
