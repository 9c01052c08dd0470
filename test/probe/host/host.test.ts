import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCommand } from '../../../src/connection/command.js';
import type { Missing } from '../../../src/evidence/collected.js';
import { hostFacts } from '../../../src/evidence/host-facts.js';
import { shellWord } from '../../../src/evidence/shell-word.js';
import { type HostFacts, hostNotLookedAt, type Identity, probeHost } from '../../../src/probe/host/host.js';
import { openShell } from '../../../src/probe/shell/shell.js';
import { BECOME, makePlace, type Place, read, UUID } from './fake-server.js';

const works = (command: string, ...args: string[]) => {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const root = process.getuid?.() === 0;
const namespaces = works('unshare', '--pid', '--mount', '--fork', '--mount-proc', 'true');
/** A mysqld of another user could be the server that is looked for, as far as an ordinary user can tell. */
const crowded =
  !root && readdirSync('/proc').some((pid) => /^(mysqld|mariadbd)\n$/.test(read(`/proc/${pid}/comm`)));
const unlessCrowded = crowded ? ' (skipped: other servers run here, and only root can tell them apart)' : '';
const unlessRoot = root ? '' : ' (skipped: needs root)';
const unlessNamespaces = namespaces ? '' : ' (skipped: unshare is not allowed here)';

const shells = [
  ['sh', undefined, works('sh', '-c', ':')],
  ['busybox sh', 'busybox', works('busybox', 'sh', '-c', ':')],
] as const;

for (const [shell, via, available] of shells) {
  describe.skipIf(!available)(
    `the host probe in ${shell}${available ? '' : ' (skipped: not installed)'}`,
    () => {
      let place: Place;
      const wanted = {
        ...{ side: 'recipient' as 'recipient' | 'donor', places: [], binaryLogs: '' },
        ...{ pluginDirectory: '', cloneAuthority: '', cloneCertificate: '', cloneKey: '', donorHost: '' },
        tryOptions: false,
      };
      const nowhere = Promise.resolve({ places: [], network: false });
      const limits = { timeoutMs: 4000 };
      beforeEach(() => {
        place = makePlace();
      });
      afterEach(() => place.remove());

      const prefixed = (prefix: string) => {
        const text = [prefix, via].filter(Boolean).join(' ');
        return text ? parseCommand(text, '--via') : undefined;
      };
      const probe = (identity: Partial<Identity> = {}, prefix = '') =>
        probeHost(openShell(prefixed(prefix)), { ...place.identity, ...identity }, wanted, nowhere, limits);

      describe('a server on this host', () => {
        it('gives the places of its files', async () => {
          await place.start();
          symlinkSync(place.dir, join(place.dir, 'link'));
          writeFileSync(join(place.dir, 'binlog.000001'), 'x'.repeat(5000));
          const asked = [
            place.dir,
            join(place.dir, 'link', 'no', 'such'),
            join(place.dir, 'binlog.000001'),
            '/proc',
          ];
          const { storage } = await probeHost(
            openShell(prefixed('')),
            place.identity,
            { ...wanted, places: asked.slice(0, 2), binaryLogs: join(place.dir, 'binlog') },
            Promise.resolve({ places: asked.slice(1), network: false }),
            limits,
          );
          const { dev, ino, nlink } = statSync(place.dir);
          const shared = { device: String(dev), writable: true, freeBytes: expect.any(Number) };
          expect(storage).toMatchObject({
            ok: true,
            value: {
              places: [
                {
                  ...shared,
                  nearest: place.dir,
                  real: place.dir,
                  isDirectory: true,
                  inode: String(ino),
                  links: nlink,
                },
                { ...shared, nearest: join(place.dir, 'link'), real: place.dir, isDirectory: true },
                { ...shared, nearest: asked[2], real: place.dir, isDirectory: false },
                { nearest: '/proc', mount: { point: '/proc', type: 'proc' } },
              ],
              leftOut: 0,
              binaryLogBytes: expect.any(Number),
              kernelStart: expect.any(Number),
            },
          });
          expect(storage.ok && storage.value.binaryLogBytes).toBeGreaterThanOrEqual(4096);
        });

        it('gives process, parent and program', async () => {
          const pid = await place.start();
          const facts = await probe();
          expect(facts.process).toEqual({
            ok: true,
            value: { pid, ownPid: pid, parentPid: process.pid, controlGroup: expect.stringMatching(/^\//) },
          });
          expect(facts.parent).toEqual({
            ok: true,
            value: {
              pid: process.pid,
              name: read('/proc/self/comm').trimEnd(),
              command: read('/proc/self/cmdline').replace(/\0$/, '').split('\0').slice(0, 2),
            },
          });
          expect(facts.executable).toEqual({ ok: true, value: { path: place.program, replaced: false } });
        });

        it.each([
          ['1', 'env -i A=2 MYSQLD_PARENT_PID=1 B=3', '1'],
          ['not set', 'env -i A=2 NOT_MYSQLD_PARENT_PID=1 MYSQLD_PARENT_PIDX=1', null],
          ['empty', 'env -i A=2 MYSQLD_PARENT_PID=', ''],
          ['text with odd characters', `env -i MYSQLD_PARENT_PID=' "1\\=\tä'`, ' "1\\=\tä'],
          ['in the value of another variable', `env -i A="x\nMYSQLD_PARENT_PID=1" B=2`, null],
          ['a value with a newline', `env -i MYSQLD_PARENT_PID="\n1\n" B=2`, '\n1\n'],
          ['an empty environment', 'env -i', null],
        ])('MYSQLD_PARENT_PID is %s', async (_, env, value) => {
          await place.start(`${BECOME} ${env} "$@"`);
          expect((await probe()).parentPidVariable).toEqual({ ok: true, value });
        });

        it('does not guess about a value with control characters', async () => {
          await place.start(`${BECOME} env -i MYSQLD_PARENT_PID="$(printf '\\0011')" "$@"`);
          expect((await probe()).parentPidVariable).toMatchObject({ ok: false, reason: 'error' });
        });

        const python = works('python3', '--version');
        it.skipIf(!python)(
          `the first of two settings counts${python ? '' : ' (skipped: no python3)'}`,
          async () => {
            const execve =
              'import ctypes,sys; P=ctypes.c_char_p; a=[x.encode() for x in sys.argv[1:]]; ' +
              'ctypes.CDLL(None).execve(a[0],(P*3)(*a,None),(P*3)(b"MYSQLD_PARENT_PID=7",b"MYSQLD_PARENT_PID=1",None))';
            await place.start(`${BECOME} python3 -c '${execve}' "$@"`);
            expect((await probe()).parentPidVariable).toEqual({ ok: true, value: '7' });
          },
        );

        it('sees that the program was replaced', async () => {
          await place.start();
          renameSync(place.program, `${place.program}.old`);
          rmSync(`${place.program}.old`);
          const path = `${place.program}.old`;
          expect((await probe()).executable).toEqual({ ok: true, value: { path, replaced: true } });
        });

        it('knows a server under another name by its program', async () => {
          symlinkSync(place.program, join(place.dir, 'connection'));
          const pid = await place.start(`${BECOME} "\${1%mysqld}connection" 600`);
          expect(read(`/proc/${pid}/comm`)).toBe('connection\n');
          expect((await probe()).process).toMatchObject({ ok: true, value: { pid } });
        });

        it('takes a pid file relative to the data directory', async () => {
          const pid = await place.start(`PIDFILE=db1.pid; ${BECOME} "$@"`);
          expect((await probe({ pidFile: 'db1.pid' })).process).toMatchObject({ ok: true, value: { pid } });
        });

        it('reads auto.cnf as the option file that it is', async () => {
          writeFileSync(
            join(place.datadir, 'auto.cnf'),
            `# a comment\n\n[auto]\n  server_uuid = ${UUID}  \n`,
          );
          await place.start();
          expect((await probe()).process).toMatchObject({ ok: true });
        });

        it('asks systemd for no unit where the control group names none', async () => {
          await place.start();
          const { process: found, unit } = await probe();
          if (found.ok && !/\.(service|scope)(\/|$)/.test(found.value.controlGroup)) {
            expect(unit).toEqual({ ok: true, value: null });
          }
        });
      });

      describe.skipIf(crowded)(`nothing is believed of another server${unlessCrowded}`, () => {
        const expectAll = (facts: HostFacts, missing: Partial<Record<keyof Missing, unknown>>) => {
          expect(Object.keys(facts).sort()).toEqual(Object.keys(hostFacts).sort());
          for (const fact of Object.values(facts)) expect(fact).toMatchObject({ ok: false, ...missing });
        };

        it('whose uuid is another', async () => {
          await place.start();
          const other = 'aaaaaaaa-2222-3333-4444-555555555555';
          expectAll(await probe({ serverUuid: other }), {
            reason: 'error',
            detail: expect.stringMatching(
              new RegExp(`the host's server is another one: .*${UUID}.*${other}`),
            ),
          });
        });

        it('whose pid file is missing', async () => {
          await place.start();
          rmSync(place.pidFile);
          expectAll(await probe(), {
            reason: 'error',
            detail: expect.stringMatching(
              /^no mysqld with pid file .*mysqld.pid on this host .*the server's is db1/,
            ),
          });
        });

        it('whose pid file names a process that is no mysqld', async () => {
          const pid = await place.start();
          writeFileSync(place.pidFile, `${process.pid}\n`);
          expectAll(await probe(), {
            detail: expect.stringContaining(`names ${process.pid}, which is no mysqld`),
          });
          writeFileSync(place.pidFile, '$(reboot)\n');
          expectAll(await probe(), { detail: expect.stringContaining('no mysqld with pid file') });
          writeFileSync(place.pidFile, `${pid}\n`);
          expect((await probe()).process.ok).toBe(true);
        });

        it('that has no auto.cnf', async () => {
          await place.start();
          rmSync(join(place.datadir, 'auto.cnf'));
          expectAll(await probe(), { detail: expect.stringContaining('no auto.cnf') });
        });

        it('that shares its uuid, but not its pid file', async () => {
          await place.start();
          expectAll(await probe({ pidFile: join(place.dir, 'other.pid') }), { reason: 'error' });
        });

        it('when the uuid is not known', async () => {
          await place.start();
          expectAll(await probe({ serverUuid: undefined }), {
            detail: expect.stringContaining('server_uuid'),
          });
        });

        it('when the shell does not answer', async () => {
          expectAll(await probe({}, 'no-such-command'), {
            reason: 'error',
            detail: 'no-such-command: command not found',
          });
          const facts = await probeHost(openShell(['sleep', '60;']), place.identity, wanted, nowhere, {
            timeoutMs: 100,
          });
          expectAll(facts, { ok: false });
        });
      });

      describe.skipIf(!root)(`an unprivileged probe${unlessRoot}`, () => {
        const NOBODY = 'setpriv --reuid=65534 --regid=65534 --clear-groups';

        beforeEach(() => chmodSync(place.dir, 0o755));

        it('is denied every fact when it may not read the files', async () => {
          const pid = await place.start();
          chmodSync(place.datadir, 0o750);
          chmodSync(place.pidFile, 0o640);
          for (const fact of Object.values(await probe({}, NOBODY))) {
            expect(fact).toMatchObject({
              ok: false,
              reason: 'denied',
              detail: expect.stringMatching(`process .*\\b${pid}\\b.* may be the server`),
              remedy: expect.stringContaining("--via 'sudo -n'"),
            });
          }
        });

        it('gives what it may see, and says what not', async () => {
          const pid = await place.start();
          const facts = await probe({}, NOBODY);
          expect(facts.process).toMatchObject({ ok: true, value: { pid, parentPid: process.pid } });
          expect(facts.parent).toMatchObject({ ok: true, value: { pid: process.pid } });
          for (const fact of [facts.parentPidVariable, facts.executable]) {
            expect(fact).toMatchObject({
              ok: false,
              reason: 'denied',
              remedy: expect.stringContaining('as root'),
            });
          }
        });

        it('sees all of a server of its own user', async () => {
          chmodSync(place.dir, 0o777);
          await place.start(`${BECOME} env -i MYSQLD_PARENT_PID=1 "$@"`, NOBODY.split(' '));
          const facts = await probe({}, NOBODY);
          expect(facts.parentPidVariable).toEqual({ ok: true, value: '1' });
          expect(facts.executable).toMatchObject({ ok: true });
        });
      });

      describe('files that SQL does not show', () => {
        const ask = (more: Partial<typeof wanted>) =>
          probeHost(openShell(prefixed('')), place.identity, { ...wanted, ...more }, nowhere, limits);

        it('lists shared objects, and says where there is no such directory', async () => {
          await place.start();
          writeFileSync(join(place.dir, 'semisync source.so'), '');
          writeFileSync(join(place.dir, 'README'), '');
          expect((await ask({ pluginDirectory: `${place.dir}/` })).pluginFiles).toEqual({
            ok: true,
            value: ['semisync source.so'],
          });
          expect((await ask({ pluginDirectory: '/nowhere' })).pluginFiles).toMatchObject({ ok: false });
          expect((await ask({})).pluginFiles).toMatchObject({ ok: false, reason: 'not-collected' });
        });

        it('tells option files that were written after the start, what they include, and directories of such', async () => {
          const folder = join(place.dir, 'conf d');
          mkdirSync(folder);
          const [main, file, other] = ['.my.cnf', 'conf d/a.cnf', 'more'].map((name) =>
            join(place.dir, name),
          );
          const files = [main, file, other] as [string, string, string];
          writeFileSync(files[0], `[mysqld]\n  !includedir ${folder}/ \n!includedir /nowhere\n`);
          writeFileSync(files[1], `!include ${other}\n!include ${main}\n`);
          writeFileSync(files[2], '');
          writeFileSync(join(folder, 'no option file'), '');
          const touch = (time: number, ...paths: string[]) => {
            for (const path of paths) utimesSync(path, time, time);
          };
          const now = Date.now() / 1000;
          touch(now - 60, ...files, folder);
          await place.start(`${BECOME} env -i HOME=${shellWord(place.dir)} "$@"`);
          const changed = async () => {
            const { optionFiles } = await ask({});
            return optionFiles.ok
              ? optionFiles.value.changed.filter((path) => path.startsWith(place.dir)).sort()
              : [];
          };
          expect(await changed()).toEqual([]);
          touch(now + 60, files[2]);
          expect(await changed()).toEqual([other]);
          touch(now + 60, ...files, folder);
          expect(await changed()).toEqual([...files, folder].sort());
        });

        it('runs the program for its options only on demand, and tells how it ended', async () => {
          await place.start();
          expect((await ask({})).optionTrial).toEqual({ ok: true, value: null });
          // sleep(1), which plays the server, does not know --validate-config.
          const { optionTrial } = await ask({ tryOptions: true });
          expect(optionTrial).toEqual({ ok: true, value: { status: 1, errors: [] } });
        });

        it('takes certificates out of a file, and no key', async () => {
          await place.start();
          const certificate = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
          const key = '-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----';
          writeFileSync(join(place.datadir, 'ca.pem'), `${key}\n${certificate}\n`);
          const seen = { ok: true, value: certificate };
          expect((await ask({ cloneAuthority: 'ca.pem' })).cloneAuthority).toEqual(seen);
          expect((await ask({ cloneAuthority: join(place.datadir, 'ca.pem') })).cloneAuthority).toEqual(seen);
          expect((await ask({ cloneAuthority: 'none.pem' })).cloneAuthority).toEqual({
            ok: true,
            value: null,
          });
        });

        it('reads the manifests next to the program and in the data directory', async () => {
          await place.start();
          expect((await ask({})).keyringManifest).toEqual({ ok: true, value: { global: null, local: null } });
          writeFileSync(`${place.program}.my`, '{\n"read_local_manifest": true\n}');
          writeFileSync(join(place.datadir, 'mysqld.my'), '{}');
          expect((await ask({})).keyringManifest).toEqual({
            ok: true,
            value: { global: '{ "read_local_manifest": true } ', local: '{} ' },
          });
        });

        it('finds the mark of encryption in an undo tablespace that the server has open', async () => {
          const page = (flags: number[]) => Buffer.concat([Buffer.alloc(54), Buffer.from(flags)]);
          writeFileSync(join(place.datadir, 'undo_001'), page([0, 0, 0x20, 0]));
          writeFileSync(join(place.datadir, 'undo_002'), page([0, 0, 0x40, 0]));
          await place.start(`exec 8<"$DATADIR/undo_001" 9<"$DATADIR/undo_002"; ${BECOME} env -i "$@"`);
          expect((await ask({ side: 'donor' })).undoEncryption).toEqual({
            ok: true,
            value: { encrypted: [join(place.datadir, 'undo_001')] },
          });
        });

        it('looks up the name of the donor', async () => {
          await place.start();
          const { donorAddresses } = await ask({
            donorHost: 'localhost',
          });
          expect(donorAddresses).toMatchObject({ ok: true });
          expect(donorAddresses.ok && donorAddresses.value).not.toEqual([]);
          expect((await ask({ donorHost: 'nowhere.invalid' })).donorAddresses).toEqual({
            ok: true,
            value: [],
          });
        });

        it('reads the certificate of clone_ssl_cert, and of the key whether there is one', async () => {
          await place.start();
          expect((await ask({})).cloneCertificate).toEqual({ ok: true, value: null });
          writeFileSync(
            join(place.datadir, 'c.pem'),
            '-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\nB\n',
          );
          const files = { cloneCertificate: 'c.pem', cloneKey: 'k.pem' };
          const certificate = '-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----';
          const seen = (hasKey: boolean) => ({ ok: true, value: { certificate, hasKey } });
          expect((await ask(files)).cloneCertificate).toEqual(seen(false));
          expect((await ask({ ...files, cloneKey: 'c.pem' })).cloneCertificate).toEqual(seen(true));
          expect((await ask({ ...files, cloneCertificate: 'none.pem' })).cloneCertificate).toMatchObject({
            value: { certificate: null },
          });
        });

        it('names where passwords stand, and never says one', async () => {
          const extra = join(place.dir, 'extra.cnf');
          writeFileSync(
            extra,
            '[client]\n user = x\npassword = S3cret-1\nempty-password =\n#secret=S3cret-1\n',
          );
          chmodSync(place.dir, 0o755);
          chmodSync(extra, 0o644);
          // A shell takes any words.
          copyFileSync('/bin/sh', place.program);
          await place.start(`${BECOME} env -i MYSQL_PWD=S3cret-1 NOTE='x
OTHER_PASSWORD=S3cret-1' "$1" -c 'sleep 600; :' --report-password=S3cret-1 --x=S3cret-1 --defaults-extra-file='${extra.replaceAll("'", "'\\''")}'`);
          const shell = openShell(prefixed(''));
          const facts = await probeHost(shell, place.identity, wanted, nowhere, limits);
          expect(facts.secrets).toMatchObject({
            ok: true,
            value: { commandLine: ['report-password'], environment: ['MYSQL_PWD'] },
          });
          expect(facts.secrets.ok && facts.secrets.value.files).toContainEqual({
            path: extra,
            options: ['password'],
          });
          expect(JSON.stringify(facts)).not.toContain('S3cret');
          chmodSync(extra, 0o640);
          const { secrets } = await ask({});
          expect(secrets.ok && secrets.value.files.map(({ path }) => path)).not.toContain(extra);
        });

        it('looks at addresses and ports where they matter', async () => {
          const listener = createServer().listen(0, '127.0.0.1');
          await once(listener, 'listening');
          try {
            await place.start();
            expect((await ask({})).network).toEqual({ ok: true, value: null });
            const further = Promise.resolve({ places: [], network: true });
            const both = (['recipient', 'donor'] as const).map((side) =>
              probeHost(openShell(prefixed('')), place.identity, { ...wanted, side }, further, limits),
            );
            for (const { network } of await Promise.all(both)) {
              const seen = network.ok ? network.value : null;
              expect(seen?.addresses).toContain('127.0.0.1');
              expect(seen?.ports).toContain((listener.address() as AddressInfo).port);
            }
          } finally {
            listener.close();
          }
        });
      });

      describe.skipIf(!namespaces)(`a server in a container${unlessNamespaces}`, () => {
        const CONTAINER = ['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
        const inside = (pid: number) => `nsenter -t ${pid} -m -p --`;

        it('that is PID 1', async () => {
          const pid = await place.start(`${BECOME} env -i MYSQLD_PARENT_PID=0 "$@"`, CONTAINER);
          const within = await probe({}, inside(pid));
          expect(within.process).toMatchObject({ ok: true, value: { pid: 1, ownPid: 1, parentPid: 0 } });
          expect(within.parent).toEqual({ ok: true, value: null });
          expect(within.parentPidVariable).toEqual({ ok: true, value: '0' });

          const outside = await probe();
          expect(outside.process).toMatchObject({ ok: true, value: { pid, ownPid: 1, parentPid: 0 } });
          expect(outside.parent).toMatchObject({ ok: true, value: { name: 'unshare' } });
          expect(outside.parentPidVariable).toEqual({ ok: true, value: '0' });
        });

        it('that is a child of PID 1', async () => {
          const pid = await place.start(`sh -c '${BECOME} "$@"' sh "$@"; :`, CONTAINER);
          const within = await probe({}, inside(pid));
          expect(within.process).toMatchObject({ ok: true, value: { parentPid: 1 } });
          expect(within.parent).toMatchObject({
            ok: true,
            value: { pid: 1, name: 'sh', command: ['sh', '-c'] },
          });

          const outside = await probe();
          expect(outside.process).toMatchObject({ ok: true, value: { pid, parentPid: 1 } });
          expect(outside.process).not.toMatchObject({ value: { ownPid: pid } });
          expect(outside.parent).toMatchObject({ ok: true, value: { name: 'sh' } });
        });

        it('whose parent is outside of it', async () => {
          const other = makePlace();
          try {
            const init = await other.start(`${BECOME} "$@"`, CONTAINER);
            const pid = await place.start(`${BECOME} "$@"`, [
              'nsenter',
              '-t',
              String(init),
              '-m',
              '-p',
              '--',
            ]);
            const within = await probe({}, inside(pid));
            expect(within.process).toMatchObject({ ok: true, value: { parentPid: 0 } });
            expect(within.process).not.toMatchObject({ value: { ownPid: 1 } });
            expect(within.parent).toEqual({ ok: true, value: null });

            const outside = await probe();
            expect(outside.process).toMatchObject({ ok: true, value: { pid, parentPid: 0 } });
            expect(outside.parent).toMatchObject({ ok: true, value: { name: 'nsenter' } });
          } finally {
            other.remove();
          }
        });

        it('that has files of its own under the same paths', async () => {
          writeFileSync(join(place.datadir, 'auto.cnf'), '[auto]\nserver-uuid=of-the-host\n');
          const own = `mount -t tmpfs none "$DATADIR"; printf '[auto]\\nserver-uuid=${UUID}\\n' >"$DATADIR/auto.cnf"`;
          const pidFile = join(place.datadir, 'db1.pid');
          const pid = await place.start(`${own}; PIDFILE=$DATADIR/db1.pid; ${BECOME} "$@"`, CONTAINER);
          expect((await probe({ pidFile })).process).toMatchObject({ ok: true, value: { pid, ownPid: 1 } });
        });

        it('whose pid file lies behind an absolute link', async () => {
          const own = 'mkdir /run/mysqld && ln -s /run/mysqld "$DATADIR/link"';
          const pidFile = '/var/run/mysqld/mysqld.pid';
          const pid = await place.start(
            `mount -t tmpfs none /run; ${own}; PIDFILE=${pidFile}; ${BECOME} "$@"`,
            CONTAINER,
          );
          expect((await probe({ pidFile })).process).toMatchObject({ ok: true, value: { pid, ownPid: 1 } });
        });

        it('is not believed when another container has the same files', async () => {
          const [one, two] = [
            await place.start(`${BECOME} "$@"`, CONTAINER),
            await place.start(`${BECOME} "$@"`, CONTAINER),
          ];
          expect(one).not.toBe(two);
          expect((await probe()).process).toMatchObject({
            ok: false,
            reason: 'error',
            detail: expect.stringContaining('several processes'),
          });
          expect((await probe({}, inside(two))).process).toMatchObject({ ok: true });
        });
      });
    },
  );
}

it('facts of a host that nobody looked at', () => {
  const facts = hostNotLookedAt('no --via was given', "add --via 'ssh HOST'");
  expect(Object.keys(facts).sort()).toEqual(Object.keys(hostFacts).sort());
  expect(facts.unit).toEqual({
    ok: false,
    reason: 'not-collected',
    detail: 'no --via was given',
    remedy: "add --via 'ssh HOST'",
  });
});
