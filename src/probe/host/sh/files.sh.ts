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

# The certificates in the file of clone_ssl_ca, and nothing else of it: a private key can stand in the same file.
say_clone_authority() {
  case $CLONE_AUTHORITY in
    '')
      say cloneAuthority.absent ''
      return
      ;;
    /*) file=/proc/$1/root$CLONE_AUTHORITY ;;
    *) file=/proc/$1/cwd/$CLONE_AUTHORITY ;;
  esac
  text_of "$file"
  case $why in
    denied) say cloneAuthority.denied "$file" ;;
    absent) say cloneAuthority.absent '' ;;
    *) say cloneAuthority "$(sed -n '/-BEGIN CERTIFICATE-/,/-END CERTIFICATE-/p' "$file" 2>/dev/null)" ;;
  esac
}
`;
