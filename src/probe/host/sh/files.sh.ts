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

# Undo tablespaces keep the mark of encryption in their first page for good, in the third of four bytes of flags at 54
# (fsp0types.h: FSP_FLAGS_POS_ENCRYPTION). The server keeps these files open: /proc names them wherever they are.
say_undo_encryption() {
  opened=$(ls -l "/proc/$1/fd" 2>/dev/null)
  if [ -z "$opened" ]; then
    say undoEncryption.denied "/proc/$1/fd"
    return
  fi
  if ! command -v od >/dev/null 2>&1; then
    say undoEncryption.error 'there is no od'
    return
  fi
  while IFS= read -r line; do
    case $line in
      *' -> '*/undo_[0-9][0-9][0-9] | *' -> '*.ibu) say_undo_file "$1" "\${line#* -> }" ;;
    esac
  done <<END
$opened
END
  say undoEncryption ''
}

say_undo_file() {
  flags=$(od -An -tx1 -j56 -N1 "/proc/$1/root$2" 2>/dev/null)
  case \${flags##* } in
    [2367abef][0-9a-f]) say undoEncryption.encrypted "$2" ;;
    '') say undoEncryption.denied "$2" ;;
  esac
}

# The manifests by which a server loads its keyring component at the next start: next to the program, and in the data
# directory where the first one says so (a component manifest is JSON: "read_local_manifest": true).
say_keyring_manifest() {
  program=$(readlink "/proc/$1/exe" 2>/dev/null)
  program=\${program% (deleted)}
  if [ -z "$program" ]; then
    say_why keyringManifest "/proc/$1/exe"
    return
  fi
  text_of "/proc/$1/root$program.my"
  if [ "$why" = denied ]; then
    say keyringManifest.denied "$program.my"
    return
  fi
  say keyringManifest.global "$text"
  text_of "/proc/$1/cwd/\${program##*/}.my"
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

# knows_other_names PID: what a name means is up to the network and to three files. Where the server's files may not be
# seen, a PID namespace of its own is taken for a container.
knows_other_names() {
  if [ ! -r "/proc/$1/root/." ]; then
    status_of "$1"
    case $nspid in *[!0-9]*) return 0 ;; esac
    return 1
  fi
  [ "$(readlink "/proc/$1/ns/net")" = "$(readlink /proc/self/ns/net)" ] || return 0
  for file in /etc/hosts /etc/resolv.conf /etc/nsswitch.conf; do
    [ -e "$file" ] || [ -e "/proc/$1/root$file" ] || continue
    [ "/proc/$1/root$file" -ef "$file" ] || return 0
  done
  return 1
}

# Whether this host knows the donor by the name of the statement. A container has names of its own.
say_donor_addresses() {
  if [ -z "$DONOR_HOST" ]; then
    say donorAddresses.unasked ''
    return
  fi
  if knows_other_names "$1"; then
    say donorAddresses.error 'the server runs in a container, and knows other names than this host'
    return
  fi
  if ! command -v getent >/dev/null 2>&1; then
    say donorAddresses.error 'there is no getent'
    return
  fi
  limit=
  command -v timeout >/dev/null 2>&1 && limit='timeout 3'
  found_names=$($limit getent ahosts "$DONOR_HOST" 2>/dev/null)
  case $? in
    0 | 2) ;;
    *)
      say donorAddresses.error 'getent did not answer'
      return
      ;;
  esac
  say donorAddresses ''
  last=
  while read -r address _; do
    [ "$address" ] && [ "$address" != "$last" ] && say donorAddresses.address "$address"
    last=$address
  done <<END
$found_names
END
}
`;
