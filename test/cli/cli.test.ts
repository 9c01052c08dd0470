import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { program, runDoctor } from '../truth/predict.js';

const recorded = (name: string) => fileURLToPath(new URL(`../../demo/${name}.json`, import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'mysql-clone-doctor-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a command line that cannot be right', () => {
  test.each([
    [['--donor', 'db1:port'], "--donor: 'db1:port' is not HOST or HOST:PORT"],
    [['--port', '70000'], "--port: '70000' is not a port"],
    [['--timeout', 'soon', '--donor', 'db1'], '--timeout: give a number of seconds above 0, 3600 at most'],
    [['--data-directory', 'clone'], "--data-directory: 'clone' is not an absolute path"],
    [['--bandwidth', '0', '--donor', 'db1'], '--bandwidth: give a number of MiB a second above 0'],
    [['--client-timeout', '1h', '--donor', 'db1'], '--client-timeout: give a number of seconds above 0'],
    [['--clone-ssl', 'maybe'], 'maybe'],
    [['--join-group', '--clone-ssl', 'required'], '--join-group and --clone-ssl: Group Replication itself'],
    [['--hots', 'db2'], 'hots'],
    [['--only', 'gate', '--skip', 'gate'], '--only and --skip leave no check to run'],
    [
      ['--evidence', 'evidence.json', '--donor', 'db1'],
      '--evidence and --donor: the file says what was looked',
    ],
    [['collect', join(folder, 'none', 'evidence.json')], 'none/evidence.json: ENOENT'],
    [['collect', folder], `cannot write '${folder}': it is no regular file`],
    [['collect', '/dev/stdout'], "cannot write '/dev/stdout': it is no regular file"],
    [['collect', ''], "cannot write '': it is no regular file"],
    [['db2'], 'db2'],
    [['--host', '127.0.0.1', '--via', '"open'], '--via'],
  ])('%j names the value and exits with 3', async (args, message) => {
    const { code, stdout, stderr } = await runDoctor(args);
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('gives one JSON document when JSON was asked for', async () => {
    const { code, stdout } = await runDoctor(['--format', 'json', '--port', 'x']);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ error: { kind: 'usage' }, exitCode: 3 });
  });
});

describe('a defect', () => {
  /** Throws outside of everything that catches, while the program waits for a server. */
  const defect = {
    NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent("setTimeout(()=>{throw new Error('oops')},500)")}`,
  };

  test('that nothing catches is still one document and exit code 3', async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const args = ['-h127.0.0.1', `-P${port}`, '-udba', '--timeout=30'];
    const { code, stdout, stderr } = await runDoctor([...args, '--format=json'], defect);
    const table = await runDoctor(args, defect);
    server.close();
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { kind: 'internal', message: 'internal error: oops' },
    });
    expect(stderr).toMatch(/^mysql-clone-doctor: internal error: oops;.*\n$/);
    expect(table).toMatchObject({ code: 3, stdout: '' });
  });
});

describe('help', () => {
  test('--help teaches, -? too, and -h is the host', async () => {
    for (const option of ['--help', '-?']) {
      const { code, stdout } = await runDoctor([option]);
      expect(code).toBe(0);
      expect(stdout).toContain('--donor');
      expect(stdout).toContain('Exit codes: 0 all pass');
    }
    expect((await runDoctor(['-h', '127.0.0.1', '-P', '1', '-u', 'x'])).stderr).toContain('127.0.0.1:1');
  });

  test('--version is that of the package', async () => {
    expect((await runDoctor(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('a server that is not there', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  /** Listens on a free port of this machine and greets with something that is not MySQL. */
  const listen = (greeting: string) =>
    new Promise<number>((resolve) => {
      const server = createServer((socket) => {
        socket.on('error', () => {});
        if (greeting) socket.end(greeting);
      });
      servers.push(server);
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });

  const ask = async (port: number) => {
    const run = await runDoctor(
      `--host 127.0.0.1 --port ${port} --user dba --timeout 2 --format json`.split(' '),
    );
    expect(run.code).toBe(3);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
    expect(run.stderr).toContain(`cannot connect to 127.0.0.1:${port} as 'dba'`);
    return (JSON.parse(run.stdout) as { error: { kind: string; hint: string } }).error;
  };

  test('nothing listens', async () => {
    expect(await ask(1)).toMatchObject({ kind: 'unreachable', hint: expect.stringContaining('mysqld') });
  });

  test.each([
    ['SSH-2.0-OpenSSH_9.2\r\n'],
    ['HTTP/1.1 400 Bad Request\r\n\r\n'],
    // The X protocol greets with a frame of its own: length 5, notice.
    ['\u0005\u0000\u0000\u0000\u000b\u0008\u0005\u001a\u0000'],
  ])('something else listens: %j', async (greeting) => {
    expect(await ask(await listen(greeting))).toMatchObject({ kind: 'not-mysql' });
  });

  test('something that says nothing', async () => {
    expect(await ask(await listen(''))).toMatchObject({ kind: 'timeout' });
  });

  test('a socket that does not exist is named', async () => {
    const { code, stderr } = await runDoctor(['--socket', '/nowhere/mysqld.sock', '--user', 'dba']);
    expect(code).toBe(3);
    expect(stderr).toContain('/nowhere/mysqld.sock');
  });
});

describe('the catalogue', () => {
  test('list shows every check, for people and for programs', async () => {
    const table = await runDoctor(['list']);
    expect(table.code).toBe(0);
    expect(table.stdout).toContain('restart/parent-pid-variable');
    const entries = JSON.parse((await runDoctor(['list', '--format', 'json'])).stdout) as { id: string }[];
    expect(table.stdout).toContain(`${entries.length} checks.`);
  });

  test("explain tells a check's story, and an unknown id is an error that suggests the nearest", async () => {
    const { stdout } = await runDoctor(['explain', 'restart/parent-pid-variable']);
    expect(stdout).toContain('3707');
    const longest = await runDoctor(['explain', 'donor/network-failure']);
    expect(longest.stdout).toContain('#sysvar_clone_donor_timeout_after_network_failure\n');
    const unknown = await runDoctor(['explain', 'restart/parent-pid']);
    expect(unknown.code).toBe(3);
    expect(unknown.stderr).toContain("did you mean 'restart/parent-pid-variable'?");
  });

  test('--only and --skip take ids and areas, and leave no false promise', async () => {
    const { stdout, code } = await runDoctor([
      '--evidence',
      recorded('healthy-pair'),
      '--format',
      'json',
      '--only',
      'restart,gate',
      '--skip',
      'gate/donor-list',
    ]);
    const report = JSON.parse(stdout) as { prediction: { outcome: string }; summary: { skip: number } };
    expect(report.prediction.outcome).toBe('unknown');
    expect(report.summary.skip).toBeGreaterThan(10);
    expect(code).toBe(0);
    expect((await runDoctor(['--skip', 'gates'])).stderr).toContain(
      "--skip: there is no check 'gates'; did you mean 'gate'?",
    );
  });
});

test('a side that fails ends the other one too, whatever it waits for', async () => {
  const server = createServer((socket) => socket.on('error', () => {}));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const startedAt = Date.now();
  const { code, stderr } = await runDoctor([
    ...['--host', '127.0.0.1', '--port', String(port), '--via', 'sh -s', '--donor', '127.0.0.1:1'],
    ...['--user', 'dba', '--timeout', '30'],
  ]);
  server.close();
  expect(code).toBe(3);
  expect(stderr).toContain('cannot connect to 127.0.0.1:1');
  expect(Date.now() - startedAt).toBeLessThan(15_000);
});

describe('--evidence', () => {
  test('judges a recorded pair as if it were there', async () => {
    expect((await runDoctor(['--evidence', recorded('healthy-pair')])).code).toBe(0);
    const broken = await runDoctor(['--evidence', recorded('broken-pair'), '--format', 'json']);
    expect(broken.code).toBe(2);
    expect(JSON.parse(broken.stdout)).toMatchObject({ prediction: { outcome: 'refused', errno: 3869 } });
  });

  test('the plan can be another one than when it was gathered, and newer facts are unknown, not an error', async () => {
    const old = JSON.parse(readFileSync(recorded('healthy-pair'), 'utf8'));
    delete old.recipient.facts.plugins;
    const file = join(folder, 'old.json');
    writeFileSync(file, JSON.stringify(old));
    const { stdout } = await runDoctor([
      '--evidence',
      file,
      '--data-directory',
      '/srv/new',
      '--format',
      'json',
    ]);
    const report = JSON.parse(stdout);
    expect(report.plan.statement).toContain("DATA DIRECTORY = '/srv/new'");
    const status = (id: string) =>
      report.findings.find((finding: { id: string }) => finding.id === id).status;
    expect(status('restart/exit-status')).toBe('skip');
    expect(status('plugin/recipient-clone-plugin')).toBe('unknown');
  });

  test.each([
    ['no such file', undefined, 'cannot read'],
    ['no JSON', 'hello', 'is not JSON'],
    ['something else', '{"kind":"other"}', 'is not evidence of this program: kind: Invalid input'],
  ])('%s', async (name, content, message) => {
    const file = join(folder, `${name}.json`);
    if (content !== undefined) writeFileSync(file, content);
    const { code, stderr } = await runDoctor(['--evidence', file]);
    expect(code).toBe(3);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('how it connects', () => {
  const home = mkdtempSync(join(tmpdir(), 'mysql-clone-doctor-home-'));
  afterAll(() => rmSync(home, { recursive: true }));
  writeFileSync(join(home, '.my.cnf'), '[client]\nuser=filed\npassword=Secret-7\n', { mode: 0o600 });

  test('--print-connection shows each value and its source, and no password', async () => {
    const args = ['--print-connection', '-h', 'db2', '--donor', 'u:Secret-8@db1:3307', '--ssl_mode=req'];
    const { code, stdout, stderr } = await runDoctor(args, { HOME: home });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual(
      expect.arrayContaining([
        ['recipient: TCP to db2:3306'],
        ['host', 'db2', '--host'],
        ['user', 'filed', `${home}/.my.cnf [client]`],
        ['password', '***', `${home}/.my.cnf [client]`],
        ['ssl-mode', 'req', '--ssl-mode'],
        ['donor: TCP to db1:3307'],
        ['user', 'u', '--donor'],
      ]),
    );
    expect(stdout).not.toMatch(/Secret|Clone-Doctor-1/);
  });

  test('a password on the command line works, is warned of, and leaves the process list', async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const args = ['-h127.0.0.1', `-P${port}`, '-pSecret-7', '--donor-password=Secret-8', '--timeout=2'];
    let child = undefined as ReturnType<typeof execFile> | undefined;
    const ended = new Promise<string>((resolve) => {
      child = execFile(process.execPath, [program, ...args], (_error, _stdout, stderr) => resolve(stderr));
    });
    const shown = await new Promise<string>((resolve) => {
      server.once('connection', () => resolve(readFileSync(`/proc/${child?.pid}/cmdline`, 'utf8')));
    });
    const stderr = await ended;
    server.close();
    expect(shown).toContain(`mysql-clone-doctor -h127.0.0.1 -P${port} -p***`);
    expect(shown).not.toContain('Secret');
    expect(stderr).toMatch(/^mysql-clone-doctor: warning: a password on the command line \(-p\) can be read/);
    expect(stderr).not.toContain('Secret');
  });

  test.each([
    [['-p', 'Secret-7']],
    [['--uri', 'mysql://u:Secret-7@db1:x']],
    [['u:Secret-7@db1']],
    [['u:a Secret-7 b@db1']],
    [['--donor', 'mysql://u:a Secret-7/b@db1']],
    [['--pass=Secret-7']],
  ])('%j does not end up in the message', async (args) => {
    const { code, stderr } = await runDoctor(args);
    expect(code).toBe(3);
    expect(stderr).not.toContain('Secret-7');
  });

  test('without a terminal a password that is to be asked for is an error, not a wait', async () => {
    const { code, stdout } = await runDoctor(['-p', '-h', '127.0.0.1', '--format=json'], {}, [
      'setsid',
      '-w',
    ]);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { message: 'the password cannot be asked for: there is no terminal' },
    });
  });

  test('--help-all shows what --help leaves out', async () => {
    expect((await runDoctor(['--help'])).stdout).not.toContain('--donor-ssl-ca');
    expect((await runDoctor(['--help-all'])).stdout).toContain('--donor-ssl-ca');
  });

  test.each([
    [['--ssh', '-oProxyCommand=touch x'], 'is not [USER@]HOST'],
    [['--ssh', 'db2', '--via', 'ssh db2'], '--via and --ssh both say how'],
    [['--donor', 'u@(/tmp/my.sock)'], 'add --clone-from HOST:PORT'],
    [['--defaults-file', '/nope/my.cnf'], '--defaults-file: cannot read /nope/my.cnf'],
    [['--donor-login-path', 'nope'], "there is no login path 'nope'"],
  ])('%j is refused', async (args, message) => {
    const { code, stderr } = await runDoctor(args);
    expect(code).toBe(3);
    expect(stderr).toContain(message);
  });
});
