import { describe, expect, test } from 'vitest';
import type { FactValues } from '../../src/evidence/evidence.js';
import { findingOf, healthyPair, pairWith, without } from '../support/evidence.js';

const semisync = {
  name: 'rpl_semi_sync_replica',
  status: 'ACTIVE',
  type: 'REPLICATION',
  library: 'semisync_replica.so',
  loadOption: 'ON',
};
const filter = { ...semisync, name: 'audit_log_filter', library: 'audit_log_filter.so' };

const options = (given: string[], pluginLoads: string[] = []) => ({
  values: {},
  given: given.map((name) => ({ name: name.replace('loose_', ''), loose: name.startsWith('loose_') })),
  pluginLoads,
});

describe('start/plugin-options', () => {
  const id = 'start/plugin-options';
  const going = (given: string[], pluginLoads: string[] = []) =>
    pairWith({
      recipient: {
        plugins: [semisync, filter],
        installedPlugins: ['clone', 'rpl_semi_sync_replica'],
        options: options(given, pluginLoads),
      },
      donor: { installedPlugins: ['clone'] },
    });

  test('where no plugin goes, options need not be looked at', () => {
    expect(findingOf(id, without(healthyPair(), 'recipient', 'options'))).toMatchObject({ status: 'pass' });
  });

  test.each([
    'rpl_semi_sync_replica_enabled',
    'rpl-semi-sync-replica-enabled',
    'skip-rpl_semi_sync_replica',
    'RPL_SEMI_SYNC_REPLICA',
  ])('%s is fatal', (name) => {
    const finding = findingOf(id, going(['server_id', name]));
    expect(finding).toMatchObject({ status: 'fail', consequence: 'dead', evidence: { options: [name] } });
    expect(finding.remedy[0]?.text).toBe('plugin-load-add=rpl_semi_sync_replica=semisync_replica.so');
  });

  test.each(['loose_rpl_semi_sync_replica_enabled', 'rpl_semi_sync_source_enabled', 'audit_log_filter_mode'])(
    '%s is harmless',
    (name) => {
      expect(findingOf(id, going([name]))).toMatchObject({ status: 'pass' });
    },
  );

  test('an option belongs to the plugin with the longest name that fits', () => {
    const evidence = pairWith({
      recipient: {
        plugins: [filter, { ...semisync, name: 'audit_log' }],
        installedPlugins: ['audit_log'],
        options: options(['audit_log_filter_mode']),
      },
      donor: { installedPlugins: [] },
    });
    expect(findingOf(id, evidence)).toMatchObject({ status: 'pass' });
  });

  test.each([
    'rpl_semi_sync_replica=semisync_replica.so',
    'semisync_replica.so',
    'semisync_replica',
    'audit_log_filter.so;rpl_semi_sync_replica=semisync_replica.so',
  ])('a plugin that plugin-load=%s loads stays', (value) => {
    expect(findingOf(id, going(['rpl_semi_sync_replica_enabled'], [value]))).toMatchObject({
      status: 'pass',
    });
  });

  test('a plugin that goes, and options that cannot be seen: unknown', () => {
    expect(findingOf(id, without(going([]), 'recipient', 'options'))).toMatchObject({ status: 'unknown' });
    expect(findingOf(id, without(going([]), 'donor', 'installedPlugins')).status).toBe('unknown');
  });
});

