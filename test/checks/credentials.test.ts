import { describe, expect, test } from 'vitest';
import { findingOf, pairWith, without } from '../support/evidence.js';

const recovery = 'group_replication_recovery';
const stored = { storedCredentials: [{ channel: recovery, hasUser: true, hasPassword: true }] };
const channel = (hasUser: boolean) => ({
  channels: [
    { name: recovery, host: '<NULL>', port: 0, hasUser, autoPosition: true, receiver: 'OFF', sourceUuid: '' },
  ],
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

  test('without a right to the table, a channel without a user is proof enough, one with a user is not', () => {
    const denied = (hasUser: boolean) =>
      without(pairWith({ donor: channel(hasUser) }), 'donor', 'storedCredentials');
    expect(findingOf(id, denied(false))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, denied(true))).toMatchObject({ status: 'unknown' });
    expect(findingOf(id, without(denied(false), 'donor', 'channels'))).toMatchObject({ status: 'unknown' });
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
      pairWith({ recipient: { ...onBoot, ...channel(true) } }),
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

  test('who may not ask knows only where no channel has a user', () => {
    expect(findingOf(id, without(pairWith({}), 'donor', 'storedCredentials')).status).toBe('pass');
    const upstream = {
      name: 'up',
      host: 'db0',
      port: 3306,
      hasUser: true,
      autoPosition: true,
      receiver: 'ON',
      sourceUuid: '',
    };
    const evidence = without(pairWith({ donor: { channels: [upstream] } }), 'donor', 'storedCredentials');
    expect(findingOf(id, evidence).status).toBe('unknown');
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
