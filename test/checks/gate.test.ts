import { describe, expect, test } from 'vitest';
import { findingOf, pairWith, without } from '../support/evidence.js';

describe('gate/donor-list', () => {
  const judge = (list: string, host = 'db1', port = 3306) =>
    findingOf(
      'gate/donor-list',
      pairWith({
        plan: { cloneFrom: { host, port } },
        recipient: { variables: { clone_valid_donor_list: list } },
      }),
    );

  test.each([
    ['db1:3306', 'db1', 3306],
    ['db0:3306,db1:3306', 'db1', 3306],
    ['DB1:3306', 'db1', 3306],
    ['db1:3306', 'DB1', 3306],
    ['10.0.0.1:3307', '10.0.0.1', 3307],
  ])('%j names %s:%d', (list, host, port) => {
    expect(judge(list, host, port)).toMatchObject({ status: 'pass' });
  });

  test.each([
    ['', 'db1', 3306],
    ['db1:3307', 'db1', 3306],
    ['db1.example.com:3306', 'db1', 3306],
    ['10.0.0.1:3306', 'db1', 3306],
    ['db0:3306, db1:3306', 'db1', 3306],
    ['db1', 'db1', 3306],
  ])('%j does not name %s:%d', (list, host, port) => {
    expect(judge(list, host, port)).toMatchObject({ status: 'fail', errno: 3869 });
  });

  test('the remedy keeps the donors that are listed', () => {
    expect(judge('db0:3306').remedy).toMatchObject([
      { on: 'recipient', kind: 'sql', text: "SET GLOBAL clone_valid_donor_list = 'db0:3306,db1:3306';" },
    ]);
  });

  test('an IPv6 address can never be listed', () => {
    expect(judge('db1:3306', 'fe80::1')).toMatchObject({ status: 'fail', errno: 3869 });
  });
});

describe('gate/super-read-only', () => {
  const id = 'gate/super-read-only';
  const on = { variables: { super_read_only: 'ON' } };

  test('refused where there is a schema to drop', () => {
    expect(findingOf(id, pairWith({ recipient: { ...on, userSchemas: ['old'] } }))).toMatchObject({
      status: 'fail',
      errno: 1290,
    });
    expect(findingOf(id, pairWith({ recipient: { ...on, userSchemas: [] } }))).toMatchObject({
      status: 'pass',
    });
  });

  test('the schemas matter only while it is ON', () => {
    expect(findingOf(id, without(pairWith({ recipient: on }), 'recipient', 'userSchemas'))).toMatchObject({
      status: 'unknown',
    });
    expect(findingOf(id, without(pairWith({}), 'recipient', 'userSchemas'))).toMatchObject({
      status: 'pass',
    });
  });
});

describe('gate/group-replication-running', () => {
  const id = 'gate/group-replication-running';
  const plugin = {
    name: 'group_replication',
    status: 'ACTIVE',
    type: 'GROUP REPLICATION',
    library: 'x',
    loadOption: 'ON',
  };
  const member = (state: string) => {
    const evidence = pairWith({});
    const { identity } = evidence.recipient.facts;
    const uuid = (identity.ok && identity.value.serverUuid) || '';
    return pairWith({
      recipient: {
        plugins: [plugin],
        groupMembers: [{ id: uuid, host: 'db2', port: 3306, state, role: 'SECONDARY', version: '9.7.4' }],
      },
    });
  };

  test.each([
    ['ONLINE', 'fail'],
    ['RECOVERING', 'fail'],
    ['ERROR', 'fail'],
    ['OFFLINE', 'pass'],
  ])('a member in state %s: %s', (state, status) => {
    expect(findingOf(id, member(state))).toMatchObject({ status, ...(status === 'fail' && { errno: 3875 }) });
  });

  test('the members matter only where the plugin is installed', () => {
    expect(findingOf(id, without(pairWith({}), 'recipient', 'groupMembers'))).toMatchObject({
      status: 'pass',
    });
    expect(findingOf(id, without(member('OFFLINE'), 'recipient', 'groupMembers'))).toMatchObject({
      status: 'unknown',
    });
  });

  test('DATA DIRECTORY is allowed', () => {
    const evidence = member('ONLINE');
    evidence.plan.dataDirectory = '/srv/clone';
    expect(findingOf(id, evidence)).toMatchObject({ status: 'skip' });
  });
});

