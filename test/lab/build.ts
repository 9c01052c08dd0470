import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { aptSettings, debianMirror } from './apt.js';
import { buildScript, builtFolder, cacheFolder, mariadbArchive, mariadbScript } from './places.js';

/** Files the lab needs on this machine, and the Debian packages that have them. */
const TOOLS: Record<string, string> = {
  '/usr/sbin/debootstrap': 'debootstrap',
  '/usr/bin/openssl': 'openssl',
  '/usr/bin/systemd-nspawn': 'systemd-container',
  '/usr/bin/nsenter': 'util-linux',
  '/bin/ip': 'iproute2',
  '/usr/share/keyrings/debian-archive-keyring.gpg': 'debian-archive-keyring',
};

/**
 * Makes sure that this machine has what the lab needs and that the tree is built; the first time this
 * takes a minute or two and reports on standard error. Of two callers at once, one waits for the other.
 *
 * @returns the folder with `tree` and `datadir`
 */
export const ensureTree = (): Promise<string> => ensure(builtFolder(), buildScript);

/**
 * The same for MariaDB, which only a few tests need.
 *
 * @returns an archive that belongs below /opt/mariadb of a host
 */
export const ensureMariadb = (): Promise<string> => ensure(mariadbArchive(), mariadbScript);

async function ensure(result: string, script: string): Promise<string> {
  await mkdir(cacheFolder, { recursive: true });
  const missing = Object.keys(TOOLS).filter((path) => !existsSync(path));
  if (missing.length > 0) await installTools(missing.map((path) => TOOLS[path] ?? ''));
  if (existsSync(result)) return result;

  const mirror = await debianMirror();
  if (mirror === undefined) throw new Error('no Debian mirror in the apt sources of this machine');
  const { options, environment } = await aptSettings();
  await runLocked(['sh', script, result, mirror, ...options], environment);
  return result;
}

async function installTools(packages: string[]): Promise<void> {
  process.stderr.write(`lab: installing ${packages.join(' ')} on this machine\n`);
  const script =
    'apt-get -qq update && apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300 install "$@" >&2';
  await runLocked(['sh', '-c', script, 'sh', ...packages], { DEBIAN_FRONTEND: 'noninteractive' }, false);
}

/** For `sh -c`: lock file, command. What the command leaves running must not hold the lock. */
const WITH_LOCK = `
  exec 9>"$0"
  flock -n 9 || { echo 'lab: waiting for another build' >&2; flock 9; }
  "$@" 9>&-`;

/**
 * Runs a command under the cache's lock. Isolated, it has mounts and processes of its own, all of which end when
 * this process does; an installation on the machine is better left to finish.
 */
function runLocked(argv: string[], environment: Record<string, string>, isolated = true): Promise<void> {
  const isolation = [
    ...['setpriv', '--pdeathsig', 'KILL'],
    ...['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'],
  ];
  const lock = ['sh', '-c', WITH_LOCK, `${cacheFolder}/lock`];
  const [program = '', ...args] = [...(isolated ? isolation : []), ...lock, ...argv];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, ...environment },
    });
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      code === 0
        ? resolve()
        : reject(new Error(`${argv.slice(0, 2).join(' ')} ended with ${signal ?? code}`)),
    );
  });
}
