import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shellWord } from '../../../src/evidence/shell-word.js';
import { parseHost } from '../../../src/probe/host/parse.js';
import { BEGIN, END, readRecords } from '../../../src/probe/host/records.js';
import { finding } from '../../../src/probe/host/sh/finding.sh.js';
import { processFacts } from '../../../src/probe/host/sh/process.sh.js';
import { reading } from '../../../src/probe/host/sh/reading.sh.js';
import { supervisorFacts } from '../../../src/probe/host/sh/supervisor.sh.js';
import { supervisorOf } from '../../../src/probe/host/supervisor.js';
import { works } from './shells.js';

for (const shell of [['sh'], ['busybox', 'sh']]) {
  const available = works(shell);
  const [command = '', ...args] = shell;

  describe.skipIf(!available)(`in ${shell.join(' ')}${available ? '' : ' (skipped: not installed)'}`, () => {
    let dir: string;
    let parent: ReturnType<typeof spawn>;
    beforeEach(() => {
      dir = mkdtempSync(join(tmpdir(), 'supervisor-'));
      // Whatever the probe is told that this process is: it works in that directory.
      parent = spawn('sleep', ['600'], { cwd: dir, stdio: 'ignore' });
    });
    afterEach(() => {
      parent.kill();
      rmSync(dir, { recursive: true });
    });

    const say = (code: string) => {
      const constants = `NEWLINE='\n'\nLC_ALL=C`;
      const script = [constants, reading, finding, processFacts, supervisorFacts, code].join('\n');
      const output = execFileSync(command, args, { input: script, encoding: 'utf8', timeout: 5000 });
      return `${BEGIN}=1\0process.pid=42\0${output}${END}=1\0`;
    };
    const supervisor = (code: string) => supervisorOf(readRecords(say(code)) ?? new Map());
    const file = (name: string, text: string, secondsAgo = 100) => {
      const path = join(dir, name);
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, text);
      const time = Date.now() / 1000 - secondsAgo;
      utimesSync(path, time, time);
    };

    describe('runit', () => {
      const judge = () => supervisor(`parent_name=runsv; say_supervisor ${parent.pid} 42`);

      it.each([
        ['run', true],
        ['run, got TERM', true],
        ['run, want down', false],
        ['run, want exit', false],
        ['run, paused', false],
      ])('%s', (stat, wantedUp) => {
        file('supervise/stat', `${stat}\n`);
        expect(judge()).toEqual({ ok: true, value: { kind: 'runit', finish: false, wantedUp } });
      });

      it('with a finish script', () => {
        file('supervise/stat', 'run\n');
        file('finish', '');
        expect(judge()).toMatchObject({ value: { finish: true } });
      });

      it('without a status', () => {
        expect(judge()).toMatchObject({ ok: false });
      });
    });

    describe('s6', () => {
      it.each([
        ['echo true', { ok: true, value: { kind: 's6', finish: false, wantedUp: true } }],
        ['echo false', { ok: true, value: { kind: 's6', finish: false, wantedUp: false } }],
        ['echo no such thing >&2; exit 111', { ok: false }],
      ])('whose s6-svstat does: %s', (answer, fact) => {
        mkdirSync(join(dir, 'supervise'));
        writeFileSync(join(dir, 's6-svstat'), `#!/bin/sh\n${answer}\n`, { mode: 0o755 });
        expect(
          supervisor(
            `PATH=${shellWord(dir)}:$PATH parent_name=s6-supervise; say_supervisor ${parent.pid} 42`,
          ),
        ).toMatchObject(fact);
      });
    });

    describe('the init of a container', () => {
      const judge = (words: string) =>
        supervisor(
          `parent_words=$(printf '%b' ${shellWord(words)})$NEWLINE parent_name=tini
           first_line() { line='42 77 '; }; say_supervisor 7 42`,
        );

      it.each([
        ['tini\\n--\\nmysqld\\n-e\\n16', false],
        ['tini\\n-g\\nmysqld\\n--early-plugin-load=x', false],
        ['tini\\n-e\\n143\\n--\\nmysqld', false],
        ['tini\\n-e\\n143\\n-ge\\n16\\n--\\nmysqld', true],
        ['tini\\n-e16\\n--\\nmysqld', true],
      ])('%s', (words, mapsStatuses) => {
        expect(judge(words)).toEqual({
          ok: true,
          value: { kind: 'init', endsWithServer: true, mapsStatuses },
        });
      });
    });

    describe('supervisord', () => {
      const judge = (environment = 'SUPERVISOR_PROCESS_NAME=mysql', words = `-c\n${dir}/supervisord.conf`) =>
        supervisor(
          `entries=$NEWLINE${shellWord(environment)}$NEWLINE parent_nspid=${parent.pid} parent_name=supervisord
           parent_words=${shellWord(`python3\n/usr/bin/supervisord\n${words}`)}$NEWLINE
           say_supervisor ${parent.pid} 42`,
        );
      const configure = (program: string, more = '[include]\nfiles = conf.d/*.conf') => {
        file('supervisord.conf', `; comment\n[supervisord]\npidfile=${dir}/pid ; a comment\n${more}\n`);
        file('conf.d/mysql.conf', program);
        file('pid', `${parent.pid}\n`, 50);
      };
      const value = { kind: 'supervisord', program: 'mysql', changedSinceRead: false };

      it.each([
        ['', 'unexpected', [0]],
        ['autorestart=true', 'true', [0]],
        ['AutoRestart : Yes ; always', 'true', [0]],
        ['autorestart=unexpected\nexitcodes=0, 16', 'unexpected', [0, 16]],
        ['autorestart=off\n# autorestart=true', 'false', [0]],
        ['autorestart=true\nautorestart=false', 'false', [0]],
        ['environment=A="1",\n    autorestart=true', 'unexpected', [0]],
        ['process_name=%(program_name)s\nnumprocs=1', 'unexpected', [0]],
        ['[program:other]\nautorestart=true\n[eventlistener:mysql]\nexitcodes=16', 'unexpected', [0]],
      ])('%j', (settings, autorestart, exitCodes) => {
        configure(`[program:mysql]\ncommand=mysqld\n${settings}\n`);
        expect(judge()).toEqual({ ok: true, value: { ...value, autorestart, exitCodes } });
      });

      it.each([
        ['a program of that name is missing', '[program:other]\nautorestart=true'],
        ['several processes', '[program:mysql]\nnumprocs=2\nprocess_name=%(program_name)s_%(process_num)d'],
        ['an expansion', '[program:mysql]\nautorestart=%(ENV_RESTART)s'],
        ['a value on two lines', '[program:mysql]\nexitcodes=0,\n  16'],
        ['an indented section', '[program:mysql]\n  autorestart=true'],
        ['nonsense', '[program:mysql]\nautorestart=perhaps'],
      ])('is not judged: %s', (_, program) => {
        configure(`${program}\n`);
        expect(judge()).toMatchObject({ ok: false, reason: 'error' });
      });

      it('is found by its option, or at its default place, and relative to its directory', () => {
        configure('[program:mysql]\n');
        for (const words of [
          '-nc\nsupervisord.conf',
          '-csupervisord.conf',
          '--configuration=supervisord.conf',
          '-n',
        ])
          expect(judge(undefined, words)).toMatchObject({ ok: true });
      });

      it('must be proved by its pid file', () => {
        configure('[program:mysql]\n');
        file('pid', '1\n');
        expect(judge()).toMatchObject({ ok: false, detail: expect.stringContaining('pid file') });
      });

      it('must have told the server which program it is', () => {
        configure('[program:mysql]\n');
        expect(judge('PATH=/bin')).toMatchObject({
          ok: false,
          detail: expect.stringContaining('PROCESS_NAME'),
        });
      });

      it('may not have read a file that is newer than its pid file', () => {
        configure('[program:mysql]\n');
        file('conf.d/mysql.conf', '[program:mysql]\nautorestart=true\n', 10);
        expect(judge()).toMatchObject({ value: { changedSinceRead: true } });
      });

      it('keeps everything else to itself', () => {
        configure('[program:mysql]\nenvironment=PASSWORD="Secret-1"\ncommand=mysqld --password=Secret-2\n');
        const output = say(`entries=$NEWLINE${shellWord('SUPERVISOR_PROCESS_NAME=mysql')}$NEWLINE
          parent_nspid=${parent.pid} parent_name=supervisord parent_words=$NEWLINE
          say_supervisor ${parent.pid} 42`);
        expect(output).toContain('supervisor.section');
        expect(output).not.toContain('Secret');
      });
    });

    describe('a shell with a loop', () => {
      const loop = [
        '#!/bin/bash',
        'export MYSQLD_PARENT_PID=$$',
        'export MYSQLD_RESTART_EXIT=16',
        '',
        'while true ; do',
        '  mysqld --user=mysql',
        '  if [ $? -ne $MYSQLD_RESTART_EXIT ]; then',
        '    break',
        '  fi',
        'done',
      ];
      const other = (at: number, line: string) => loop.map((old, i) => (i === at ? line : old));

      /** Runs the script with a mysqld that ends after a while, and asks about the shell. */
      const judge = async (program: string, lines: string[], secondsAgo = 100) => {
        writeFileSync(join(dir, 'mysqld'), '#!/bin/sh\nexec sleep 3\n', { mode: 0o755 });
        file('monitor', `${lines.join('\n')}\n`, secondsAgo);
        const path = `${dir}:${process.env.PATH}`;
        const child = spawn(program, [join(dir, 'monitor')], { env: { PATH: path }, stdio: 'ignore' });
        await expect.poll(() => [255, 10].some((fd) => existsSync(`/proc/${child.pid}/fd/${fd}`))).toBe(true);
        try {
          return supervisor(
            `parent_words=${shellWord(`${program}\n${dir}/monitor\n`)} parent_name=monitor
             say_supervisor ${child.pid} 42`,
          );
        } finally {
          child.kill();
        }
      };

      for (const program of ['sh', 'bash']) {
        const unlessThere = works([program]) ? '' : ' (skipped: not installed)';

        it.skipIf(unlessThere !== '')(`as in the manual, in ${program}${unlessThere}`, async () => {
          const fact = { ok: true, value: { kind: 'loop', changedSinceRead: false } };
          expect(await judge(program, loop)).toEqual(fact);
          expect(await judge(program, loop, 0)).toMatchObject({ value: { changedSinceRead: true } });
          expect(await judge(program, other(6, 'if [ $? -ne 16 ]; then'))).toEqual(fact);
          const short = ['if [ $? -ne 16 ]; then break; fi', 'done'];
          expect(await judge(program, [...loop.slice(0, 6), ...short])).toEqual(fact);
          expect(
            await judge(program, other(5, `${dir}/mysqld --datadir=/d $OPTIONS >/dev/null 2>&1`)),
          ).toEqual(fact);
        });

        it.skipIf(unlessThere !== '').each([
          ['another status', 6, 'if [ $? -ne 15 ]; then'],
          ['another test', 6, 'if [ $? -eq $MYSQLD_RESTART_EXIT ]; then'],
          ['no variable', 1, ''],
          ['another variable', 1, 'export MYSQLD_PARENT_PID=1'],
          ['an option of the shell', 3, 'set -e'],
          ['something around the server', 5, 'nice mysqld'],
          ['something behind the server', 5, 'mysqld | cat'],
          ['a server in the background', 5, 'mysqld & wait'],
          ['two commands', 5, 'mysqld; true'],
          ['a command inside of it', 5, 'mysqld $(id -u)'],
          ['something before the end', 7, 'sleep 1'],
        ])(`with %s, in ${program}, is none that is known${unlessThere}`, async (_, at, line) => {
          expect(await judge(program, other(at, line))).toEqual({ ok: true, value: null });
        });
      }
    });

    it('any other parent has no settings that are known', () => {
      expect(supervisor('parent_name=bash; say_supervisor 7 42')).toEqual({ ok: true, value: null });
      expect(supervisor('parent_name=python3 parent_words=python3; say_supervisor 7 42')).toEqual({
        ok: true,
        value: null,
      });
    });
  });
}

it('a parent that is not understood is missing', () => {
  expect(
    parseHost(
      `${BEGIN}=1\0supervisor=new\0${END}=1\0`,
      { pidFile: '', datadir: '', hostname: '', port: 1 },
      'recipient',
      { places: [], leftOut: 0 },
    ),
  ).toMatchObject({ supervisor: { ok: false } });
});
