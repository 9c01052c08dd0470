import { sh } from './sh.js';

/** What the host knows by the donor's name. */
export const nameFacts = sh`
# knows_other_names PID: what a name means is up to the network and to three files. Where the server's files may not be
# seen, a PID namespace of its own is taken for a container.
knows_other_names() {
  if [ ! -r "/proc/$1/root/." ]; then
    status_of "$1"
    case $nspid in *[!0-9]*) return 0 ;; esac
    return 1
  fi
  [ "/proc/$1/ns/net" -ef /proc/self/ns/net ] || return 0
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
