import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/doctor/finding.js';
import { predict } from '../../src/doctor/predict.js';
import type { Evidence } from '../../src/evidence/evidence.js';
import type { Parent, Process, Supervisor } from '../../src/evidence/host-facts.js';
import { findingOf, pairWith, without } from '../support/evidence.js';

const ids = ['parent-pid-variable', 'monitoring-process', 'exit-status'].map((name) => `restart/${name}`);
const about = (evidence: Evidence): Finding[] => ids.map((id) => findingOf(id, evidence));
const statuses = (evidence: Evidence) => about(evidence).map(({ status }) => status);
const outcome = (evidence: Evidence) => predict(about(evidence)).outcome;

interface Setting {
  parent?: Parent;
  process?: Partial<Process>;
  supervisor?: Supervisor;
  variable?: string | null;
  told?: Evidence['plan']['expectRestart'];
}

/** A server below some parent with pid 7, managed unless another variable is given. */
const below = ({ parent, process, supervisor = null, variable = '7', told }: Setting) =>
  pairWith({
    recipient: {
      parent: parent ?? null,
      process: { parentPid: 7, ...process },
      supervisor,
      parentPidVariable: variable,
      unit: null,
    },
    plan: told ? { expectRestart: told } : {},
  });

const programs = {
  supervisord: { pid: 7, name: 'supervisord', command: ['/usr/bin/python3', '/usr/bin/supervisord'] },
  runit: { pid: 7, name: 'runsv', command: ['runsv', 'mysql'] },
  s6: { pid: 7, name: 's6-supervise', command: ['s6-supervise', 'mysql'] },
  tini: { pid: 7, name: 'tini', command: ['tini', '--'] },
  shell: { pid: 7, name: 'monitor', command: ['/bin/bash', '/root/monitor'] },
};

describe('supervisord', () => {
  const judge = (
    autorestart: 'true' | 'unexpected' | 'false',
    exitCodes: number[],
    variable: string | null = '7',
    changedSinceRead = false,
  ) =>
    below({
      parent: programs.supervisord,
      supervisor: { kind: 'supervisord', program: 'mysql', autorestart, exitCodes, changedSinceRead },
      variable,
    });

  test.each([
    ['true', [0, 16], 'ok', 'ok'],
    ['unexpected', [0], 'ok', 'down'],
    ['unexpected', [0, 16], 'down', 'down'],
    ['unexpected', [2], 'ok', 'ok'],
    ['false', [0], 'down', 'down'],
  ] as const)(
    'autorestart=%s, exitcodes=%j: managed %s, unmanaged %s',
    (restart, codes, managed, unmanaged) => {
      expect(outcome(judge(restart, [...codes]))).toBe(managed);
      expect(outcome(judge(restart, [...codes], null))).toBe(unmanaged);
      expect(predict(about(judge(restart, [...codes], null))).errno).toBe(3707);
    },
  );

  test('a configuration that it may not have read decides nothing', () => {
    expect(outcome(judge('true', [0], '7', true))).toBe('unknown');
    expect(outcome(judge('true', [0], null, true))).toBe('unknown');
  });

  test('settings that could not be seen decide nothing', () => {
    for (const variable of ['7', null]) {
      const evidence = without(below({ parent: programs.supervisord, variable }), 'recipient', 'supervisor');
      expect(outcome(evidence)).toBe('unknown');
    }
  });
});

describe.each(['runit', 's6'] as const)('%s', (kind) => {
  const judge = (finish: boolean, wantedUp: boolean, variable: string | null = '7') =>
    below({ parent: programs[kind], supervisor: { kind, finish, wantedUp }, variable });

  test('starts everything again', () => {
    expect(statuses(judge(false, true))).toEqual(['pass', 'pass', 'pass']);
    expect(statuses(judge(false, true, null))).toEqual(['warn', 'pass', 'pass']);
  });

  test('unless it was told otherwise', () => {
    expect(outcome(judge(false, false))).toBe('down');
    expect(outcome(judge(true, false))).toBe('down');
  });

  test('or a finish script may tell it', () => {
    expect(outcome(judge(true, true))).toBe('unknown');
    expect(outcome(judge(true, true, null))).toBe('unknown');
  });
});

