import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.js';
import { judge } from '../../src/doctor/judge.js';
import { predict } from '../../src/doctor/predict.js';
import { checkById, leftOut } from '../../src/doctor/select.js';
import { healthyPair } from '../support/evidence.js';

const restart = checks.filter(({ area }) => area === 'restart').map(({ id }) => id);

describe('leftOut', () => {
  test('nothing is left out where nothing is named', () => {
    expect(leftOut(checks, {}).size).toBe(0);
  });

  test('--only takes ids and areas, --skip takes away from it', () => {
    const left = leftOut(checks, { only: ['restart', 'gate/donor-list'], skip: ['restart/start-limit'] });
    const running = checks.filter(({ id }) => !left.has(id)).map(({ id }) => id);
    expect(new Set(running)).toEqual(
      new Set(['gate/donor-list', ...restart.filter((id) => id !== 'restart/start-limit')]),
    );
  });

  test.each([
    ['restart/parent-pid-varable', 'restart/parent-pid-variable'],
    ['donor-list', 'gate/donor-list'],
    ['compat', 'compatibility'],
    ['gat', "gate'"],
    ['credential', 'credentials'],
  ])('%s is an error that suggests %s', (name, nearest) => {
    expect(() => leftOut(checks, { skip: [name] })).toThrow(`--skip: there is no check '${name}'`);
    expect(() => leftOut(checks, { skip: [name] })).toThrow(
      expect.objectContaining({ hint: expect.stringContaining(`'${nearest}`) }),
    );
  });

  test('what is left out cannot be predicted about', () => {
    const left = leftOut(checks, { skip: ['gate/donor-list'] });
    const findings = judge(healthyPair(), checks, left);
    expect(findings.find(({ id }) => id === 'gate/donor-list')).toMatchObject({ status: 'skip' });
    expect(predict(findings)).toMatchObject({ outcome: 'unknown', blind: ['gate/donor-list'] });
  });
});

test('checkById finds a check or suggests one', () => {
  expect(checkById(checks, 'gate/donor-list').area).toBe('gate');
  expect(() => checkById(checks, 'gate/donors-list')).toThrow("there is no check 'gate/donors-list'");
});
