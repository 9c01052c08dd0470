import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { runDoctor } from '../truth/predict.js';

const recorded = (name: string) => fileURLToPath(new URL(`../../demo/${name}.json`, import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'mysql-clone-doctor-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a command line that cannot be right', () => {
  test.each([
    [['--donor', 'db1:port'], "--donor: 'db1:port' is not HOST or HOST:PORT"],
    [['--port', '70000'], "--port: '70000' is not a port"],
    [['--timeout', 'soon', '--donor', 'db1'], "--timeout: 'NaN' is not a number of seconds"],
    [['--data-directory', 'clone'], "--data-directory: 'clone' is not an absolute path"],
    [['--clone-ssl', 'maybe'], 'maybe'],
    [['--hots', 'db2'], 'hots'],
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

describe('--evidence', () => {
  test('judges a recorded pair as if it were there', async () => {
    expect((await runDoctor(['--evidence', recorded('healthy-pair')])).code).toBe(0);
    const broken = await runDoctor(['--evidence', recorded('broken-pair'), '--format', 'json']);
    expect(broken.code).toBe(2);
    expect(JSON.parse(broken.stdout)).toMatchObject({ prediction: { outcome: 'refused', errno: 3869 } });
  });

  test.each([
    ['no such file', undefined, 'cannot read'],
    ['no JSON', 'hello', 'is not JSON'],
    ['something else', '{"kind":"other"}', 'is not evidence of this program'],
  ])('%s', async (name, content, message) => {
    const file = join(folder, `${name}.json`);
    if (content !== undefined) writeFileSync(file, content);
    const { code, stderr } = await runDoctor(['--evidence', file]);
    expect(code).toBe(3);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
