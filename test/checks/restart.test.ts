import { describe, expect, test } from 'vitest';
import type { Unit } from '../../src/evidence/host-facts.js';
import { findingOf, healthyPair, pairWith, without } from '../support/evidence.js';

const unit = (change: Partial<NonNullable<Unit>>) => pairWith({ recipient: { unit: change } });

const pid = () => {
  const { process } = healthyPair().recipient.facts;
  if (!process.ok) throw new Error('the recorded pair has a process');
  return process.value.pid;
};

describe('restart/parent-pid-variable', () => {
  const id = 'restart/parent-pid-variable';
  const judge = (variable: string | null, change: Partial<NonNullable<Unit>> = {}) =>
    findingOf(id, pairWith({ recipient: { parentPidVariable: variable, unit: change } }));

  test.each(['1', ' 1', '1x'])('%j is read as 1', (variable) => {
    expect(judge(variable)).toMatchObject({ status: 'pass' });
  });

  test.each([null, '2', '', 'abc'])('%j means error 3707, and down', (variable) => {
    expect(judge(variable)).toMatchObject({ status: 'fail', consequence: 'down', errno: 3707 });
  });

  test.each(['always', 'on-success'])('Restart=%s brings it back all the same', (restart) => {
    expect(judge(null, { restart })).toMatchObject({ status: 'warn', errno: 3707 });
  });

  test('a unit that sets it already only needs a restart', () => {
    const texts = (finding: ReturnType<typeof judge>) => finding.remedy.map(({ text }) => text).join('\n');
    expect(texts(judge(null, { parentPidVariable: '1' }))).not.toContain('Environment=');
    expect(texts(judge(null, { parentPidVariable: null }))).toContain('Environment=MYSQLD_PARENT_PID=1');
  });

  test('below an unknown program nobody can say whether it comes back', () => {
    const parent = { pid: 7, name: 'runsv', command: ['runsv', 'mysql'] };
    const evidence = pairWith({ recipient: { parentPidVariable: null, parent, process: { parentPid: 7 } } });
    expect(findingOf(id, evidence)).toMatchObject({ status: 'unknown', errno: 3707 });
  });

  test.each(['process', 'parentPidVariable', 'parent'] as const)('a denied %s is unknown', (fact) => {
    expect(findingOf(id, without(healthyPair(), 'recipient', fact))).toMatchObject({ status: 'unknown' });
  });
});

describe('restart/monitoring-process', () => {
  const id = 'restart/monitoring-process';

  test("the unit's main process passes", () => {
    expect(findingOf(id, healthyPair())).toMatchObject({ status: 'pass' });
  });

  test('a process that systemd only adopted stays down', () => {
    expect(findingOf(id, unit({ mainPid: 0 }))).toMatchObject({ status: 'fail', consequence: 'down' });
    expect(findingOf(id, unit({ mainPid: pid() + 1 }))).toMatchObject({ status: 'fail' });
    expect(findingOf(id, pairWith({ recipient: { unit: null } }))).toMatchObject({ status: 'fail' });
  });

  test('mysqld_safe passes, by its own name or that of the shell that runs it', () => {
    for (const parent of [
      { pid: 7, name: 'mysqld_safe', command: ['/bin/sh', '/usr/bin/mysqld_safe'] },
      { pid: 7, name: 'sh', command: ['sh', '/usr/bin/mysqld_safe'] },
    ]) {
      const evidence = pairWith({ recipient: { parent, process: { parentPid: 7 }, unit: null } });
      expect(findingOf(id, evidence)).toMatchObject({ status: 'pass' });
    }
  });

  test('another program, or a container, is unknown', () => {
    const parent = { pid: 7, name: 'supervisord', command: ['/usr/bin/python3', '/usr/bin/supervisord'] };
    expect(findingOf(id, pairWith({ recipient: { parent, process: { parentPid: 7 } } }))).toMatchObject({
      status: 'unknown',
      summary: expect.stringContaining('supervisord'),
    });
    expect(findingOf(id, pairWith({ recipient: { parent: null, process: { parentPid: 0 } } }))).toMatchObject(
      {
        status: 'unknown',
      },
    );
  });

  test('a unit that cannot be asked is unknown below systemd', () => {
    expect(findingOf(id, without(healthyPair(), 'recipient', 'unit'))).toMatchObject({ status: 'unknown' });
  });
});

