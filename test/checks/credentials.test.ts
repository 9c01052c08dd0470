import { describe, expect, test } from 'vitest';
import { findingOf, pairWith, without } from '../support/evidence.js';

const recovery = 'group_replication_recovery';
const stored = { storedCredentials: [{ channel: recovery, hasUser: true, hasPassword: true }] };
const channel = (name: string) => ({
  channels: [{ name, host: '<NULL>', port: 0, autoPosition: true, receiver: 'OFF', sourceUuid: '' }],
});

describe('credentials/donor-recovery-channel', () => {
  const id = 'credentials/donor-recovery-channel';

  test('nothing stored passes', () => {
    expect(findingOf(id, pairWith({}))).toMatchObject({ status: 'pass' });
  });

  test('stored ones leak, and start by themselves where start_on_boot is ON', () => {
    expect(findingOf(id, pairWith({ donor: stored }))).toMatchObject({ status: 'warn', consequence: 'leak' });
    const onBoot = { variables: { group_replication_start_on_boot: 'ON' } };
    const finding = findingOf(id, pairWith({ donor: stored, recipient: onBoot }));
    expect(finding.meaning).toContain('group_replication_start_on_boot is ON');
  });

  test.each([
    ['8.0.22', 'CHANGE MASTER TO MASTER_USER = '],
    ['8.0.23', 'CHANGE REPLICATION SOURCE TO SOURCE_USER = '],
    ['9.7.4-2', 'CHANGE REPLICATION SOURCE TO SOURCE_USER = '],
  ])('%s is told to %s', (version, statement) => {
    const { remedy } = findingOf(id, pairWith({ donor: { ...stored, identity: { version } } }));
    expect(remedy[1]?.text).toContain(statement);
    expect(remedy[1]?.text).toContain('STOP GROUP_REPLICATION');
  });

  test('without a right to the table, only a server without the channel is known to store nothing', () => {
    const denied = (name: string) =>
      without(pairWith({ donor: channel(name) }), 'donor', 'storedCredentials');
    expect(findingOf(id, denied('other'))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, denied(recovery))).toMatchObject({ status: 'unknown' });
    expect(findingOf(id, without(denied('other'), 'donor', 'channels'))).toMatchObject({ status: 'unknown' });
  });
});

describe('credentials/recipient-recovery-channel', () => {
  const id = 'credentials/recipient-recovery-channel';
  const onBoot = { variables: { group_replication_start_on_boot: 'ON' } };

  test('stored credentials matter together with start_on_boot', () => {
    expect(findingOf(id, pairWith({ recipient: stored }))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, pairWith({ recipient: onBoot }))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, pairWith({ recipient: { ...onBoot, ...stored } }))).toMatchObject({
      status: 'warn',
    });
  });

  test('a denied table is unknown', () => {
    const evidence = without(
      pairWith({ recipient: { ...onBoot, ...channel(recovery) } }),
      'recipient',
      'storedCredentials',
    );
    expect(findingOf(id, evidence)).toMatchObject({ status: 'unknown' });
  });
});

describe('credentials/donor-channels', () => {
  const id = 'credentials/donor-channels';
  const row = (name: string, hasPassword: boolean) => ({
    storedCredentials: [{ channel: name, hasUser: true, hasPassword }],
  });

  test('a stored password leaks, on whichever channel but that of Group Replication', () => {
    expect(findingOf(id, pairWith({ donor: row('', true) }))).toMatchObject({
      status: 'warn',
      consequence: 'leak',
    });
    expect(findingOf(id, pairWith({ donor: row('', false) })).status).toBe('pass');
    expect(findingOf(id, pairWith({ donor: row(recovery, true) })).status).toBe('pass');
  });

  test('who may not ask knows only where there is no channel', () => {
    const denied = (donor: object) => without(pairWith({ donor }), 'donor', 'storedCredentials');
    expect(findingOf(id, denied({})).status).toBe('pass');
    expect(findingOf(id, denied(channel(recovery))).status).toBe('pass');
    expect(findingOf(id, denied(channel('up'))).status).toBe('unknown');
  });
});

describe('credentials/server-definitions', () => {
  const id = 'credentials/server-definitions';

  test('a stored password leaks', () => {
    const servers = (hasPassword: boolean) => ({ serverDefinitions: [{ name: 'far', hasPassword }] });
    expect(findingOf(id, pairWith({ donor: servers(true) }))).toMatchObject({
      status: 'warn',
      consequence: 'leak',
    });
    expect(findingOf(id, pairWith({ donor: servers(false) })).status).toBe('pass');
    expect(findingOf(id, pairWith({})).status).toBe('pass');
  });

  test('without a look at them it is unknown', () => {
    expect(findingOf(id, without(pairWith({}), 'donor', 'serverDefinitions')).status).toBe('unknown');
  });
});

