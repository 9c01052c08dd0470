import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cgroupFolders } from './cgroup.js';
import { type Lab, labAccount, labUnavailable, startLab } from './lab.js';
import { runFolder } from './places.js';
import { isAlive, type ProcessRef, processRef } from './processes.js';

const BUILD_MS = 900_000;
const BOOT_MS = 180_000;

const unavailable = await labUnavailable();
const title = unavailable === undefined ? 'the lab' : `the lab (skipped: ${unavailable})`;

describe.skipIf(unavailable !== undefined)(title, () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab(['donor', 'recipient']);
  }, BUILD_MS);

  afterAll(() => lab?.stop(), BOOT_MS);

  test('boots hosts that are servers of their own', async () => {
    const identities = await Promise.all(
      lab.hosts.map(async (host) => (await host.sql('SELECT @@server_uuid, @@server_id, @@hostname')).stdout),
    );
    expect(new Set(identities.map((line) => line.split('\t')[0])).size).toBe(2);
    expect(identities.map((line) => line.trim().split('\t').slice(1))).toEqual([
      ['1', 'donor'],
      ['2', 'recipient'],
    ]);
    const { stdout } = await lab.host('donor').exec(['cat', '/proc/1/comm']);
    expect(stdout).toBe('systemd\n');
  });

  test(
    'clones over TCP; systemd restarts the recipient; reset makes it pristine again',
    async () => {
      const donor = lab.host('donor');
      const recipient = lab.host('recipient');
      await donor.sql(
        'CREATE DATABASE app; CREATE TABLE app.t (a INT PRIMARY KEY); INSERT INTO app.t VALUES (1), (2)',
      );
      await recipient.option(['clone_valid_donor_list = donor:3306']);
      await recipient.restart();
      const before = await recipient.mysqldPid();

      const { user, password } = labAccount;
      await recipient.sql(`CLONE INSTANCE FROM ${user}@donor:3306 IDENTIFIED BY '${password}'`, {
        check: false,
      });
      expect(await recipient.waitForMysql(60_000, { otherThan: before })).toBe(true);
      expect((await recipient.sql('SELECT a FROM app.t')).stdout).toBe('1\n2\n');
      const restarts = await recipient.exec('systemctl show -P NRestarts mysql.service');
      expect(restarts.stdout).toBe('1\n');

      const started = Date.now();
      await recipient.reset();
      expect(Date.now() - started).toBeLessThan(10_000);
      expect((await recipient.sql("SHOW DATABASES LIKE 'app'")).stdout).toBe('');
      expect((await recipient.sql('SELECT @@clone_valid_donor_list IS NULL')).stdout).toBe('1\n');
    },
    BOOT_MS,
  );

  test(
    'reset undoes what a scenario may have done',
    async () => {
      const host = lab.host('recipient');
      await host.dropIn('[Service]\nRestart=no\n');
      await host.mysqldBinaryWithVersion(anotherVersion(await version()));
      await host.restart();
      expect(await version()).toBe(anotherVersion(await versionOf('donor')));
      await host.exec(`
      systemctl stop mysql
      mount -t tmpfs tmpfs '/var/lib/mysql/#innodb_redo'
      nft add table inet t
      nohup sh -c 'while :; do echo busy >/var/lib/mysql/x; done' >/dev/null 2>&1 &`);
      await host.reset();
      expect(await version()).toBe(await versionOf('donor'));
      const left = await host.exec(
        `
      systemctl show -P Restart mysql.service; nft list ruleset
      grep -c innodb_redo /proc/self/mounts; ls /var/lib/mysql/x 2>/dev/null`,
        { check: false },
      );
      expect(left.stdout).toBe('on-failure\n0\n');

      function version() {
        return versionOf('recipient');
      }
      async function versionOf(name: string) {
        const { stdout } = await lab.host(name).sql("SELECT SUBSTRING_INDEX(VERSION(), '-', 1)");
        return stdout.trim();
      }
    },
    BOOT_MS,
  );

  test('a command ends, whatever it leaves running', async () => {
    const host = lab.host('donor');
    const started = Date.now();
    expect((await host.exec('sleep 30 & echo done')).stdout).toBe('done\n');
    expect(Date.now() - started).toBeLessThan(5_000);
    await expect(host.exec('sleep 30', { timeoutMs: 300 })).rejects.toThrow('no end after 300 ms');
    await expect(host.exec('echo broken >&2; exit 7')).rejects.toThrow(/exit code 7.*\n.*broken/);
    expect((await host.exec('exit 7', { check: false })).code).toBe(7);
    expect((await host.exec(['cat'], { input: 'as is\n' })).stdout).toBe('as is\n');
  });

  test(
    'nothing is left of a lab whose owner is killed',
    async () => {
      const script = fileURLToPath(new URL('orphan.ts', import.meta.url));
      const owner = spawn(process.execPath, ['--import', 'tsx', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [line] = (await once(owner.stdout, 'data')) as [Buffer];
      const [id = '', , , leader = ''] = line.toString().split(' ');
      const systemd = processRef(Number(leader)) as ProcessRef;
      expect(existsSync(`/sys/class/net/${id}`)).toBe(true);
      expect(await tracesOf(id)).not.toEqual([]);

      owner.kill('SIGKILL');
      await expect.poll(() => tracesOf(id), { timeout: 30_000, interval: 100 }).toEqual([]);
      expect(isAlive(systemd)).toBe(false);
    },
    BOOT_MS,
  );
});

/** Names of everything a lab can leave on this machine. */
async function tracesOf(id: string): Promise<string[]> {
  const named = (name: string) => name === id || name.startsWith(`${id}-`);
  const below = (folder: string) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter(named)
          .map((name) => `${folder}/${name}`)
      : [];
  const mounts = (await readFile('/proc/self/mountinfo', 'utf8')).split('\n');
  return [
    ...['/sys/class/net', '/run/netns', runFolder, ...cgroupFolders()].flatMap(below),
    ...mounts.filter((line) => line.includes(`/${id}-`)),
    ...processesNaming(`/${id}-`),
  ];
}

function processesNaming(text: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => commandLine(pid).includes(text));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** A version with as many characters and another last digit. */
function anotherVersion(version: string): string {
  return version.slice(0, -1) + (version.endsWith('9') ? '8' : String(Number(version.at(-1)) + 1));
}
