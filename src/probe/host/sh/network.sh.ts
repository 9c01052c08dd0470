import { sh } from './sh.js';

/** The network of the server's own namespace, by what the kernel says of it in /proc. */
export const networkFacts = sh`
# fib_trie shows each address before what it is: '/32 host LOCAL' is one of this host, '/24 link UNICAST' a network that
# it reaches without a router. In /proc/net/tcp the state 0A is LISTEN; the port stands there in hexadecimal digits.
say_network() {
  has network sed || return
  net=/proc/$1/net
  address=
  while read -r mark word rest; do
    case "$mark $word $rest" in
      '|-- '*) address=$word ;;
      '/32 host LOCAL') say network.address "$address" ;;
      /*' link UNICAST') say network.link "$address$mark" ;;
    esac
  done 2>/dev/null <"$net/fib_trie"
  if [ -z "$address" ]; then
    say_why network "$net/fib_trie"
    return
  fi
  say network.ports "$(sed -n 's/^ *[0-9]*: [0-9A-F]*:\([0-9A-F]*\) [0-9A-F]*:0000 0A .*/\1/p' "$net/tcp" "$net/tcp6" 2>/dev/null)"
}
`;
