import { describe, expect, test } from 'vitest';
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
