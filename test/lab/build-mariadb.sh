#!/bin/sh
# Fetches MariaDB as Debian 12 has it, with the libraries that the lab's tree does not have.
#
# usage: build-mariadb.sh DEST MIRROR [APT-OPTION...]
#
# DEST, an archive that belongs below /opt/mariadb of a host, appears complete or not at all. The caller holds a lock.
set -eu

dest=$1
mirror=$2
if [ -e "$dest" ]; then exit 0; fi

umask 022
work=$dest.building
rm -rf --one-file-system "$work"
mkdir -p "$work/tree" "$work/apt/lists/partial" "$work/apt/cache/archives/partial"
cd "$work/apt"
: >status
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror bookworm main" >sources.list

# This machine's apt with its proxies, but nothing of its packages.
own_apt() {
  apt-get -qq -o "Dir::Etc::SourceList=$work/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o "Dir::State::Lists=$work/apt/lists" -o "Dir::State::status=$work/apt/status" \
    -o "Dir::Cache=$work/apt/cache" -o APT::Sandbox::User=root -o Acquire::Languages=none "$@" >&2
}

echo "lab: fetching MariaDB from $mirror" >&2
own_apt update
own_apt download mariadb-server-core mariadb-client-core libaio1 libnuma1 liburing2
for package in *.deb; do dpkg-deb -x "$package" "$work/tree"; done
tar -C "$work/tree" -cf "$work/archive" .
sync -f "$work/archive"
mv "$work/archive" "$dest"
rm -rf --one-file-system "$work"
