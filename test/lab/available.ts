import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { aptSettings, debianMirror } from './apt.js';
import { builtFolder, runFolder } from './places.js';
import { run } from './run.js';

/**
 * Why the lab cannot run on this machine, in a few words; undefined when nothing speaks against it.
 * Takes milliseconds when the tree is built, else up to a few seconds for reaching the mirror.
 */
export async function labUnavailable(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'not Linux';
  if (process.getuid?.() !== 0) return 'not root';
  if (!existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')) return 'not Debian';
  if (!(await hasOverlay())) return 'the kernel has no overlayfs';
  const upper = await filesystemOf(runFolder);
  if (/overlay|nfs|fuse/.test(upper))
    return `${runFolder} is on ${upper}; name a folder on a disk in MYSQL_CLONE_DOCTOR_LAB_RUN`;
  const isolation = ['unshare', '--mount', '--pid', '--net', '--fork', 'true'];
  if ((await run(isolation, { check: false })).code !== 0) return 'no right to create namespaces';
  if (existsSync(builtFolder())) return undefined;
  const mirror = await debianMirror();
  if (mirror === undefined) return 'no tree built, and no Debian mirror in the apt sources';
  return (await answers(mirror)) ? undefined : `no tree built, and ${mirror} does not answer`;
}

/** Type of the filesystem a folder is on, or will be once it is made. */
async function filesystemOf(folder: string): Promise<string> {
  if (!existsSync(folder)) return filesystemOf(dirname(folder));
  return (await run(['stat', '-f', '-c', '%T', folder])).stdout.trim();
}

async function hasOverlay(): Promise<boolean> {
  const listed = async () => /\boverlay$/m.test(await readFile('/proc/filesystems', 'utf8'));
  if (await listed()) return true;
  await run(['modprobe', 'overlay'], { check: false }).catch(() => {});
  return listed();
}

/** Asks the way apt does, so through the same proxy. */
async function answers(mirror: string): Promise<boolean> {
  const { options } = await aptSettings();
  const uri = `${mirror.replace(/\/$/, '')}/dists/sid/InRelease`;
  const folder = await mkdtemp(`${tmpdir()}/mysql-clone-doctor-`);
  // apt drops root for the download.
  await chmod(folder, 0o777);
  try {
    const command = ['/usr/lib/apt/apt-helper', ...options, 'download-file', uri, `${folder}/InRelease`];
    return (await run(command, { check: false, timeoutMs: 15_000 })).code === 0;
  } catch {
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