describe('restart/exit-status', () => {
  const id = 'restart/exit-status';

  test.each([
    ['on-failure', {}, 'pass'],
    ['always', {}, 'pass'],
    ['no', {}, 'fail'],
    ['no', { restartForceExitStatus: ['16'] }, 'pass'],
    ['on-failure', { successExitStatus: ['16'] }, 'fail'],
    ['always', { restartPreventExitStatus: ['1', '16'] }, 'fail'],
    ['on-abnormal', {}, 'fail'],
  ])('Restart=%s with %j: %s', (restart, change, status) => {
    expect(findingOf(id, unit({ restart, ...change }))).toMatchObject({ status });
  });

  test('the remedy takes 16 out of a Prevent list and leaves the rest in', () => {
    const { remedy } = findingOf(id, unit({ restartPreventExitStatus: ['1', '16'] }));
    expect(remedy[0]?.text.split('\n')).toEqual([
      '[Service]',
      'RestartPreventExitStatus=',
      'RestartPreventExitStatus=1',
      'RestartForceExitStatus=16',
    ]);
  });

  test('on-success restarts the clean end of an unmanaged server: bad only once that is fixed', () => {
    const evidence = pairWith({ recipient: { parentPidVariable: null, unit: { restart: 'on-success' } } });
    expect(findingOf(id, evidence)).toMatchObject({ status: 'warn' });
  });
});

describe('restart/unit-current', () => {
  const id = 'restart/unit-current';

  test('a unit that was edited and not reloaded', () => {
    expect(findingOf(id, healthyPair())).toMatchObject({ status: 'pass' });
    expect(findingOf(id, unit({ needDaemonReload: true }))).toMatchObject({ status: 'warn' });
  });

  test('a process that still has the variable which its unit lost', () => {
    const lost = { parentPidVariable: null, changedSinceStart: true };
    expect(findingOf(id, unit(lost))).toMatchObject({ status: 'warn' });
    for (const change of [
      { changedSinceStart: false },
      { environmentFiles: ['/etc/default/mysql'] },
      { commandSetsVariable: true },
      { passesVariable: true },
    ])
      expect(findingOf(id, unit({ ...lost, ...change }))).toMatchObject({ status: 'pass' });
    const unseen = without(unit(lost), 'recipient', 'parentPidVariable');
    expect(findingOf(id, unseen)).toMatchObject({ status: 'unknown' });
  });
});

describe('restart/start-timeout', () => {
  const id = 'restart/start-timeout';

  test.each([
    ['notify', null, 'pass'],
    ['notify', 600, 'pass'],
    ['notify', 90, 'warn'],
    ['forking', 90, 'warn'],
    ['simple', 90, 'pass'],
  ])('Type=%s with %s s: %s', (type, timeoutStart, status) => {
    expect(findingOf(id, unit({ type, timeoutStart }))).toMatchObject({ status });
  });
});

describe('restart/start-limit', () => {
  const id = 'restart/start-limit';
  const limit = (
    startLimitBurst: number,
    startLimitInterval: number,
    runningFor: number | null,
    restarts: number | null = 0,
  ) => findingOf(id, unit({ startLimitBurst, startLimitInterval, runningFor, restarts })).status;

  test('counts the starts that are still inside the interval', () => {
    expect(limit(5, 10, 100)).toBe('pass');
    expect(limit(5, 10, 3)).toBe('pass');
    expect(limit(1, 3600, 100)).toBe('fail');
    expect(limit(1, 3600, 3601)).toBe('pass');
    expect(limit(1, 0, 1)).toBe('pass');
    expect(limit(3, 30, 10, 2)).toBe('warn');
    // Restarts by hand are not in NRestarts.
    expect(limit(3, 3600, 100)).toBe('unknown');
    expect(limit(1, 3600, null)).toBe('unknown');
    expect(limit(5, 10, 3, null)).toBe('unknown');
    expect(limit(5, 10, 100, null)).toBe('pass');
  });

  test('a unit that was changed since the start may have lost its count', () => {
    const change = { startLimitBurst: 1, startLimitInterval: 3600, runningFor: 100, changedSinceStart: true };
    expect(findingOf(id, unit(change))).toMatchObject({ status: 'unknown' });
  });
});

