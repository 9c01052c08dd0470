import { sh } from './sh.js';

/** Whether the server's undo tablespaces are encrypted. */
export const undoFacts = sh`
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
`;