describe('credentials/unencrypted-connection', () => {
  const id = 'credentials/unencrypted-connection';
  const plain = { plan: { cloneSsl: 'disabled' as const } };

  test('only what leaves a host without TLS is a warning', () => {
    expect(findingOf(id, pairWith({}))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, pairWith(plain))).toMatchObject({ status: 'warn' });
    expect(findingOf(id, pairWith({ donor: { tls: { enabled: false } } }))).toMatchObject({ status: 'warn' });
    expect(findingOf(id, pairWith({ ...plain, recipient: { donorAddresses: ['127.0.0.1'] } })).status).toBe(
      'pass',
    );
  });

  test('a donor that does not say whether it offers TLS is unknown', () => {
    expect(findingOf(id, without(pairWith({}), 'donor', 'tls')).status).toBe('unknown');
    expect(findingOf(id, without(pairWith({}), 'donor', 'variables')).status).toBe('unknown');
  });
});

describe('credentials/raw-log', () => {
  const id = 'credentials/raw-log';
  const log = (log_raw: string, general_log: string, log_output = 'FILE') =>
    findingOf(id, pairWith({ recipient: { variables: { log_raw, general_log, log_output } } })).status;

  test('log_raw shows the password where the general log is written', () => {
    expect(findingOf(id, pairWith({})).status).toBe('pass');
    expect(log('ON', 'ON')).toBe('warn');
    expect(log('ON', 'OFF')).toBe('pass');
    expect(log('OFF', 'ON')).toBe('pass');
    expect(log('ON', 'ON', 'NONE')).toBe('pass');
  });

  test('a server that has no such variable matters where it writes the log', () => {
    const old = (general_log: string) => {
      const evidence = pairWith({ recipient: { variables: { general_log } } });
      const { variables } = evidence.recipient.facts;
      if (variables.ok) delete variables.value.log_raw;
      return findingOf(id, evidence).status;
    };
    expect(old('OFF')).toBe('pass');
    expect(old('ON')).toBe('unknown');
  });

  test('without the variables it is unknown', () => {
    expect(findingOf(id, without(pairWith({}), 'recipient', 'variables')).status).toBe('unknown');
  });
});

describe('credentials/federated-tables', () => {
  const id = 'credentials/federated-tables';
  const table = (engine: string) => ({ schema: 'app', name: 'far', engine, rows: null, bytes: 0 });

  test('nobody can see whether a FEDERATED table holds a password', () => {
    const foreign = (engine: string, more = false) =>
      findingOf(id, pairWith({ donor: { foreignTables: { tables: [table(engine)], more } } }));
    expect(findingOf(id, pairWith({})).status).toBe('pass');
    expect(foreign('MyISAM').status).toBe('pass');
    expect(foreign('MyISAM', true).status).toBe('unknown');
    expect(foreign('FEDERATED')).toMatchObject({
      status: 'unknown',
      remedy: [{ text: 'SHOW CREATE TABLE `app`.`far`;' }, {}],
    });
  });

  test('without the tables it is unknown', () => {
    expect(findingOf(id, without(pairWith({}), 'donor', 'foreignTables')).status).toBe('unknown');
  });
});

describe('what the host shows', () => {
  const nothing = { commandLine: [], environment: [], files: [] };
  const shown = (id: string, secrets: object) =>
    findingOf(id, pairWith({ recipient: { secrets: { ...nothing, ...secrets } } }));

  test.each([
    ['credentials/command-line', { commandLine: ['report-password'] }, '--report-password'],
    ['credentials/command-line', { environment: ['MYSQL_ROOT_PASSWORD'] }, 'MYSQL_ROOT_PASSWORD'],
    ['credentials/option-files', { files: [{ path: '/etc/my.cnf', options: ['password'] }] }, '/etc/my.cnf'],
  ])('%s names %j', (id, secrets, name) => {
    expect(findingOf(id, pairWith({})).status).toBe('pass');
    const finding = shown(id, secrets);
    expect(finding.status).toBe('warn');
    expect(finding.summary).toContain(name);
    expect(findingOf(id, without(pairWith({}), 'recipient', 'secrets')).status).toBe('unknown');
  });

  test('an environment that may not be seen is unknown', () => {
    expect(shown('credentials/command-line', { environment: null }).status).toBe('unknown');
  });
});