describe('restart/earlier-failure', () => {
  const id = 'restart/earlier-failure';
  const status = { Com_restart: '1' };

  test('a RESTART that failed', () => {
    expect(findingOf(id, healthyPair())).toMatchObject({ status: 'pass' });
    const evidence = () => pairWith({ recipient: { status } });
    expect(findingOf(id, without(evidence(), 'recipient', 'process'))).toMatchObject({ status: 'warn' });
    expect(findingOf(id, pairWith({ recipient: { status, parentPidVariable: null } }))).toMatchObject({
      status: 'warn',
    });
    expect(findingOf(id, without(healthyPair(), 'recipient', 'status'))).toMatchObject({ status: 'unknown' });
  });

  test('a clone that ended with 3707, by the error log', () => {
    const failedRestart = '2026-11-20 14:48:47.156786';
    const seen = { status: 'warn', summary: expect.stringContaining(failedRestart) };
    const evidence = () => pairWith({ recipient: { failedRestart } });
    expect(findingOf(id, without(evidence(), 'recipient', 'process'))).toMatchObject(seen);
    expect(findingOf(id, pairWith({ recipient: { failedRestart, parentPidVariable: null } }))).toMatchObject(
      seen,
    );
    expect(findingOf(id, evidence())).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining('since then'),
    });
    expect(findingOf(id, without(evidence(), 'recipient', 'failedRestart'))).toMatchObject({
      status: 'pass',
    });
  });

  test('a RESTART of a managed server was refused for want of a privilege', () => {
    expect(findingOf(id, pairWith({ recipient: { status } }))).toMatchObject({ status: 'pass' });
  });
});

describe('restart/only-clone-policy', () => {
  const id = 'restart/only-clone-policy';
  const judge = (change: Partial<NonNullable<Unit>>) =>
    findingOf(id, pairWith({ plan: { restartPolicy: 'only-clone' }, recipient: { unit: change } }));

  test('is asked for', () => {
    expect(findingOf(id, healthyPair())).toMatchObject({ status: 'skip' });
  });

  test('Restart=no with RestartForceExitStatus=16 is the policy', () => {
    expect(judge({ restart: 'no', restartForceExitStatus: ['16'] })).toMatchObject({ status: 'pass' });
    expect(judge({ restart: 'on-failure' })).toMatchObject({ status: 'warn' });
    expect(judge({ restart: 'always' })).toMatchObject({ status: 'warn' });
    expect(judge({ restart: 'no', restartForceExitStatus: ['16', '1'] })).toMatchObject({ status: 'warn' });
    expect(judge({ restart: 'on-abort' })).toMatchObject({ status: 'warn' });
    expect(judge({ restart: 'on-watchdog', restartForceExitStatus: ['16'] })).toMatchObject({
      status: 'pass',
    });
    const forced = { restart: 'no', restartForceExitStatus: ['16', 'ABRT'] };
    expect(judge(forced)).toMatchObject({ status: 'warn' });
    expect(judge({ ...forced, restartPreventExitStatus: ['ABRT'] })).toMatchObject({ status: 'pass' });
  });
});

describe('restart/replaced-binary', () => {
  const id = 'restart/replaced-binary';

  test('a file that was replaced under the running server', () => {
    expect(findingOf(id, healthyPair())).toMatchObject({ status: 'pass' });
    expect(findingOf(id, pairWith({ recipient: { executable: { replaced: true } } }))).toMatchObject({
      status: 'unknown',
    });
    expect(findingOf(id, without(healthyPair(), 'recipient', 'executable'))).toMatchObject({
      status: 'unknown',
    });
  });
});

test('with DATA DIRECTORY nothing restarts', () => {
  const evidence = pairWith({
    plan: { dataDirectory: '/srv/clone' },
    recipient: { parentPidVariable: null },
  });
  expect(findingOf('restart/parent-pid-variable', evidence)).toMatchObject({ status: 'skip' });
});
