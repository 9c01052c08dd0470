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
    ['bad,db1:3306', 'db1', 3306],
  ])('%j does not name %s:%d', (list, host, port) => {
    expect(judge(list, host, port)).toMatchObject({ status: 'fail', errno: 3869 });
  });

  test('the remedy keeps the donors that are listed', () => {
    expect(judge('db0:3306').remedy).toMatchObject([
      { on: 'recipient', kind: 'sql', text: "SET GLOBAL clone_valid_donor_list = 'db0:3306,db1:3306';" },
    ]);
  });

  test('before the plugin is loaded there is no list to hold the donor', () => {
    const evidence = pairWith({ plan: { cloneFrom: { host: 'db1', port: 3306 } } });
    const { variables } = evidence.recipient.facts;
    if (variables.ok) delete variables.value.clone_valid_donor_list;
    expect(findingOf('gate/donor-list', evidence)).toMatchObject({
      status: 'warn',
      remedy: [{ text: "SET GLOBAL clone_valid_donor_list = 'db1:3306';" }],
    });
    expect(findingOf('gate/donor-list', evidence).errno).toBeUndefined();
  });

  test('a list that SHOW VARIABLES cuts off is judged in full length', () => {
    const list = `${'db0:3306,'.repeat(120)}db1:3306`;
    const evidence = () =>
      pairWith({
        recipient: { variables: { clone_valid_donor_list: list.slice(0, 1024) }, donorList: list },
      });
    expect(findingOf('gate/donor-list', evidence())).toMatchObject({ status: 'pass' });
    expect(findingOf('gate/donor-list', without(evidence(), 'recipient', 'donorList'))).toMatchObject({
      status: 'unknown',
    });
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

  const serving = {
    ...{ thread: 'thread/sql/one_connection', user: 'clone_doctor', command: 'clone', state: null, count: 2 },
  };

  test('the donor of a clone cannot clone', () => {
    expect(findingOf(id, pairWith({ recipient: { sessions: [serving] } }))).toMatchObject({
      status: 'fail',
      errno: 3634,
    });
    expect(findingOf(id, without(pairWith({}), 'recipient', 'sessions'))).toMatchObject({
      status: 'unknown',
    });
  });

  test('a donor serves one recipient', () => {
    const busy = 'gate/donor-busy';
    expect(findingOf(busy, pairWith({}))).toMatchObject({ status: 'pass' });
    expect(findingOf(busy, pairWith({ donor: { sessions: [serving] } }))).toMatchObject({
      status: 'fail',
      errno: 3862,
      donorErrno: 3634,
    });
    expect(findingOf(busy, without(pairWith({}), 'donor', 'sessions'))).toMatchObject({
      status: 'unknown',
    });
  });

  test('a denied clone_status is unknown', () => {
    expect(findingOf(id, without(pairWith({}), 'recipient', 'lastClone'))).toMatchObject({
      status: 'unknown',
    });
  });
});

describe('gate/donor-is-recipient', () => {
  const id = 'gate/donor-is-recipient';
  const twins = { serverUuid: '11111111-2222-3333-4444-555555555555', hostname: 'db2', port: 3306 };
  const itself = (host: string, donorAddresses: string[] = []) =>
    findingOf(
      id,
      pairWith({
        recipient: { identity: twins, donorAddresses },
        donor: { identity: twins },
        plan: { cloneFrom: { host, port: 3306 } },
      }),
    );

  test.each([
    ['localhost', 3871],
    ['127.0.0.1', 3871],
    ['db2', 3634],
  ])('a server that clones itself as %s', (host, donorErrno) => {
    expect(itself(host)).toMatchObject({ status: 'fail', errno: 3862, donorErrno });
  });

  test('a name of the loopback interface is localhost to the donor', () => {
    expect(itself('db2', ['127.0.1.1'])).toMatchObject({ donorErrno: 3871 });
  });

  test('copied machines share a server_uuid and are two servers', () => {
    const evidence = pairWith({
      recipient: { identity: twins },
      donor: { identity: { ...twins, hostname: 'db1' } },
    });
    expect(findingOf(id, evidence)).toMatchObject({ status: 'pass' });
  });

  test('two servers are told apart by their uuids', () => {
    expect(findingOf(id, pairWith({}))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, without(pairWith({}), 'donor', 'identity'))).toMatchObject({ status: 'unknown' });
  });
});

describe('gate/donor-name', () => {
  const id = 'gate/donor-name';

  test("the recipient's host must know the name", () => {
    expect(findingOf(id, pairWith({ recipient: { donorAddresses: ['10.0.0.1'] } }))).toMatchObject({
      status: 'pass',
    });
    expect(findingOf(id, pairWith({ recipient: { donorAddresses: [] } }))).toMatchObject({
      status: 'fail',
      errno: 3862,
      donorErrno: 2005,
    });
    expect(findingOf(id, without(pairWith({}), 'recipient', 'donorAddresses'))).toMatchObject({
      status: 'unknown',
    });
  });
});

describe('gate/donor-redo-log', () => {
  const id = 'gate/donor-redo-log';

  test('only a disabled one is refused', () => {
    const judge = (value: string) =>
      findingOf(id, pairWith({ donor: { status: { Innodb_redo_log_enabled: value } } }));
    expect(judge('ON')).toMatchObject({ status: 'pass' });
    expect(judge('OFF')).toMatchObject({ status: 'fail', errno: 3862, donorErrno: 3983 });
    expect(findingOf(id, without(pairWith({}), 'donor', 'status'))).toMatchObject({ status: 'unknown' });
  });
});

