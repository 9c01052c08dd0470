import { readFile } from 'node:fs/promises';
import { ensureMariadb } from './build.js';
import type { LabHost } from './host.js';

/**
 * Stops a host's MySQL for good and starts an empty MariaDB in its place, at the same port and socket, with root
 * alone. `reset` undoes it.
 */
export async function replaceByMariadb(host: LabHost): Promise<void> {
  const archive = await readFile(await ensureMariadb());
  await host.exec('mkdir -p /opt/mariadb && tar -C /opt/mariadb --no-same-owner -xf -', { input: archive });
  await host.exec(START, { timeoutMs: 120_000 });
}

const START = `
set -e
systemctl disable --now mysql.service
cd /opt/mariadb/usr
export LD_LIBRARY_PATH="$(echo /opt/mariadb/usr/lib/*-linux-gnu)"
bin/mariadb-install-db --no-defaults --basedir=/opt/mariadb/usr --datadir=/var/lib/mariadb --user=mysql \\
  --auth-root-authentication-method=normal --skip-test-db
cat >/etc/systemd/system/mariadb.service <<END
[Service]
Type=notify
User=mysql
RuntimeDirectory=mysqld
Environment=LD_LIBRARY_PATH=$LD_LIBRARY_PATH
ExecStart=/opt/mariadb/usr/sbin/mariadbd --no-defaults --basedir=/opt/mariadb/usr --datadir=/var/lib/mariadb \\
  --socket=/run/mysqld/mysqld.sock --bind-address=*
END
systemctl daemon-reload
systemctl start mariadb.service`;