describe('start/component-options', () => {
  const id = 'start/component-options';
  const going = (...given: string[]) =>
    pairWith({
      recipient: {
        installedComponents: ['file://component_validate_password'],
        options: options(given),
      },
    });

  test.each(['validate_password.policy', 'validate-password.policy'])('%s is fatal', (name) => {
    expect(findingOf(id, going(name))).toMatchObject({ status: 'fail', consequence: 'dead' });
  });

  test.each(['loose_validate_password.policy', 'validate_password_policy', 'server_id'])(
    '%s is not',
    (name) => {
      expect(findingOf(id, going(name))).toMatchObject({ status: 'pass' });
    },
  );

  test('a component that the donor has too stays', () => {
    const installedComponents = ['file://component_validate_password'];
    const recipient = { installedComponents, options: options(['validate_password.policy']) };
    expect(findingOf(id, pairWith({ recipient, donor: { installedComponents } }))).toMatchObject({
      status: 'pass',
    });
  });

  test('what cannot be seen is unknown', () => {
    expect(findingOf(id, without(going(), 'recipient', 'options')).status).toBe('unknown');
    expect(findingOf(id, without(going(), 'donor', 'installedComponents')).status).toBe('unknown');
  });
});

describe('start/read-only', () => {
  const id = 'start/read-only';
  const source = (name: string, from: string) => ({ name, source: from, path: '' });
  const kept = (sources: ReturnType<typeof source>[], given: string[] = []) =>
    pairWith({
      recipient: { variables: { read_only: 'ON' }, variableSources: sources, options: options(given) },
    });

  test('a writable recipient passes', () => {
    expect(findingOf(id, healthyPair())).toMatchObject({ status: 'pass' });
  });

  test('SET GLOBAL alone is lost', () => {
    expect(findingOf(id, kept([source('read_only', 'DYNAMIC')]))).toMatchObject({ status: 'warn' });
  });

  test('SET PERSIST and the option file are not', () => {
    expect(findingOf(id, kept([source('read_only', 'PERSISTED')])).status).toBe('pass');
    const changed = (value: string) => {
      const evidence = kept([source('read_only', 'DYNAMIC')]);
      evidence.recipient.facts.persisted = { ok: true, value: { read_only: value } };
      return evidence;
    };
    expect(findingOf(id, changed('ON')).status).toBe('pass');
    expect(findingOf(id, changed('OFF')).status).toBe('warn');
    expect(findingOf(id, kept([source('read_only', 'DYNAMIC')], ['super-read-only'])).status).toBe('pass');
  });

  test('what the option file says may be out of sight', () => {
    const evidence = kept([source('read_only', 'DYNAMIC')]);
    expect(findingOf(id, without(evidence, 'recipient', 'options')).status).toBe('unknown');
    expect(findingOf(id, without(healthyPair(), 'recipient', 'variableSources')).status).toBe('unknown');
  });
});

describe('start/many-tables', () => {
  const id = 'start/many-tables';
  const tables = (count: number) => ({
    tablespaces: [
      { type: 'Single', own: false, directory: null, count, allocatedBytes: count * 114688, sample: null },
    ],
  });

  test.each([
    ['8.0.38', 8001, 'fail'],
    ['8.0.38', 8000, 'pass'],
    ['8.4.1', 10000, 'fail'],
    ['9.0.0-1', 10000, 'fail'],
    ['8.0.37', 10000, 'pass'],
    ['9.7.4', 10000, 'pass'],
  ])('%s with %s tablespaces: %s', (version, count, status) => {
    const evidence = pairWith({ recipient: { identity: { version } }, donor: tables(count) });
    expect(findingOf(id, evidence)).toMatchObject({ status, consequence: 'dead' });
  });

  test('on such a release the number of tablespaces must be known', () => {
    const old = pairWith({ recipient: { identity: { version: '8.4.1' } } });
    expect(findingOf(id, without(old, 'donor', 'tablespaces')).status).toBe('unknown');
    expect(findingOf(id, without(healthyPair(), 'donor', 'tablespaces')).status).toBe('pass');
  });
});