describe('gate/donor-connections', () => {
  const id = 'gate/donor-connections';

  test.each([
    [0, 0, 'pass', undefined],
    [2, 0, 'pass', undefined],
    [2, 1, 'pass', undefined],
    [1, 0, 'fail', 1226],
    [1, 1, 'fail', 1203],
  ])('%d connections by the account, %d by all: %s', (ofAccount, ofAll, status, donorErrno) => {
    const finding = findingOf(id, pairWith({ donor: { connectionLimit: { ofAccount, ofAll } } }));
    expect(finding).toMatchObject({ status, ...(donorErrno && { errno: 3862, donorErrno }) });
  });

  test('a limit that cannot be seen is unknown', () => {
    expect(findingOf(id, without(pairWith({}), 'donor', 'connectionLimit'))).toMatchObject({
      status: 'unknown',
    });
  });
});

describe('locks on the recipient', () => {
  const lock = (type: string, object: string | null, connection: string | null = '12') => ({
    recipient: { heldLocks: [{ type, object, connection }] },
  });

  test('a lock on a table ends in the middle of the DROPs', () => {
    const id = 'gate/table-locks';
    expect(findingOf(id, pairWith({}))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, pairWith(lock('TABLE', 'old.things')))).toMatchObject({
      status: 'fail',
      consequence: 'wiped',
      errno: 1205,
      remedy: [{ text: 'KILL 12;' }],
    });
    expect(findingOf(id, pairWith(lock('TABLE', 'old.things', null)))).toMatchObject({
      status: 'fail',
      remedy: [{ text: expect.stringContaining('XA RECOVER') }],
    });
    expect(findingOf(id, pairWith(lock('BACKUP LOCK', null)))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, without(pairWith({}), 'recipient', 'heldLocks'))).toMatchObject({
      status: 'unknown',
    });
  });

  test('a lock of the instance comes before the first DROP', () => {
    const id = 'gate/instance-locks';
    expect(findingOf(id, pairWith({}))).toMatchObject({ status: 'pass' });
    for (const type of ['BACKUP LOCK', 'GLOBAL']) {
      expect(findingOf(id, pairWith(lock(type, null)))).toMatchObject({
        status: 'fail',
        consequence: 'refused',
        errno: 1205,
      });
    }
    expect(findingOf(id, pairWith(lock('TABLE', 'old.things')))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, without(pairWith({}), 'recipient', 'heldLocks'))).toMatchObject({
      status: 'unknown',
    });
  });
});

describe('plugin/donor-plugins', () => {
  const id = 'plugin/donor-plugins';
  const plugin = (name: string, library: string | null, status = 'ACTIVE') => ({
    ...{ name, status, type: 'REPLICATION', library, loadOption: 'ON' },
  });
  const semisync = plugin('rpl_semi_sync_source', 'semisync_source.so');

  test('active, compiled in or loadable', () => {
    const judge = (recipient: object) =>
      findingOf(id, pairWith({ donor: { plugins: [semisync] }, recipient: { plugins: [], ...recipient } }));
    expect(judge({ plugins: [plugin('RPL_SEMI_SYNC_SOURCE', 'x.so')], pluginFiles: [] })).toMatchObject({
      status: 'pass',
    });
    expect(judge({ pluginFiles: ['semisync_source.so'] })).toMatchObject({ status: 'pass' });
    expect(judge({ pluginFiles: ['mysql_clone.so'] })).toMatchObject({ status: 'fail', errno: 3870 });
    expect(
      judge({ plugins: [plugin('rpl_semi_sync_source', 'x.so', 'DELETED')], pluginFiles: [] }),
    ).toMatchObject({ status: 'fail', errno: 3870 });
  });

  test('what is compiled in or not active on the donor does not count', () => {
    const plugins = [plugin('ARCHIVE', null), plugin('other', 'other.so', 'DISABLED')];
    const evidence = pairWith({ donor: { plugins }, recipient: { plugins: [], pluginFiles: [] } });
    expect(findingOf(id, evidence)).toMatchObject({ status: 'pass' });
  });

  test("Percona's clone_exclude_plugins_list excuses all but a few", () => {
    const judge = (plugins: (typeof semisync)[]) =>
      findingOf(
        id,
        pairWith({
          donor: { plugins },
          recipient: {
            plugins: [],
            pluginFiles: [],
            variables: { clone_exclude_plugins_list: 'RPL_semi_sync_source, group_replication' },
          },
        }),
      ).status;
    expect(judge([semisync])).toBe('pass');
    expect(judge([plugin('group_replication', 'group_replication.so')])).toBe('fail');
  });

  test('files that nobody looked for are unknown where they matter', () => {
    const evidence = pairWith({ donor: { plugins: [semisync] }, recipient: { plugins: [] } });
    expect(findingOf(id, without(evidence, 'recipient', 'pluginFiles'))).toMatchObject({
      status: 'unknown',
    });
    expect(findingOf(id, without(pairWith({}), 'recipient', 'pluginFiles'))).toMatchObject({
      status: 'pass',
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
