import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { openShell } from '../../../src/probe/shell/shell.js';

const dir = mkdtempSync(join(tmpdir(), 'shell-test-'));
afterAll(() => rmSync(dir, { recursive: true }));

/** A program whose body is shell; it is called with `sh` as its last argument, as a real prefix is. */
function program(name: string, body: string): string {
  const path = join(dir, name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

const limit = { timeoutMs: 5000 };

/** A zombie is dead: only its parent has not noticed yet. */
const alive = (pid: number) => {
  try {
    return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

async function gone(pid: number) {
  for (let i = 0; alive(pid) && i < 100; i++) await new Promise((resolve) => setTimeout(resolve, 10));
  return !alive(pid);
}

describe('a shell', () => {
  it('runs a script on this machine', async () => {
    expect(await openShell(undefined).run('printf "a\\0b $LC_ALL"', limit)).toEqual({
      ok: true,
      stdout: 'a\0b C',
    });
  });

  it('runs a first part while the rest is still to come', async () => {
    const shell = openShell(undefined);
    shell.send('printf a; seen=b\n');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await shell.run('printf $seen', limit)).toEqual({ ok: true, stdout: 'ab' });
    shell.send('echo too late\n');
  });

  it('runs a script through a command, to which sh is added', async () => {
    const via = ['env', 'GREETING=hello  world'];
    expect(await openShell(via).run('echo "$GREETING"', limit)).toEqual({
      ok: true,
      stdout: 'hello  world\n',
    });
  });

  it('runs a long script whole', async () => {
    const script = `${'# a comment\n'.repeat(50_000)}echo done\n`;
    expect(await openShell(undefined).run(script, limit)).toEqual({ ok: true, stdout: 'done\n' });
  });

  it('says that the command does not exist', async () => {
    expect(await openShell(['no-such-command', 'db2']).run('echo', limit)).toEqual({
      ok: false,
      reason: 'error',
      detail: 'no-such-command: command not found',
    });
  });

  it('says that the command may not be run', async () => {
    expect(await openShell(['/etc/passwd']).run('echo', limit)).toMatchObject({
      reason: 'error',
      detail: expect.stringContaining('/etc/passwd cannot be run'),
    });
  });

  it('gives the exit status and the last words of a command that fails', async () => {
    const ssh = program('ssh', `echo 'Warning: x' >&2; printf 'ssh: \\033[1mrefused\\r\\n' >&2; exit 255`);
    const output = await openShell([ssh, 'db2']).run('echo', limit);
    expect(output).toEqual({
      ok: false,
      reason: 'error',
      detail: `${ssh} ended with exit status 255: ssh:  refused`,
    });
  });

  it('tells when nobody reads the script', async () => {
    const deaf = program('deaf', 'exit 0');
    const shell = openShell([deaf]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await shell.run('#'.repeat(1 << 20), limit)).toMatchObject({
      ok: false,
      reason: 'error',
      detail: expect.stringContaining('standard input'),
    });
  });

  it('is ended by a signal', async () => {
    expect(await openShell(undefined).run('kill -9 $$', limit)).toMatchObject({
      detail: 'sh was ended by SIGKILL',
    });
  });

  it('stops a flood', async () => {
    expect(await openShell(undefined).run('while :; do echo flood; done', limit)).toMatchObject({
      reason: 'error',
      detail: 'sh printed more than 1 MiB',
    });
  });

  it('does not get the password of the servers', async () => {
    vi.stubEnv('MYSQL_PWD', 'Secret-7');
    expect(await openShell(undefined).run('echo "$MYSQL_PWD."', limit)).toEqual({ ok: true, stdout: '.\n' });
    vi.unstubAllEnvs();
  });

  it('kills the whole process group at a timeout, whatever ignores SIGTERM', async () => {
    const note = join(dir, 'pids');
    const script = `trap '' TERM; sleep 60 & echo $$ $! >${note}; echo waiting >&2; sleep 60`;
    const output = await openShell(undefined).run(script, { timeoutMs: 300 });
    expect(output).toEqual({
      ok: false,
      reason: 'timeout',
      detail: 'sh gave no answer within 0.3 s: waiting',
      remedy: expect.stringContaining('--timeout'),
    });
    const pids = readFileSync(note, 'utf8').trim().split(' ').map(Number);
    expect(pids).toHaveLength(2);
    expect(await Promise.all(pids.map(gone))).toEqual([true, true]);
  });

  it('does not wait for a process that keeps the output open, and ends it', async () => {
    const output = await openShell(undefined).run('sleep 60 & echo $!', limit);
    expect(output).toMatchObject({ ok: true });
    expect(await gone(Number(output.ok && output.stdout))).toBe(true);
  });

  it('is stopped by an abort', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    expect(await openShell(undefined).run('sleep 60', { ...limit, signal: abort.signal })).toEqual({
      ok: false,
      reason: 'not-collected',
      detail: 'sh was stopped',
    });
    expect(await openShell(undefined).run('echo', { ...limit, signal: abort.signal })).toMatchObject({
      reason: 'not-collected',
    });
  });

  it('starts at once, and is gone when it is closed unused', async () => {
    const note = join(dir, 'early.pid');
    const early = program('early', `echo $$ >${note}.tmp; mv ${note}.tmp ${note}; trap '' TERM; exec "$@"`);
    const shell = openShell([early]);
    await expect.poll(() => existsSync(note)).toBe(true);
    const pid = Number(readFileSync(note, 'utf8'));
    expect(alive(pid)).toBe(true);
    shell.close();
    shell.close();
    expect(await gone(pid)).toBe(true);
    expect(await shell.run('echo', limit)).toMatchObject({
      ok: false,
      detail: expect.stringContaining('closed'),
    });
  });

  it('runs one script only', async () => {
    const shell = openShell(undefined);
    await shell.run('echo', limit);
    expect(await shell.run('echo', limit)).toMatchObject({ ok: false, reason: 'error' });
    shell.close();
  });
});
