import { describe, expect, test } from 'vitest';
import { exitCodeOf } from '../../src/doctor/exit-code.js';
import type { Finding } from '../../src/doctor/finding.js';
import { predict } from '../../src/doctor/predict.js';

const finding = (id: string, values: Partial<Finding>): Finding => ({
  id,
  area: 'test',
  title: id,
  stage: 'gate',
  status: 'pass',
  summary: '',
  evidence: {},
  consequence: 'refused',
  remedy: [],
  references: [],
  durationMs: 0,
  ...values,
});

const refused = finding('gate', { status: 'fail', errno: 3869 });
const down = finding('restart', { stage: 'restart', status: 'fail', consequence: 'down', errno: 3707 });
const dead = finding('start', { stage: 'start', status: 'fail', consequence: 'dead' });

describe('predict', () => {
  test('nothing in the way is ok', () => {
    expect(predict([finding('a', {}), finding('b', { status: 'skip' })])).toEqual({
      outcome: 'ok',
      because: [],
      then: [],
      leaks: [],
      blind: [],
    });
  });

  test('the first failing stage is what happens, later ones follow once it is fixed', () => {
    expect(predict([dead, down, refused])).toMatchObject({
      outcome: 'refused',
      stage: 'gate',
      errno: 3869,
      because: ['gate'],
      then: [{ outcome: 'dead', stage: 'start', because: ['restart', 'start'] }],
    });
  });

  test('a server that stays down is started by somebody, and ends as that start does', () => {
    expect(predict([down])).toMatchObject({ outcome: 'down', stage: 'restart', errno: 3707 });
    expect(predict([down, dead])).toMatchObject({
      outcome: 'dead',
      stage: 'start',
      errno: 3707,
      because: ['restart', 'start'],
      then: [],
    });
    const blind = finding('blind', { stage: 'after', status: 'unknown', consequence: 'lossy' });
    expect(predict([down, blind])).toMatchObject({ outcome: 'unknown', because: ['restart', 'blind'] });
  });

  test('within a stage the worst decides', () => {
    const lossy = finding('lossy', { stage: 'copy', status: 'fail', consequence: 'lossy' });
    const wiped = finding('wiped', { stage: 'copy', status: 'fail', consequence: 'wiped' });
    const donorLoss = finding('donor', { stage: 'copy', status: 'fail', consequence: 'donor-loss' });
    expect(predict([lossy, wiped])).toMatchObject({ outcome: 'wiped', because: ['wiped'] });
    expect(predict([lossy, wiped, donorLoss])).toMatchObject({ outcome: 'donor-loss', because: ['donor'] });
  });

  test('the error is that of the first problem in the order of checking', () => {
    const second = finding('second', { status: 'fail', errno: 3864 });
    expect(predict([refused, second])).toMatchObject({ errno: 3869, because: ['gate', 'second'] });
  });

  test('an unknown before the first failure makes the outcome unknown', () => {
    const blind = finding('blind', { status: 'unknown' });
    expect(predict([blind, down])).toMatchObject({
      outcome: 'unknown',
      stage: 'gate',
      because: ['blind'],
      then: [{ outcome: 'down', stage: 'restart', because: ['restart'] }],
      blind: ['blind'],
    });
  });

  test('an unknown behind the first failure does not change what happens today', () => {
    const blind = finding('blind', { stage: 'restart', status: 'unknown', consequence: 'down' });
    expect(predict([refused, blind])).toMatchObject({
      outcome: 'refused',
      then: [{ outcome: 'unknown', stage: 'restart', because: ['blind'] }],
      blind: ['blind'],
    });
  });

  test('a check without its donor is blind too', () => {
    const skipped = finding('skipped', { status: 'skip', evidence: { missing: 'donor' } });
    expect(predict([skipped])).toMatchObject({ outcome: 'unknown', blind: ['skipped'] });
  });

  test('leaks and harmless findings do not end a clone', () => {
    const leak = finding('leak', { stage: 'after', status: 'warn', consequence: 'leak' });
    const harmless = finding('harmless', { status: 'unknown', consequence: 'none' });
    expect(predict([leak, harmless])).toMatchObject({ outcome: 'ok', leaks: ['leak'], blind: [] });
  });

  test('a warning can carry the error that is seen on the way to a good end', () => {
    expect(predict([finding('restart', { stage: 'restart', status: 'warn', errno: 3707 })])).toMatchObject({
      outcome: 'ok',
      errno: 3707,
    });
  });
});

describe('exitCodeOf', () => {
  const statuses = (...all: Finding['status'][]) => exitCodeOf(all.map((status) => finding('a', { status })));

  test('0 pass, 1 warn, 2 fail, 3 unknown; the graver one wins', () => {
    expect(statuses('pass', 'skip')).toBe(0);
    expect(statuses('pass', 'warn')).toBe(1);
    expect(statuses('warn', 'unknown')).toBe(3);
    expect(statuses('unknown', 'fail', 'warn')).toBe(2);
  });
});
