import { describe, expect, test } from 'vitest';
import { findingOf, pairWith, without } from '../support/evidence.js';

const MIB = 2 ** 20;

/** A donor with so many MiB. */
const donorOf = (mib: number) => ({
  tablespaces: [
    { type: 'Single', own: false, directory: null, count: 1, allocatedBytes: mib * MIB, sample: null },
  ],
  systemBytes: 0,
});

describe('donor/copy-time', () => {
  const id = 'donor/copy-time';
  const judge = (
    plan: { clientTimeout?: number; bandwidth?: number; dataDirectory?: string; joinGroup?: true },
    variables: Record<string, string> = {},
  ) => findingOf(id, pairWith({ plan, donor: donorOf(10_240), recipient: { variables } }));

  test('is nothing to ask about without a timeout', () => {
    expect(judge({ bandwidth: 1 }).status).toBe('skip');
    expect(judge({ clientTimeout: 4, bandwidth: 1, joinGroup: true }).status).toBe('skip');
  });

  test.each([
    [{ clientTimeout: 60, bandwidth: 1000 }, {}, 'pass'],
    [{ clientTimeout: 21, bandwidth: 1000 }, {}, 'pass'],
    [{ clientTimeout: 20, bandwidth: 1000 }, {}, 'warn'],
    [{ clientTimeout: 11, bandwidth: 1000 }, {}, 'warn'],
    [{ clientTimeout: 10, bandwidth: 1000 }, {}, 'fail'],
    // The limit is below what the servers could do.
    [{ clientTimeout: 60, bandwidth: 1000 }, { clone_max_data_bandwidth: '100' }, 'fail'],
    [{ clientTimeout: 60, bandwidth: 1000 }, { clone_max_network_bandwidth: '100' }, 'fail'],
    [
      { clientTimeout: 60, bandwidth: 1000 },
      { clone_max_network_bandwidth: '100', clone_enable_compression: 'ON' },
      'pass',
    ],
    [{ clientTimeout: 60, bandwidth: 1000 }, { clone_max_data_bandwidth: '0' }, 'pass'],
    // Only what a limit allows is known: the least time, once the limit holds.
    [{ clientTimeout: 60 }, { clone_max_data_bandwidth: '100' }, 'fail'],
    [{ clientTimeout: 100 }, { clone_max_data_bandwidth: '100' }, 'unknown'],
    [{ clientTimeout: 60 }, {}, 'unknown'],
  ] as const)('%j with %j: %s', (plan, variables, status) => {
    expect(judge(plan, variables).status).toBe(status);
  });

  test('a client that kills the statement wipes the recipient, and not where it keeps its data', () => {
    const plan = { clientTimeout: 4, bandwidth: 1 };
    expect(judge(plan)).toMatchObject({ status: 'fail', errno: 1317, consequence: 'wiped' });
    expect(judge({ ...plan, dataDirectory: '/new' })).toMatchObject({ errno: 1317, consequence: 'refused' });
  });

  test('without the sizes nobody knows', () => {
    const evidence = pairWith({ plan: { clientTimeout: 60, bandwidth: 1000 } });
    expect(findingOf(id, without(evidence, 'donor', 'tablespaces')).status).toBe('unknown');
  });
});