describe('a container', () => {
  const first = { ownPid: 1, parentPid: 0 };
  const main = { kind: 'init', endsWithServer: true, mapsStatuses: false } as const;
  const belowInit = { parent: programs.tini, process: { parentPid: 1 }, supervisor: main };

  test.each([
    ['its first process', { process: first, variable: '0' }],
    ['below tini', { ...belowInit, variable: '1' }],
  ])('mysqld is %s: the policy decides, and is asked for', (_, setting) => {
    expect(statuses(below(setting))).toEqual(['pass', 'unknown', 'skip']);
    expect(
      about(below(setting))[1]
        ?.remedy.map(({ text }) => text)
        .join(),
    ).toContain('--expect-restart');
    expect(outcome(below({ ...setting, told: 'always' }))).toBe('ok');
    expect(outcome(below({ ...setting, told: 'on-failure' }))).toBe('ok');
    expect(outcome(below({ ...setting, told: 'never' }))).toBe('down');
    const unmanaged = { ...setting, variable: null };
    expect(outcome(below(unmanaged))).toBe('unknown');
    expect(outcome(below({ ...unmanaged, told: 'always' }))).toBe('ok');
    expect(outcome(below({ ...unmanaged, told: 'on-failure' }))).toBe('down');
    expect(outcome(below({ ...unmanaged, told: 'never' }))).toBe('down');
  });

  test('an orphan below tini is adopted: the container goes on without it', () => {
    const supervisor = { ...main, endsWithServer: false };
    expect(outcome(below({ ...belowInit, supervisor, variable: '1', told: 'always' }))).toBe('down');
  });

  test('tini as a wrapper, or one that maps exit statuses, is not judged', () => {
    expect(outcome(below({ ...belowInit, process: { parentPid: 7 } }))).toBe('unknown');
    const supervisor = { ...main, mapsStatuses: true };
    expect(outcome(below({ ...belowInit, supervisor, variable: '1' }))).toBe('unknown');
  });

  test('a server that docker exec started is not what the container runs', () => {
    const evidence = below({ process: { ownPid: 42, parentPid: 0 }, variable: '0' });
    expect(about(evidence)[1]).toMatchObject({
      status: 'unknown',
      summary: expect.stringContaining('outside'),
    });
  });
});

describe('a shell', () => {
  test('may do anything, and a policy of the container says nothing of it', () => {
    for (const told of [undefined, 'always'] as const) {
      expect(outcome(below({ parent: programs.shell, told }))).toBe('unknown');
      expect(outcome(below({ parent: programs.shell, variable: null, told }))).toBe('unknown');
    }
  });

  test('is to be verified by hand, or tried; not told of by a policy that means nothing here', () => {
    const advice = about(below({ parent: programs.shell }))[1]
      ?.remedy.map(({ text }) => text)
      .join();
    expect(advice).toContain('after exit status 16');
    expect(advice).toContain('RESTART');
    expect(advice).not.toContain('--expect-restart');
  });

  test('around one command is better left out', () => {
    const parent = { pid: 7, name: 'sh', command: ['/bin/sh', '-c'] };
    const [variable] = about(below({ parent, variable: '1' }));
    expect(variable?.remedy[0]?.text).toContain('exec mysqld');
  });
});

describe("the manual's loop", () => {
  const judge = (variable: string | null, changedSinceRead = false) =>
    below({ parent: programs.shell, supervisor: { kind: 'loop', changedSinceRead }, variable });

  test('goes on after 16 and ends after 0', () => {
    expect(statuses(judge('7'))).toEqual(['pass', 'pass', 'pass']);
    expect(outcome(judge(null))).toBe('down');
  });

  test('in a script that was changed since is not judged', () => {
    expect(outcome(judge('7', true))).toBe('unknown');
    expect(outcome(judge(null, true))).toBe('unknown');
  });
});

describe('mysqld_safe', () => {
  const parent = { pid: 7, name: 'mysqld_safe', command: ['/bin/sh', '/usr/bin/mysqld_safe'] };

  test('goes on after 16 and ends after 0', () => {
    expect(statuses(below({ parent }))).toEqual(['pass', 'pass', 'pass']);
    expect(outcome(below({ parent, variable: null }))).toBe('down');
  });
});

describe('a systemd unit', () => {
  const remedies = (unit: object) => {
    const evidence = pairWith({
      recipient: { parentPidVariable: null, unit: { parentPidVariable: null, ...unit } },
    });
    return about(evidence)[0]
      ?.remedy.map(({ text, path }) => `${path}\n${text}`)
      .join('\n');
  };

  test.each([
    [{}, '/etc/systemd/system/mysql.service.d/clone-environment.conf'],
    [{ name: 'mysqld@a\\x2db.service' }, "systemctl restart 'mysqld@a\\x2db.service'"],
    [{ managerOf: 996 }, `MYSQLD_PARENT_PID=\${MANAGERPID}`],
    [{ transient: true }, 'systemd-run --setenv=MYSQLD_PARENT_PID=1'],
  ])('%j has its own way to the variable', (unit, text) => {
    expect(remedies(unit)).toContain(text);
  });

  test('with a PID namespace of its own has a parent with the pid 0', () => {
    const judge = (variable: string) =>
      about(pairWith({ recipient: { process: { ownPid: 1, parentPid: 0 }, parentPidVariable: variable } }));
    expect(judge('0').map(({ status }) => status)).toEqual(['pass', 'pass', 'pass']);
    expect(judge('1')[0]).toMatchObject({ status: 'fail', errno: 3707 });
    expect(judge('1')[0]?.remedy[0]?.text).toContain('MYSQLD_PARENT_PID=0');
  });

  test('of a user is told by that user', () => {
    const evidence = pairWith({ recipient: { unit: { managerOf: 996, restart: 'no' } } });
    expect(about(evidence)[2]?.remedy.map(({ text, path }) => path ?? text)).toEqual([
      '/etc/systemd/user/mysql.service.d/clone-restartforceexitstatus.conf',
      'XDG_RUNTIME_DIR=/run/user/996 setpriv --reuid=996 --clear-groups systemctl --user daemon-reload',
    ]);
  });

  test('that cannot be asked leaves it open whether an unmanaged server comes back', () => {
    const evidence = without(pairWith({ recipient: { parentPidVariable: null } }), 'recipient', 'unit');
    expect(outcome(evidence)).toBe('unknown');
  });
});
