import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shellWord } from '../../../src/evidence/shell-word.js';
import { reading } from '../../../src/probe/host/sh/reading.sh.js';
import { unitFacts } from '../../../src/probe/host/sh/unit.sh.js';
import { works } from './shells.js';

for (const shell of [['sh'], ['busybox', 'sh']]) {
  const available = works(shell);
  const [command = '', ...args] = shell;
  const run = (code: string) => {
    const script = `NEWLINE='\n'\n${reading}\n${unitFacts}\n${code}\n`;
    return execFileSync(command, args, { input: script, encoding: 'utf8', timeout: 5000 });
  };

  describe.skipIf(!available)(`in ${shell.join(' ')}${available ? '' : ' (skipped: not installed)'}`, () => {
    it.each([
      ['/', '', ''],
      ['/docker/0123', '', ''],
      ['/system.slice/mysql.service', 'mysql.service', ''],
      ['/system.slice/system-mysqld.slice/mysqld@a-b\\x2dc.service', 'mysqld@a-b\\x2dc.service', ''],
      ['/system.slice/mysql.service/supervise', 'mysql.service', ''],
      ['/system.slice/docker-0123.scope', 'docker-0123.scope', ''],
      ['/user.slice/user-1000.slice/session-3.scope', 'session-3.scope', ''],
      ['/user.slice/user-1000.slice/user@1000.service/app.slice/db.service', 'db.service', '1000'],
      ['/user.slice/user-1000.slice/user@1000.service/app.slice', '', '1000'],
      ['/machine.slice/machine-db1.scope/payload/system.slice/mysql.service', 'mysql.service', ''],
      ['/system.slice/_cpu.service', 'cpu.service', ''],
    ])('the unit of the control group %s', (group, unit, user) => {
      expect(run(`unit_in ${shellWord(group)}; say "$unit" "$user"`)).toBe(`${unit}=${user}\0`);
    });

    // /proc/PID/cgroup of each layout; the file stands for that of a process.
    it.each([
      ['unified', '0::/system.slice/mysql.service\n', '/system.slice/mysql.service'],
      [
        'systemd’s own hierarchy of version 1',
        '12:pids:/system.slice/mysql.service\n5:cpu,cpuacct:/\n1:name=systemd:/system.slice/mysql.service\n',
        '/system.slice/mysql.service',
      ],
      [
        'hybrid, with both',
        '4:memory:/system.slice/mysql.service\n1:name=systemd:/system.slice/mysql.service\n0::/system.slice/mysql.service\n',
        '/system.slice/mysql.service',
      ],
      [
        'hybrid, with the unified one unused',
        '11:cpuset:/\n1:name=systemd:/system.slice/mysql.service\n0::/\n',
        '/system.slice/mysql.service',
      ],
      ['a path with colons', '1:name=systemd:/system.slice/a:b.service\n0::/\n', '/system.slice/a:b.service'],
      ['a container of version 1, from its host', '1:name=systemd:/docker/0123\n0::/\n', '/docker/0123'],
      ['a container, from inside', '12:pids:/\n1:name=systemd:/\n0::/\n', '/'],
      ['an outer namespace', '0::/../../system.slice/mysql.service\n', '/../../system.slice/mysql.service'],
      ['no systemd', '3:cpu:/\n', ''],
      ['nothing', '', ''],
    ])('the control group: %s', (_, lines, group) => {
      const dir = mkdtempSync(join(tmpdir(), 'cgroup-'));
      writeFileSync(join(dir, 'cgroup'), lines);
      expect(run(`say_control_group ..${dir}`)).toBe(`controlGroup=${group}\0`);
      rmSync(dir, { recursive: true });
    });

    // As printed by systemd; the last ones are of versions before 246, which print newlines as they are.
    it.each([
      ['MYSQLD_PARENT_PID=1', 'MYSQLD_PARENT_PID=1'],
      ['A=1 MYSQLD_PARENT_PID=1 B=2', 'MYSQLD_PARENT_PID=1'],
      ['MYSQLD_PARENT_PID=1 A=1 MYSQLD_PARENT_PID=2', 'MYSQLD_PARENT_PID=2'],
      ['MYSQLD_PARENT_PID=', 'MYSQLD_PARENT_PID='],
      ['', ''],
      ['XMYSQLD_PARENT_PID=1 MYSQLD_PARENT_PIDX=1', ''],
      ['"FOO=x MYSQLD_PARENT_PID=1" A=1', ''],
      [String.raw`"FOO=x\" MYSQLD_PARENT_PID=1" A=1`, ''],
      [String.raw`"FOO=x\\" MYSQLD_PARENT_PID=1`, 'MYSQLD_PARENT_PID=1'],
      [`"FOO=' $'" MYSQLD_PARENT_PID=1`, 'MYSQLD_PARENT_PID=1'],
      [String.raw`"MYSQLD_PARENT_PID=1 \"2\"" A=1`, String.raw`"MYSQLD_PARENT_PID=1 \"2\""`],
      [String.raw`$'FOO=x\' MYSQLD_PARENT_PID=1' A=1`, ''],
      [String.raw`$'MYSQLD_PARENT_PID=1\n' A=1`, String.raw`$'MYSQLD_PARENT_PID=1\n'`],
      ['"FOO=x\nMainPID=7\nMYSQLD_PARENT_PID=1" A=1', ''],
      ['"FOO=x\nMainPID=7" MYSQLD_PARENT_PID=1', 'MYSQLD_PARENT_PID=1'],
      ['"FOO=never closed', ''],
      ['"FOO=never closed\\', ''],
    ])('Environment=%s', (list, word) => {
      const shown = `NRestarts=3\nEnvironment=${list}\nType=notify`;
      const said = run(`shown=${shellWord(shown)}; say_properties`);
      const closed = !list.includes('never');
      const after = closed ? 'unit.Type=notify\0' : '';
      const assignment = word === '' ? '' : `unit.assignment=${word}\0`;
      expect(said).toBe(`unit.NRestarts=3\0${assignment}${after}unit.newerFiles=no\0`);
    });

    it('tells whether a file of the unit is newer than the pid file', () => {
      const files =
        'old=$(mktemp) PID_FILE=$(mktemp) new=$(mktemp); touch -d 2020-01-01 $old; touch -d 2021-01-01 $PID_FILE';
      const newer = (shown: string) =>
        run(`${files}; shown="${shown}"; say_properties; rm $old $new $PID_FILE`).slice(-4, -1);
      expect(newer('FragmentPath=$old')).toBe('=no');
      expect(newer('FragmentPath=$old\nDropInPaths=$old $new')).toBe('yes');
      expect(newer('FragmentPath=$new')).toBe('yes');
      expect(newer(String.raw`DropInPaths=\"/etc/a b.conf\"`)).toBe('yes');
    });
  });
}
