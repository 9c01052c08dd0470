import { sh } from './sh.js';

/** What the host says about paths, through the server's own root directory: with its mounts, in its container. */
export const storageFacts = sh`
# credentials_of PID sets $uid, $gid, $groups and $capabilities: by them the kernel decides about files.
credentials_of() {
  uid= gid= groups= capabilities=
  while IFS=' 	' read -r name value; do
    case $name in
      Uid:) uid=\${value##*[!0-9]} ;;
      Gid:) gid=\${value##*[!0-9]} ;;
      Groups:) groups=$value ;;
      CapEff:) capabilities=$value ;;
    esac
  done 2>/dev/null <"/proc/$1/status"
}

# mounts_of PID sets $mounts to lines "POINT TYPE OPTIONS" of its mounts, in the order in which they were made. Of an
# overlay it matters whether directories of a lower layer can be renamed.
mounts_of() {
  mounts=
  while read -r _ _ _ _ point options rest; do
    rest=\${rest#*- }
    super=\${rest##* }
    case $super in
      ro | ro,*) options=ro ;;
    esac
    case ,$super, in
      *,redirect_dir=on,*) options=$options,redirects ;;
    esac
    case $point in
      *\\0*) point=$(printf '%b' "$point") ;;
    esac
    mounts="$mounts$point	\${rest%% *}	$options$NEWLINE"
  done 2>/dev/null <"/proc/$1/mountinfo"
}

# mount_at PATH sets $mount to the line of the mount that PATH lies in; the last one made is on top.
mount_at() {
  mount= longest=-1
  while IFS='	' read -r point type options; do
    case \${1%/}/ in
      "\${point%/}"/*)
        if [ "\${#point}" -ge "$longest" ]; then
          longest=\${#point}
          mount="$point	$type	$options"
        fi
        ;;
    esac
  done <<END
$mounts
END
}

# say_place PATH: each record is said once for each place, so that their positions belong together.
say_place() {
  nearest=$1
  while [ "$nearest" ] && [ ! -e "$root$nearest" ]; do
    nearest=\${nearest%/*}
  done
  nearest=\${nearest:-/}
  say place "$1"
  say place.nearest "$nearest"
  say place.stat "$(stat -L -c '%d %i %h %f %u %g %w' "$root$nearest" 2>/dev/null)"
  say place.way "$(way_of "$nearest")"
  say place.list "$(ls -ldnL "$root$nearest" 2>/dev/null)"
  say place.free "$(stat -f -c '%a %S %c %d' "$root$nearest" 2>/dev/null)"
  # A file that is no directory has the real path of its directory here.
  real=$(cd "$root$nearest" 2>/dev/null && readlink /proc/self/cwd) ||
    real=$(cd "$root\${nearest%/*}/" 2>/dev/null && readlink /proc/self/cwd)
  mount=
  [ "$real" ] && mount_at "$real"
  say place.real "$real"
  say place.mount "$mount"
}

# way_of PATH prints mode, owner and group of each directory above it: all of them must let the server pass.
way_of() {
  step=$1
  set --
  while [ "$step" ] && [ "$step" != / ]; do
    step=\${step%/*}
    set -- "$@" "$root\${step:-/}"
  done
  [ $# = 0 ] || stat -L -c '%f %u %g' "$@" 2>/dev/null
}

# say_storage PID
say_storage() {
  root=/proc/$1/root
  if ! [ -e "$root/" ]; then
    say_why storage "$root/"
    return
  fi
  credentials_of "$1"
  say storage.uid "$uid"
  say storage.groups "$gid $groups"
  say storage.capabilities "$capabilities"
  mounts_of "$1"
  say_places
  if [ "$BINARY_LOGS" ]; then
    say storage.binaryLogs "$(stat -L -c '%b %B' "$root$BINARY_LOGS".[0-9]* 2>/dev/null)"
  fi
  while read -r name value; do
    [ "$name" = btime ] && say storage.kernelStart "$value"
  done 2>/dev/null </proc/stat
  first_line "/proc/$1/attr/current"
  say storage.confinement "$line"
}
`;