describe('start/option-files', () => {
  const id = 'start/option-files';
  type Trial = NonNullable<FactValues['optionTrial']>;
  const file = '/etc/mysql/my.cnf';
  const unknownVariable = (name: string) => [
    { code: 'MY-000067', name },
    { code: 'MY-010119', name: null },
  ];
  const tried = (changed: string[], optionTrial?: Trial) =>
    pairWith({
      recipient: {
        optionFiles: { changed },
        installedPlugins: ['clone'],
        installedComponents: ['file://component_validate_password'],
        ...(optionTrial && { optionTrial }),
      },
    });

  test('files that the server was started with pass, changed ones have to be tried', () => {
    expect(findingOf(id, tried([]))).toMatchObject({ status: 'pass' });
    const finding = findingOf(id, tried([file]));
    expect(finding).toMatchObject({ status: 'unknown', summary: expect.stringContaining(file) });
    expect(finding.remedy[0]?.text).toContain('--validate-config');
  });

  test('what the program takes passes, and a plugin that it cannot load is told', () => {
    expect(findingOf(id, tried([file], { status: 0, errors: [] }))).toMatchObject({ status: 'pass' });
    const errors = [{ code: 'MY-010736', name: 'nosuch.so' }];
    expect(findingOf(id, tried([file], { status: 0, errors }))).toMatchObject({ status: 'warn' });
  });

  test.each([
    [unknownVariable('inodb_x'), /inodb_x \(MY-000067\)/],
    [[{ code: 'MY-010119', name: null }], /does not say why/],
    [[], /does not say why/],
  ])('what it does not take is fatal: %j', (errors, summary) => {
    for (const changed of [[], [file]]) {
      const finding = findingOf(id, tried(changed, { status: 1, errors }));
      expect(finding).toMatchObject({ status: 'fail', consequence: 'dead' });
      expect(finding.summary).toMatch(summary);
    }
  });

  test.each(['clone_ddl_timeout', 'validate_password.policy'])(
    'it does not know %s, which the server does: what comes after that was not read',
    (name) => {
      const trial = { status: 1, errors: unknownVariable(name) };
      expect(findingOf(id, tried([file], trial))).toMatchObject({ status: 'unknown' });
      expect(findingOf(id, tried([], trial))).toMatchObject({ status: 'pass' });
    },
  );

  test('what cannot be seen is unknown', () => {
    expect(findingOf(id, without(tried([]), 'recipient', 'optionFiles')).status).toBe('unknown');
    expect(findingOf(id, without(tried([]), 'recipient', 'installedPlugins')).status).toBe('unknown');
    const finding = findingOf(id, without(tried([file]), 'recipient', 'optionTrial'));
    expect(finding).toMatchObject({ status: 'unknown', evidence: { missing: 'recipient.optionTrial' } });
  });
});

describe('start/drifted-settings', () => {
  const id = 'start/drifted-settings';
  const written = (values: Record<string, string>) => pairWith({ recipient: { options: { values } } });

  test.each<[Record<string, string>, string]>([
    [{}, 'pass'],
    [{ datadir: '/var/lib/mysql' }, 'pass'],
    [{ datadir: '/var/lib/elsewhere' }, 'fail'],
    [{ innodb_undo_directory: './' }, 'pass'],
    [{ innodb_undo_directory: '/var/lib/mysql/' }, 'pass'],
    [{ innodb_undo_directory: '/srv/undo' }, 'fail'],
    [{ innodb_log_group_home_dir: '/srv/redo' }, 'fail'],
    [{ innodb_data_home_dir: '/srv/home' }, 'fail'],
    [{ innodb_page_size: '16K' }, 'pass'],
    [{ innodb_page_size: '32k' }, 'fail'],
    [{ innodb_data_file_path: 'ibdata1:12M:autoextend' }, 'pass'],
    [{ innodb_data_file_path: 'ibdata1:10M:autoextend' }, 'pass'],
    [{ innodb_data_file_path: 'ibdata1:20M:autoextend' }, 'fail'],
    [{ innodb_data_file_path: 'ibdata1:12M' }, 'fail'],
    [{ innodb_data_file_path: 'ibdata2:12M:autoextend' }, 'fail'],
    [{ innodb_data_file_path: 'ibdata1:12M;ibdata2:12M:autoextend' }, 'fail'],
  ])('%j: %s', (values, status) => {
    expect(findingOf(id, written(values))).toMatchObject({ status, consequence: 'dead' });
  });

  test("a larger file is all right where the donor's is as large", () => {
    const evidence = written({ innodb_data_file_path: 'ibdata1:20M:autoextend' });
    evidence.donor = pairWith({ donor: { systemBytes: 20 * 2 ** 20 } }).donor;
    expect(findingOf(id, evidence).status).toBe('pass');
  });

  test('a datadir that is written down nowhere any more may be any', () => {
    const from = (path: string) =>
      pairWith({ recipient: { variableSources: [{ name: 'datadir', source: 'GLOBAL', path }] } });
    expect(findingOf(id, from('/etc/my.cnf')).status).toBe('unknown');
    expect(findingOf(id, from('')).status).toBe('pass');
  });

  test('options that cannot be read are as they were where no file changed', () => {
    const evidence = without(written({}), 'recipient', 'options');
    expect(findingOf(id, evidence).status).toBe('pass');
    expect(findingOf(id, without(evidence, 'recipient', 'optionFiles')).status).toBe('unknown');
  });
});