describe('donor/better-donor', () => {
  const id = 'donor/better-donor';
  const self = pairWith({}).donor?.facts.identity;
  const own = self?.ok ? (self.value.serverUuid ?? '') : '';
  const member = (uuid: string, role: string, state = 'ONLINE', version = '9.7.4') => ({
    id: uuid,
    host: uuid,
    port: 3306,
    state,
    role,
    version,
  });
  const judge = (members: ReturnType<typeof member>[], variables: Record<string, string> = {}) =>
    findingOf(id, pairWith({ donor: { groupMembers: members }, recipient: { variables } }));

  test('the primary while a secondary is online', () => {
    expect(judge([member(own, 'PRIMARY'), member('db3', 'SECONDARY')])).toMatchObject({
      status: 'warn',
      consequence: 'none',
      evidence: { otherDonors: ['db3:3306'] },
    });
  });

  test.each([
    ['a secondary', [member(own, 'SECONDARY'), member('db3', 'PRIMARY')]],
    ['the last one online', [member(own, 'PRIMARY'), member('db3', 'SECONDARY', 'RECOVERING')]],
    [
      'beside one of another release',
      [member(own, 'PRIMARY'), member('db3', 'SECONDARY', 'ONLINE', '9.7.3')],
    ],
    ['one of many primaries', [member(own, 'PRIMARY'), member('db3', 'PRIMARY')]],
    ['not started', [member(own, '', 'OFFLINE')]],
    ['in no group', []],
  ])('a donor that is %s', (_, members) => {
    expect(judge(members).status).toBe('pass');
  });

  test('the primary of the group that the recipient joins, which chooses its donor itself', () => {
    const variables = { group_replication_group_name: 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa' };
    const members = [member(own, 'PRIMARY'), member('db3', 'SECONDARY')];
    const pair = (theirs: object) =>
      pairWith({ donor: { groupMembers: members, variables: theirs }, recipient: { variables } });
    expect(findingOf(id, pair(variables)).status).toBe('pass');
    expect(findingOf(id, pair({})).status).toBe('warn');
  });

  test('the primary, and the clone has a limit', () => {
    const members = [member(own, 'PRIMARY'), member('db3', 'SECONDARY')];
    expect(judge(members, { clone_max_data_bandwidth: '50' }).status).toBe('pass');
  });

  test('a source of replicas is what people clone from', () => {
    const dump = { thread: 'thread/sql/one_connection', user: 'r', command: 'Binlog Dump GTID', state: null };
    const finding = findingOf(id, pairWith({ donor: { sessions: [{ ...dump, count: 2 }] } }));
    expect(finding).toMatchObject({ status: 'pass', evidence: { replicas: 2 } });
  });

  test('without the members nobody knows', () => {
    expect(findingOf(id, without(pairWith({}), 'donor', 'groupMembers')).status).toBe('unknown');
  });
});

describe('donor/network-failure', () => {
  const id = 'donor/network-failure';
  const judge = (variables: Record<string, string>) => findingOf(id, pairWith({ donor: { variables } }));

  test('a donor that waits, that does not, that does not say', () => {
    expect(judge({ clone_donor_timeout_after_network_failure: '5' }).status).toBe('pass');
    expect(judge({ clone_donor_timeout_after_network_failure: '0' })).toMatchObject({
      status: 'warn',
      consequence: 'none',
    });
    expect(findingOf(id, without(pairWith({}), 'donor', 'variables')).status).toBe('unknown');
  });
});

describe('donor/binary-logs', () => {
  const id = 'donor/binary-logs';
  const judge = (variables: Record<string, string>) => findingOf(id, pairWith({ donor: { variables } }));

  test.each([
    ['2592000', {}],
    ['600', {}],
    ['0', {}],
    ['60', { binlog_expire_logs_auto_purge: 'OFF' }],
    ['60', { log_bin: 'OFF' }],
    ['0', { expire_logs_days: '7' }],
  ])('kept for %s s, %j', (seconds, variables) => {
    expect(judge({ binlog_expire_logs_seconds: seconds, ...variables }).status).toBe('pass');
  });

  test.each(['599', '1'])('kept for %s s', (seconds) => {
    expect(judge({ binlog_expire_logs_seconds: seconds })).toMatchObject({
      status: 'warn',
      consequence: 'none',
    });
  });

  test('nobody knows where the server does not tell', () => {
    expect(findingOf(id, without(pairWith({}), 'donor', 'variables')).status).toBe('unknown');
  });
});

describe('DDL statements', () => {
  const running = [{ connection: '12', waits: false }];
  const stuck = [{ connection: '12', waits: true }];

  describe('gate/donor-ddl', () => {
    const id = 'gate/donor-ddl';
    const judge = (runningDdl: typeof running, variables: Record<string, string>, version = '9.7.4') =>
      findingOf(id, pairWith({ donor: { runningDdl, variables: { version } }, recipient: { variables } }));

    test.each([
      [stuck, { clone_block_ddl: 'OFF' }, '9.7.4'],
      [stuck, {}, '8.0.27'],
      [[], { clone_block_ddl: 'ON' }, '9.7.4'],
      [[], {}, '8.0.26'],
    ])('%j with %j, donor %s: nothing is in the way', (ddl, variables, version) => {
      expect(judge(ddl, variables, version).status).toBe('pass');
    });

    test.each([
      [stuck, { clone_block_ddl: 'ON' }, '9.7.4'],
      [stuck, {}, '8.0.26-28'],
      [running, { clone_block_ddl: 'ON', clone_ddl_timeout: '0' }, '9.7.4'],
    ])('%j with %j, donor %s: refused', (ddl, variables, version) => {
      expect(judge(ddl, variables, version)).toMatchObject({ status: 'fail', errno: 3862, donorErrno: 1205 });
    });

    test('one that goes on may be over in time', () => {
      const finding = judge(running, { clone_block_ddl: 'ON' });
      expect(finding.status).toBe('warn');
      expect(finding.errno).toBeUndefined();
    });

    test('the locks matter only where the donor blocks DDL', () => {
      for (const fact of ['runningDdl', 'heldLocks'] as const) {
        const blocking = pairWith({ recipient: { variables: { clone_block_ddl: 'ON' } } });
        expect(findingOf(id, without(blocking, 'donor', fact)).status).toBe('unknown');
        expect(findingOf(id, without(pairWith({}), 'donor', fact)).status).toBe('pass');
      }
    });
  });

  describe('gate/recipient-ddl', () => {
    const id = 'gate/recipient-ddl';

    test('waits, goes on, or is none', () => {
      const judge = (runningDdl: typeof running) => findingOf(id, pairWith({ recipient: { runningDdl } }));
      expect(judge(stuck)).toMatchObject({ status: 'fail', errno: 1205, consequence: 'refused' });
      expect(judge(running).status).toBe('warn');
      expect(judge([]).status).toBe('pass');
    });

    test('nobody knows where locks are out of sight', () => {
      expect(findingOf(id, without(pairWith({}), 'recipient', 'runningDdl')).status).toBe('unknown');
      expect(findingOf(id, without(pairWith({}), 'recipient', 'heldLocks')).status).toBe('unknown');
    });
  });
});

describe('data/gtid-mode', () => {
  const id = 'data/gtid-mode';
  const judge = (ours: string, theirs: string, persisted: Record<string, string> = {}) =>
    findingOf(
      id,
      pairWith({
        recipient: {
          variables: { gtid_mode: ours },
          persisted,
          options: { values: { gtid_mode: ours } },
        },
        donor: { variables: { gtid_mode: theirs } },
      }),
    );

  test.each([
    ['ON', 'ON', {}],
    ['ON', 'OFF', {}],
    ['OFF', 'OFF', {}],
    ['ON_PERMISSIVE', 'ON', {}],
    ['OFF', 'ON', { gtid_mode: 'ON' }],
  ])('recipient %s, donor %s, persisted %j', (ours, theirs, persisted) => {
    expect(judge(ours, theirs, persisted).status).toBe('pass');
  });

  test.each([
    ['OFF', {}],
    ['OFF_PERMISSIVE', {}],
    ['ON', { gtid_mode: 'OFF' }],
  ])('recipient %s, persisted %j, donor ON', (ours, persisted) => {
    expect(judge(ours, 'ON', persisted)).toMatchObject({ status: 'warn', consequence: 'none' });
  });

  test('SET GLOBAL hides what comes after the restart', () => {
    const dynamic = [{ name: 'gtid_mode', source: 'DYNAMIC', path: '' }];
    const hidden = (values: Record<string, string>) =>
      pairWith({ recipient: { variableSources: dynamic, options: { values } } });
    expect(findingOf(id, without(hidden({}), 'recipient', 'options')).status).toBe('unknown');
    expect(findingOf(id, hidden({ gtid_mode: '3' })).status).toBe('pass');
    expect(findingOf(id, hidden({})).status).toBe('warn');
    expect(findingOf(id, without(pairWith({}), 'donor', 'variables')).status).toBe('unknown');
  });
});

describe('data/server-identity', () => {
  const id = 'data/server-identity';
  const uuid = '11111111-1111-1111-1111-111111111111';
  const dump = {
    thread: 'thread/sql/one_connection',
    user: 'r',
    command: 'Binlog Dump GTID',
    state: null,
    count: 1,
  };

  test('two servers with one uuid', () => {
    const same = { identity: { serverUuid: uuid } };
    expect(findingOf(id, pairWith({ recipient: same, donor: same })).status).toBe('warn');
  });

  test('one server is a matter of another check', () => {
    const same = { identity: { serverUuid: uuid, hostname: 'db1', port: 3306 } };
    expect(findingOf(id, pairWith({ recipient: same, donor: same })).status).toBe('skip');
  });

  test('equal ids matter where the donor replicates', () => {
    const same = { identity: { serverId: 1 } };
    expect(findingOf(id, pairWith({ recipient: same, donor: same })).status).toBe('pass');
    const source = { ...same, sessions: [dump] };
    expect(findingOf(id, pairWith({ recipient: same, donor: source })).status).toBe('warn');
    expect(findingOf(id, pairWith({ donor: { sessions: [dump] } })).status).toBe('pass');
    for (const fact of ['sessions', 'channels', 'groupMembers'] as const) {
      const equal = pairWith({ recipient: same, donor: same });
      expect(findingOf(id, without(equal, 'donor', fact)).status).toBe('unknown');
      expect(findingOf(id, without(pairWith({}), 'donor', fact)).status).toBe('pass');
    }
  });

  test('nobody knows where a server does not say who it is', () => {
    expect(findingOf(id, without(pairWith({}), 'donor', 'identity')).status).toBe('unknown');
  });
});

describe('plugin/clone-status', () => {
  const id = 'plugin/clone-status';

  test('is empty without performance_schema', () => {
    const judge = (performance_schema: string) =>
      findingOf(id, pairWith({ recipient: { variables: { performance_schema } } })).status;
    expect(judge('ON')).toBe('pass');
    expect(judge('OFF')).toBe('warn');
    expect(findingOf(id, without(pairWith({}), 'recipient', 'variables')).status).toBe('unknown');
  });
});
