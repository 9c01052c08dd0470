#!/bin/sh
# Builds the tree the lab's hosts boot from: Debian sid with a real MySQL, and one initialised data directory.
#
# usage: build-tree.sh DEST MIRROR [APT-OPTION...]
#
# DEST appears complete or not at all: DEST/tree is the system, DEST/datadir the pristine data directory.
# The caller holds a lock and runs this in mount and process namespaces of its own, so mounts need no undoing.
set -eu

dest=$1
mirror=$2
shift 2

if [ -e "$dest" ]; then exit 0; fi

export DEBIAN_FRONTEND=noninteractive LC_ALL=C
umask 022
work=$dest.building
tree=$work/tree
log=$work.log
started=$(date +%s)

say() { echo "lab: $(($(date +%s) - started))s $*" >&2; }
fail() {
  echo "lab: $* failed; the end of $log:" >&2
  tail -n 25 "$log" >&2
  exit 1
}
inside() { chroot "$tree" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C \
  DEBIAN_FRONTEND=noninteractive "$@" >>"$log" 2>&1; }

rm -rf --one-file-system "$work"
mkdir -p "$work"
: >"$log"

say "fetching the base system from $mirror"
debootstrap --variant=minbase sid "$tree" "$mirror" >>"$log" 2>&1 || fail debootstrap

mount --bind /proc "$tree/proc"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$tree/dev/pts"
# Services must not start in the chroot.
printf '#!/bin/sh\nexit 101\n' >"$tree/usr/sbin/policy-rc.d"
chmod 755 "$tree/usr/sbin/policy-rc.d"
cat >"$tree/etc/dpkg/dpkg.cfg.d/lab" <<'DPKG'
force-unsafe-io
path-exclude=/usr/share/doc/*
path-exclude=/usr/share/man/*
path-exclude=/usr/share/locale/*
DPKG

say "installing systemd, MySQL and the supervisors"
inside apt-get "$@" -qq update || fail 'apt-get update'
inside apt-get "$@" -qq -y --no-install-recommends install \
  systemd systemd-sysv dbus libpam-systemd mysql-server mysql-client \
  iproute2 nftables procps util-linux busybox python3-minimal \
  supervisor s6 tini crun openssh-server openssh-client || fail 'apt-get install'
# runit's package conflicts with systemd's; its programs do not. The lab works without them.
inside sh -ec 'cd /tmp; apt-get "$@" -qq download runit; dpkg -x runit_*.deb /' sh "$@" || say 'no runit, going on without it'

say "preparing the system"
# Nothing but MySQL runs by itself, and nothing slows the boot down.
inside systemctl disable ssh.service supervisor.service || true
inside systemctl mask ssh.socket console-getty.service getty@tty1.service dev-hugepages.mount sys-fs-fuse-connections.mount \
  ldconfig.service systemd-journal-catalog-update.service systemd-update-done.service sshd-keygen.service \
  apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer fstrim.timer e2scrub_all.timer || true
inside systemctl set-default multi-user.target
mkdir -p "$tree/etc/systemd/journald.conf.d"
printf '[Journal]\nStorage=volatile\n' >"$tree/etc/systemd/journald.conf.d/lab.conf"
# With an empty resolv.conf a name outside /etc/hosts fails at once.
: >"$tree/etc/resolv.conf"
cat >"$tree/etc/mysql/mysql.conf.d/zy-lab.cnf" <<'CNF'
[mysqld]
bind_address = *
mysqlx = OFF
gtid_mode = ON
enforce_gtid_consistency = ON
innodb_buffer_pool_size = 64M
innodb_redo_log_capacity = 32M
innodb_flush_log_at_trx_commit = 0
sync_binlog = 0
CNF

say "initialising the data directory"
data=$tree/var/lib/mysql
find "$data" -mindepth 1 -delete
inside install -d -o mysql -g mysql /run/mysqld
inside mysqld --user=mysql --initialize-insecure || fail 'mysqld --initialize-insecure'
# A server of our own, seen by nobody else: no network, no binary log, so that the copies start without GTIDs.
cat >"$tree/tmp/pristine.sql" <<'SQL'
INSTALL PLUGIN clone SONAME 'mysql_clone.so';
CREATE USER lab@'%' IDENTIFIED WITH caching_sha2_password BY 'Lab-Secret-1';
GRANT ALL PRIVILEGES ON *.* TO lab@'%' WITH GRANT OPTION;
SQL
inside sh -ec '
  mysqld --user=mysql --skip-networking --disable-log-bin --pid-file=/run/mysqld/build.pid &
  for _ in $(seq 300); do mysqladmin ping && break; sleep 0.2; done
  mysql </tmp/pristine.sql
  mysqladmin shutdown
  wait' || fail 'preparing the data directory'
rm -f "$tree/tmp/pristine.sql" "$data/auto.cnf" "$data"/binlog.* "$tree"/var/log/mysql/*
mv "$data" "$work/datadir"
mkdir "$data"
chown --reference="$work/datadir" "$data"
chmod --reference="$work/datadir" "$data"

inside apt-get clean
rm -rf "$tree"/var/lib/apt/lists/* "$tree"/tmp/* "$tree/usr/sbin/policy-rc.d"
# Every host brings its own; an empty one makes systemd think of a first boot.
rm -f "$tree/etc/machine-id" "$tree/var/lib/dbus/machine-id"
umount "$tree/dev/pts" "$tree/proc"
sync -f "$work"
mv "$work" "$dest"
rm -f "$log"
say "built $(du -sh "$dest" | cut -f1) in $dest"
