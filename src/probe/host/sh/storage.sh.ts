import { sh } from './sh.js';

/** What the host says about paths, through the server's own root directory: with its mounts, in its container. */
export const storageFacts = sh`
# root_of PID sets $root, through which the server's files are seen, its $mounts, and $same_mounts where that is the
# probe's own root too.
root_of() {
  root=/proc/$1/root same_mounts=
  [ "/proc/$1/ns/mnt" -ef /proc/self/ns/mnt ] && [ "$root/" -ef / ] && same_mounts=yes
  mounts_of "$1"
}

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

# say_places PATH...: what exists of each path, and its mount; then, in one go, what stat, ls and stat -f say of all of
# them and of the directories above, through which the server has to pass. Without paths it says nothing.
say_places() {
  [ $# = 0 ] && return
  count=$# all=$NEWLINE
  for path; do
    nearest=$path
    while [ "$nearest" ] && [ ! -e "$root$nearest" ]; do
      nearest=\${nearest%/*}
    done
    nearest=\${nearest:-/}
    real_directory "$root$nearest" || real_directory "$root\${nearest%/*}/"
    mount=
    [ "$real" ] && mount_at "$real"
    say place "$path"
    say place.nearest "$nearest"
    say place.real "$real"
    say place.mount "$mount"
    set -- "$@" "$root$nearest"
  done
  shift $count
  say places.list "$(ls -ldnL "$@" 2>/dev/null)"
  say places.free "$(stat -f -c '%a %S %c %d %n' "$@" 2>/dev/null)"
  for path; do
    path=\${path#"$root"}
    while [ "$path" ] && [ "$path" != / ]; do
      path=\${path%/*}
      case $all in
        *"$NEWLINE\${path:-/}$NEWLINE"*) break ;;
      esac
      all=$all\${path:-/}$NEWLINE
      set -- "$@" "$root\${path:-/}"
    done
  done
  say places.stat "$(stat -L -c '%d %i %h %f %u %g %s %w	%n' "$@" 2>/dev/null)"
}

# real_directory PATH sets $real to it without symbolic links; it fails where that is no directory.
real_directory() {
  if [ "$same_mounts" ]; then
    # What cd finds it keeps in PWD: nothing has to be started for it.
    real=
    cd -P "$1" 2>/dev/null && real=$PWD
  else
    real=$(cd "$1" 2>/dev/null && readlink /proc/self/cwd)
  fi
}

# say_storage PID
say_storage() {
  if ! [ -e "$root/" ]; then
    say_why storage "$root/"
    return
  fi
  say storage.root "$root"
  credentials_of "$1"
  say storage.uid "$uid"
  say storage.groups "$gid $groups"
  say storage.capabilities "$capabilities"
  say_own_places
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
