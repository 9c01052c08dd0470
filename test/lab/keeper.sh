#!/bin/sh
# First process of a lab's namespaces: when it ends, the kernel ends every process, mount and network of the lab.
# It stays until standard input closes, so until its owner is gone, however it went. The line "stay" on
# standard input makes it independent of the owner: it then stays until SIGTERM.
#
# usage: keeper.sh FOLDER...   folders that must stay visible although the lab gets its own /run and /tmp
trap : TERM

# systemd-nspawn leaves traces in both when it is killed.
mount -t tmpfs tmpfs /run
mkdir /run/netns
case " $*" in
  *" /tmp"*) ;;
  *) mount -t tmpfs tmpfs /tmp ;;
esac
echo ready

while read -r line; do
  if [ "$line" = stay ]; then
    sleep infinity </dev/null >/dev/null 2>&1 &
    wait $!
    break
  fi
done

# As PID 1 of its namespace this reaches every process of the lab, and not the keeper itself.
kill -KILL -1
if [ -e /run/lab-cleanup ]; then . /run/lab-cleanup; fi
exit 0