describe('start/force-recovery', () => {
  const id = 'start/force-recovery';
  const next = (values: Record<string, string>, stored?: string) => {
    const evidence = pairWith({ recipient: { options: { values } } });
    if (stored !== undefined)
      evidence.recipient.facts.persisted = { ok: true, value: { innodb_force_recovery: stored } };
    return evidence;
  };

  test('what is written down or persisted counts after the restart', () => {
    expect(findingOf(id, next({})).status).toBe('pass');
    expect(findingOf(id, next({ innodb_force_recovery: '1' }))).toMatchObject({
      status: 'warn',
      consequence: 'none',
    });
    expect(findingOf(id, next({ innodb_force_recovery: '1' }, '0')).status).toBe('pass');
    expect(findingOf(id, next({}, '1')).remedy[0]?.text).toBe('RESET PERSIST innodb_force_recovery;');
  });

  test('what cannot be seen is unknown', () => {
    const unread = without(next({}), 'recipient', 'options');
    expect(findingOf(id, unread).status).toBe('pass');
    expect(findingOf(id, without(unread, 'recipient', 'optionFiles')).status).toBe('unknown');
    expect(findingOf(id, without(next({}), 'recipient', 'persisted')).status).toBe('unknown');
  });
});

describe('start/server-id', () => {
  const id = 'start/server-id';
  const next = (values: Record<string, string>, stored = {}) => {
    const evidence = pairWith({ recipient: { variables: { server_id: '7' }, options: { values } } });
    evidence.recipient.facts.persisted = { ok: true, value: stored };
    return evidence;
  };

  test.each<[Record<string, string>, Record<string, string>, string]>([
    [{ server_id: '7' }, {}, 'pass'],
    [{ server_id: '0x7' }, {}, 'pass'],
    [{}, { server_id: '7' }, 'pass'],
    [{}, {}, 'warn'],
    [{ server_id: '7' }, { server_id: '8' }, 'warn'],
  ])('options %j, persisted %j: %s', (values, stored, status) => {
    expect(findingOf(id, next(values, stored))).toMatchObject({ status, consequence: 'none' });
  });

  test('what cannot be seen is unknown', () => {
    const evidence = without(next({}), 'recipient', 'options');
    expect(findingOf(id, evidence).status).toBe('pass');
    evidence.recipient.facts.variableSources = {
      ok: true,
      value: [{ name: 'server_id', source: 'DYNAMIC', path: '' }],
    };
    expect(findingOf(id, evidence).status).toBe('unknown');
    expect(findingOf(id, without(next({}), 'recipient', 'variables')).status).toBe('unknown');
    const unread = without(without(next({}), 'recipient', 'options'), 'recipient', 'optionFiles');
    expect(findingOf(id, unread).status).toBe('unknown');
  });
});
