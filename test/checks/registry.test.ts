import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.js';
import { splitNeed } from '../../src/doctor/check.js';
import { healthyPair, without } from '../support/evidence.js';

const folder = fileURLToPath(new URL('../../checks/', import.meta.url));

describe('the registry', () => {
  test('every id is used once', () => {
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  });

  test('holds every check that there is a file of', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
      .filter((name) => /^export default /m.test(readFileSync(`${folder}${name}`, 'utf8')))
      .map((name) => name.replace(/\.ts$/, ''));
    expect(checks.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
  });

  test.each(checks.map((check) => [check.id, check] as const))('%s is told in full', (id, check) => {
    expect(existsSync(`${folder}${id}.ts`)).toBe(true);
    expect(check.title).toMatch(/^\p{Lu}|^[a-z_]+/u);
    expect(check.why.length).toBeGreaterThan(80);
    expect(check.why).not.toContain('\n');
    expect(check.references.length).toBeGreaterThan(0);
    expect(check.needs.length).toBeGreaterThan(0);
  });
});

const needs = checks.flatMap((check) => check.needs.map((need) => [check.id, need, check] as const));

test.each(needs)('%s does not judge without %s', (_, need, check) => {
  const [side, name] = splitNeed(need);
  const { recipient, donor, plan, collectedAt } = without(healthyPair(), side, name);
  const verdict = check.evaluate({
    recipient: recipient.facts,
    donor: donor?.facts ?? {},
    plan,
    collectedAt,
  });
  expect(verdict).toMatchObject({ status: 'unknown', evidence: { missing: need } });
  expect(verdict.summary).toContain(need);
});
