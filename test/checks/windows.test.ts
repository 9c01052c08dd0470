import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.js';
import { judge } from '../../src/doctor/judge.js';
import type { Evidence } from '../../src/evidence/evidence.js';
import { hostOnWindows } from '../../src/probe/host/host.js';
import { pairWith, without } from '../support/evidence.js';

/** The recorded pair as it would be on Windows: a host that nobody can look at, and paths that nobody understands. */
function windowsPair(plan: Partial<Evidence['plan']> = {}): Evidence {
  const side = { identity: { compileOs: 'Win64' }, variables: { version_compile_os: 'Win64' } };
  const evidence = pairWith({ recipient: side, donor: side, plan });
  for (const name of ['recipient', 'donor'] as const) {
    without(evidence, name, 'tablespaces', 'unsupported');
    without(evidence, name, 'undoFiles', 'unsupported');
    Object.assign(evidence[name]?.facts ?? {}, hostOnWindows('Win64'));
  }
  return evidence;
}

const findings = (plan?: Partial<Evidence['plan']>) => judge(windowsPair(plan), checks);
const restart = (plan?: Partial<Evidence['plan']>) =>
  findings(plan).find(({ id }) => id === 'restart/monitoring-process');

describe('a pair on Windows', () => {
  test('nothing fails, and what SQL shows is judged', () => {
    const statuses = new Set(findings().map(({ status }) => status));
    expect(statuses).not.toContain('fail');
    expect(
      findings().filter(({ id, status }) => id.startsWith('gate/') && status === 'pass').length,
    ).toBeGreaterThan(8);
  });

  test('no word is about what Windows has not', () => {
    const words = findings()
      .filter(({ status }) => status !== 'pass')
      .flatMap(({ summary, meaning, remedy }) => [summary, meaning, ...remedy.map(({ text }) => text)]);
    expect(words.join('\n')).not.toMatch(
      /systemctl|systemd|mysqld_safe|MYSQLD_PARENT_PID|--via|--ssh|sudo|\/proc/,
    );
  });

  test('the restart is up to mysqld itself, unless it was started with --no-monitor', () => {
    expect(restart()).toMatchObject({ status: 'unknown', summary: expect.stringContaining('--no-monitor') });
    expect(
      restart()
        ?.remedy.map(({ text }) => text)
        .join(),
    ).toMatch(/sc qc.*--expect-restart/);
    expect(restart({ expectRestart: 'always' })).toMatchObject({ status: 'pass' });
    expect(restart({ expectRestart: 'never' })).toMatchObject({ status: 'fail', errno: 3707 });
  });

  test.each(['parent-pid-variable', 'exit-status', 'start-limit', 'start-timeout', 'unit-current'])(
    'restart/%s has nothing to say',
    (name) => {
      expect(findings().find(({ id }) => id === `restart/${name}`)).toMatchObject({
        status: 'skip',
        evidence: {},
      });
    },
  );

  test('where its tablespaces lie is unknown', () => {
    for (const id of ['external-directories', 'known-directories', 'undo-names'].map(
      (name) => `storage/${name}`,
    ))
      expect(findings().find((finding) => finding.id === id)).toMatchObject({ status: 'unknown' });
  });
});