describe('gate/clone-in-progress', () => {
  const id = 'gate/clone-in-progress';
  const last = (state: string) => ({
    lastClone: {
      state,
      source: 'db1:3306',
      destination: 'LOCAL INSTANCE',
      errorNumber: 0,
      errorMessage: '',
      endTime: null,
    },
  });

  test.each([
    ['In Progress', 'fail'],
    ['Completed', 'pass'],
    ['Failed', 'pass'],
  ])('a last clone that is %s: %s', (state, status) => {
    expect(findingOf(id, pairWith({ recipient: last(state) }))).toMatchObject({ status });
  });

  test('a denied clone_status is unknown', () => {
    expect(findingOf(id, without(pairWith({}), 'recipient', 'lastClone'))).toMatchObject({
      status: 'unknown',
    });
  });
});

describe('plugin', () => {
  test.each([
    ['plugin/recipient-clone-plugin', 'recipient', { errno: 1524 }],
    ['plugin/donor-clone-plugin', 'donor', { errno: 3862, donorErrno: 1524 }],
  ] as const)('%s', (id, side, errors) => {
    expect(findingOf(id, pairWith({}))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, pairWith({ [side]: { plugins: [] } }))).toMatchObject({ status: 'fail', ...errors });
    expect(findingOf(id, without(pairWith({}), side, 'plugins'))).toMatchObject({ status: 'unknown' });
  });

  test('plugin/clone-plugin-survives: only INSTALL PLUGIN against an option file loses it', () => {
    const judge = (recipient: string[], donor: string[]) =>
      findingOf(
        'plugin/clone-plugin-survives',
        pairWith({ recipient: { installedPlugins: recipient }, donor: { installedPlugins: donor } }),
      ).status;
    expect(judge(['clone'], ['clone'])).toBe('pass');
    expect(judge([], [])).toBe('pass');
    expect(judge([], ['clone'])).toBe('pass');
    expect(judge(['clone'], [])).toBe('warn');
  });
});

describe('privileges', () => {
  const lacking = { privileges: { global: ['USAGE'], roles: ['`cloner`@`%`'], partialRevokes: false } };

  test('CLONE_ADMIN on the recipient', () => {
    const id = 'privileges/recipient-account';
    expect(findingOf(id, pairWith({}))).toMatchObject({ status: 'pass' });
    const finding = findingOf(id, pairWith({ recipient: { ...lacking, account: "o'brien@%" } }));
    expect(finding).toMatchObject({
      status: 'fail',
      errno: 1227,
      meaning: expect.stringContaining('`cloner`@`%`'),
    });
    expect(finding.remedy[0]?.text).toBe("GRANT CLONE_ADMIN ON *.* TO 'o''brien'@'%';");
    expect(findingOf(id, without(pairWith({}), 'recipient', 'privileges'))).toMatchObject({
      status: 'unknown',
    });
  });

  test('BACKUP_ADMIN instead with DATA DIRECTORY', () => {
    const evidence = pairWith({
      plan: { dataDirectory: '/srv/clone' },
      recipient: { privileges: { global: ['CLONE_ADMIN'], roles: [], partialRevokes: false } },
    });
    expect(findingOf('privileges/recipient-account', evidence)).toMatchObject({
      status: 'fail',
      evidence: { needed: 'BACKUP_ADMIN' },
    });
  });

  test('BACKUP_ADMIN on the donor', () => {
    const id = 'privileges/donor-account';
    expect(findingOf(id, pairWith({}))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, pairWith({ donor: lacking }))).toMatchObject({
      status: 'fail',
      errno: 3862,
      donorErrno: 1227,
    });
    expect(findingOf(id, without(pairWith({}), 'donor', 'privileges'))).toMatchObject({ status: 'unknown' });
  });

  test('SHUTDOWN is missed only where the restart is in doubt', () => {
    const id = 'privileges/shutdown';
    const held = { privileges: { global: ['SHUTDOWN'], roles: [], partialRevokes: false } };
    expect(findingOf(id, pairWith({ recipient: held }))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, pairWith({ recipient: lacking }))).toMatchObject({ status: 'skip' });
    expect(findingOf(id, pairWith({ recipient: { ...lacking, parentPidVariable: null } }))).toMatchObject({
      status: 'warn',
    });
    expect(findingOf(id, without(pairWith({ recipient: lacking }), 'recipient', 'process'))).toMatchObject({
      status: 'warn',
    });
  });
});
