import { describe, expect, test } from 'vitest';
import { defineCheck, fail, pass } from '../../src/doctor/check.js';
import { judge } from '../../src/doctor/judge.js';
import { healthyPair } from '../support/evidence.js';

const described = {
  title: 'a title',
  stage: 'gate',
  consequence: 'refused',
  why: 'a reason',
  references: [],
} as const;

const onDonor = defineCheck({
  ...described,
  id: 'area/on-donor',
  needs: ['donor.variables'],
  evaluate: ({ donor }) => pass(`version ${donor.variables.version}`),
});

describe('judge', () => {
  test('hands a check the facts it needs', () => {
    const [finding] = judge(healthyPair(), [onDonor]);
    expect(finding).toMatchObject({ id: 'area/on-donor', area: 'area', status: 'pass', stage: 'gate' });
    expect(finding?.summary).toMatch(/^version \d/);
  });

  test('a denied fact makes the finding unknown, with what would show it', () => {
    const evidence = healthyPair();
    if (!evidence.donor) throw new Error('the pair has a donor');
    evidence.donor.facts.variables = { ok: false, reason: 'denied', detail: 'no right', grant: 'GRANT x;' };
    const [finding] = judge(evidence, [onDonor]);
    expect(finding).toMatchObject({
      status: 'unknown',
      summary: 'donor.variables could not be seen: no right',
      remedy: [{ on: 'donor', kind: 'sql', text: 'GRANT x;' }],
    });
  });

  test('without a donor the check is skipped, and says what would run it', () => {
    const [finding] = judge({ ...healthyPair(), donor: null }, [onDonor]);
    expect(finding).toMatchObject({ status: 'skip', summary: expect.stringContaining('--donor') });
  });

  test('a check that throws is unknown, and the others go on', () => {
    const broken = defineCheck({
      ...described,
      id: 'area/broken',
      needs: [],
      evaluate: () => {
        throw new Error('oops');
      },
    });
    const findings = judge(healthyPair(), [broken, onDonor]);
    expect(findings.map(({ status }) => status)).toEqual(['unknown', 'pass']);
    expect(findings[0]?.summary).toContain('oops');
  });

  test('a check that has nothing to do with the plan is skipped', () => {
    const irrelevant = defineCheck({
      ...described,
      id: 'area/irrelevant',
      needs: [],
      irrelevant: () => 'not today',
      evaluate: () => pass('never'),
    });
    expect(judge(healthyPair(), [irrelevant])[0]).toMatchObject({ status: 'skip', summary: 'not today' });
  });

  test('a failure that precludes a side makes the checks that look at it skips, and no others', () => {
    const noClone = defineCheck({
      ...described,
      id: 'area/no-clone',
      needs: [],
      precludes: 'donor',
      evaluate: () => fail('the donor is something else', { meaning: 'refused' }),
    });
    const onRecipient = defineCheck({
      ...described,
      id: 'area/on-recipient',
      needs: ['recipient.variables'],
      evaluate: () => pass('fine'),
    });
    const findings = judge(healthyPair(), [noClone, onDonor, onRecipient]);
    expect(findings.map(({ status, summary }) => [status, summary])).toEqual([
      ['fail', 'the donor is something else'],
      ['skip', 'the donor is something else'],
      ['pass', 'fine'],
    ]);
  });
});
