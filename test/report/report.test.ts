import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.js';
import { judge } from '../../src/doctor/judge.js';
import { DoctorError } from '../../src/doctor-error.js';
import type { Evidence } from '../../src/evidence/evidence.js';
import { renderJson } from '../../src/report/json.js';
import { makeErrorReport, makeReport } from '../../src/report/report.js';
import { cloneStatement } from '../../src/report/statement.js';
import { renderTable } from '../../src/report/table.js';
import { brokenPair, healthyPair, pairWith, without } from '../support/evidence.js';

const report = (evidence: Evidence) => makeReport(evidence, judge(evidence, checks), '0.0.0-test');

const schema = JSON.parse(readFileSync(new URL('../../dist/schema/report.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
const errorsOf = (text: string) => (validate(JSON.parse(text)) ? [] : validate.errors);

describe('the JSON document', () => {
  test.each([
    ['a healthy pair', healthyPair()],
    ['a broken pair', brokenPair()],
    ['a recipient alone', { ...healthyPair(), donor: null }],
    ['denied facts', without(healthyPair(), 'recipient', 'variables')],
  ])('of %s is valid by the schema of the package', (_, evidence) => {
    expect(errorsOf(renderJson(report(evidence)))).toEqual([]);
  });

  test('of an error is valid too', () => {
    const error = new DoctorError('cannot connect', { kind: 'unreachable', hint: 'try' });
    expect(errorsOf(renderJson(makeErrorReport(error, '0.0.0-test')))).toEqual([]);
  });

  test('the schema refuses what is neither', () => {
    expect(errorsOf('{"schemaVersion":"1.0"}')).not.toEqual([]);
  });
});

describe('the report', () => {
  test('a healthy pair passes every check that applies', () => {
    const { prediction, summary, exitCode } = report(healthyPair());
    expect(prediction).toMatchObject({ outcome: 'ok', because: [], blind: [] });
    expect(summary).toMatchObject({ warn: 0, fail: 0, unknown: 0 });
    expect(exitCode).toBe(0);
  });

  test('a broken pair is refused today, and worse is to follow', () => {
    const { prediction, exitCode } = report(brokenPair());
    expect(prediction).toMatchObject({
      outcome: 'refused',
      errno: 3869,
      then: [{ outcome: 'dead' }],
      leaks: ['credentials/donor-recovery-channel'],
    });
    expect(exitCode).toBe(2);
  });

  test('a recipient alone is looked at, and nothing is predicted of the pair', () => {
    const { prediction, findings, exitCode, targets } = report({ ...healthyPair(), donor: null });
    expect(targets.map(({ role }) => role)).toEqual(['recipient']);
    expect(prediction.outcome).toBe('unknown');
    expect(findings.find(({ id }) => id === 'compatibility/version')).toMatchObject({ status: 'skip' });
    expect(findings.find(({ id }) => id === 'restart/exit-status')).toMatchObject({ status: 'pass' });
    expect(exitCode).toBe(0);
  });

  test('what could not be seen is listed with the target, and makes the outcome unknown', () => {
    const { prediction, targets, exitCode } = report(
      without(healthyPair(), 'recipient', 'parentPidVariable'),
    );
    expect(targets[0]?.unseen).toMatchObject([{ fact: 'parentPidVariable', reason: 'denied' }]);
    expect(targets[1]?.unseen).toEqual([]);
    expect(prediction).toMatchObject({ outcome: 'unknown', stage: 'restart' });
    expect(exitCode).toBe(3);
  });
});

describe('the table', () => {
  const table = (evidence: Evidence, options = {}) =>
    renderTable(report(evidence), { verbose: false, width: 100, colour: false, ...options });

  test('cuts nothing off, however long a word is', () => {
    const set = Array.from({ length: 9 }, (_, i) => `ac205620-e4ee-11f1-8972-02000ad5020c:${i}1-${i}9`).join(
      ',',
    );
    const text = table(pairWith({ recipient: { gtidExecuted: set } }), { verbose: true, colour: true });
    expect(text).not.toContain('…');
    expect(text.replaceAll(/\s/g, '')).toContain(':81-89');
  });

  test('counts the skipped checks of one reason where they are many, and names all with --verbose', () => {
    const alone = { ...healthyPair(), donor: null };
    expect(table(alone)).toMatch(/add --donor HOST\[:PORT\]:\s+([\w/-]+,\s+){3}[\w/-]+\s+and \d+ more/);
    expect(table(alone, { verbose: true })).toContain('donor/binary-logs');
  });

  test('begins with the prediction', () => {
    expect(table(healthyPair())).toMatch(/^ prediction {2}OK: the clone succeeds/);
    expect(table(brokenPair())).toMatch(/^ prediction {2}REFUSED: the server refuses.*\(error 3869\)/);
  });

  describe('says how much is copied, and how long that takes where it can be known', () => {
    const GIB = 2 ** 30;
    const copying = (bytes: number, plan = {}, variables = {}) =>
      pairWith({
        plan,
        donor: {
          tablespaces: [
            { type: 'Single', own: false, directory: null, count: 1, allocatedBytes: bytes, sample: null },
          ],
          systemBytes: 0,
        },
        recipient: { variables },
      });

    test.each([
      [12 * 2 ** 20, {}, {}, '12 MiB'],
      [1536 * GIB, {}, {}, '1.5 TiB'],
      [101 * GIB, {}, { clone_max_data_bandwidth: '100' }, '101 GiB, 100 MiB/s at most, 17 min or more'],
      [GIB, {}, { clone_max_network_bandwidth: '100' }, '1 GiB, 100 MiB/s at most'],
      [10 * GIB, { bandwidth: 1000 }, {}, '10 GiB, about 10 s'],
      [1536 * GIB, { bandwidth: 200 }, {}, '1.5 TiB, about 2 h 11 min'],
      [
        10 * GIB,
        { bandwidth: 1000 },
        { clone_max_data_bandwidth: '50' },
        '10 GiB, 50 MiB/s at most, about 3 min',
      ],
    ])('%d bytes, %j, %j', (bytes, plan, variables, text) => {
      const lines = table(copying(bytes, plan, variables)).split('\n');
      expect(lines).toContain(` to copy     ${text}`);
    });

    test('not without the sizes', () => {
      expect(table(without(healthyPair(), 'donor', 'systemBytes'))).not.toContain('to copy');
      expect(report(without(healthyPair(), 'donor', 'systemBytes')).copy).toBeNull();
    });

    test('for programs as numbers', () => {
      expect(report(copying(10 * GIB, { bandwidth: 1000 })).copy).toEqual({
        bytes: 10 * GIB,
        limitMibPerSecond: null,
        minSeconds: null,
        aboutSeconds: 10.24,
      });
    });
  });

  test('a member that joins may come to its data without a clone', () => {
    const variables = {
      group_replication_group_name: 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa',
      group_replication_start_on_boot: 'OFF',
    };
    const { identity } = healthyPair().donor?.facts ?? {};
    const id = identity?.ok ? (identity.value.serverUuid ?? '') : '';
    const self = { id, host: 'db1', port: 3306, state: 'ONLINE', role: 'PRIMARY', version: '9.7.4' };
    const joining = pairWith({
      recipient: { variables, gtidExecuted: '' },
      donor: { variables, groupMembers: [self], gtidPurged: '' },
      plan: { joinGroup: true },
    });
    const text = table(joining);
    expect(text).toMatch(/^ prediction {2}OK: no clone: the recipient lacks \d+ transaction/);
    expect(text).toContain('planned     START GROUP_REPLICATION;');
    expect(text).toContain('To join, on the recipient');
  });

  test('shows the problems of an area worst first, and passes only when verbose', () => {
    const text = table(brokenPair());
    expect(text).toContain('✗ fail      restart/parent-pid-variable');
    expect(text).not.toContain('✓ pass');
    expect(table(brokenPair(), { verbose: true })).toContain('✓ pass');
  });

  test('what is to be typed stands on lines of its own, unwrapped', () => {
    const lines = table(brokenPair(), { width: 60 })
      .split('\n')
      .map((line) => line.trim());
    expect(lines).toContain('Environment=MYSQLD_PARENT_PID=1');
    expect(
      lines.some((line) => line.startsWith('SET GLOBAL clone_valid_donor_list') && line.endsWith(';')),
    ).toBe(true);
  });

  test('text keeps to the width of the terminal', () => {
    const typed = /^ {13}/;
    const tooLong = table(brokenPair(), { width: 72 })
      .split('\n')
      .filter((line) => line.length > 72 && !typed.test(line));
    expect(tooLong.filter((line) => !/CLONE INSTANCE FROM|host:|exit code/.test(line))).toEqual([]);
  });

  test('colour is used when asked for, and control characters of a server never reach the terminal', () => {
    const evil = pairWith({ recipient: { identity: { version: '9.7.4\u001b]0;evil\u0007' } } });
    expect(table(evil)).not.toContain('\u001b');
    expect(table(healthyPair(), { colour: true })).toContain('\u001b[');
  });
});

describe('cloneStatement', () => {
  const plan = healthyPair().plan;

  test.each([
    [{ cloneSsl: 'required' as const }, "IDENTIFIED BY '<password>' REQUIRE SSL;"],
    [{ cloneSsl: 'disabled' as const }, "IDENTIFIED BY '<password>' REQUIRE NO SSL;"],
    [{ dataDirectory: "/srv/o'x" }, "IDENTIFIED BY '<password>' DATA DIRECTORY = '/srv/o''x';"],
  ])('%j', (change, end) => {
    const text = cloneStatement({
      ...plan,
      cloneFrom: { host: 'db1', port: 3306 },
      donorUser: 'u',
      ...change,
    });
    expect(text).toBe(`CLONE INSTANCE FROM 'u'@'db1':3306 ${end}`);
  });

  test('there is none without a donor', () => {
    const { cloneFrom: _, ...donorless } = plan;
    expect(cloneStatement(donorless)).toBeNull();
  });
});
