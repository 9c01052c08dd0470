import { describe, expect, test } from 'vitest';
import { findingOf, healthyPair, pairWith, without } from '../support/evidence.js';

const A = '3e11fa47-71ca-11e1-9e33-c80aa9429562';
const B = '4e11fa47-71ca-11e1-9e33-c80aa9429562';
const unasked = { expectDataLoss: false };

describe('data/foreign-tables', () => {
  const id = 'data/foreign-tables';
  const tables = (...list: [string, number | null][]) =>
    pairWith({
      donor: {
        foreignTables: {
          tables: list.map(([engine, rows], i) => ({ schema: 'app', name: `t${i}`, engine, rows, bytes: 0 })),
          more: false,
        },
      },
    });

  test('InnoDB alone passes', () => {
    expect(findingOf(id, healthyPair())).toMatchObject({ status: 'pass' });
  });

  test.each([
    ['MyISAM', 1],
    ['MyISAM', null],
    ['MEMORY', 1],
    ['ARCHIVE', 0],
    ['MRG_MYISAM', 0],
  ])('%s with %s rows is lost', (engine, rows) => {
    expect(findingOf(id, tables([engine, rows]))).toMatchObject({ status: 'fail', consequence: 'lossy' });
  });

  test.each([
    ['MyISAM', 0],
    ['MEMORY', 0],
    ['BLACKHOLE', 0],
    ['FEDERATED', 7],
  ])('%s with %s rows is not', (engine, rows) => {
    expect(findingOf(id, tables([engine, rows]))).toMatchObject({ status: 'pass' });
  });

  test.each([
    [4, 'fail'],
    [0, 'pass'],
    [undefined, 'unknown'],
  ])('a CSV table with a file of %s bytes: %s', (bytes, status) => {
    const evidence = tables(['CSV', 2]);
    const storage = evidence.donor?.facts.storage;
    if (!storage?.ok || !storage.value.places[0]) throw new Error('no places were recorded');
    const [place] = storage.value.places;
    const path = '/var/lib/mysql/app/t0.CSV';
    if (bytes !== undefined) storage.value.places.push({ ...place, path, nearest: path, bytes });
    expect(findingOf(id, evidence)).toMatchObject({ status });
    expect(findingOf(id, without(evidence, 'donor', 'storage')).status).toBe('unknown');
  });

  test('an engine that nobody tried is unknown', () => {
    expect(findingOf(id, tables(['ROCKSDB', 1]))).toMatchObject({ status: 'unknown' });
  });

  test('tables that can be altered are named with their statement, quoted', () => {
    const evidence = tables(['MyISAM', 1], ['MRG_MYISAM', 1]);
    const { remedy } = findingOf(id, evidence);
    expect(remedy[0]).toMatchObject({ on: 'donor', text: 'ALTER TABLE `app`.`t0` ENGINE = InnoDB;' });
  });

  test('a list that goes on and loses nothing so far is unknown', () => {
    const evidence = pairWith({
      donor: {
        foreignTables: {
          tables: [{ schema: 'a', name: 'b', engine: 'BLACKHOLE', rows: 0, bytes: 0 }],
          more: true,
        },
      },
    });
    expect(findingOf(id, evidence)).toMatchObject({ status: 'unknown' });
  });

  test.each([
    { global: ['SHOW DATABASES'], partialRevokes: false },
    { global: ['REFERENCES'], partialRevokes: true },
  ])('who may not see every table does not know: %o', (privileges) => {
    const finding = findingOf(id, pairWith({ donor: { privileges } }));
    expect(finding).toMatchObject({ status: 'unknown', evidence: { reason: 'denied' } });
    expect(finding.remedy[0]?.text).toBe("GRANT REFERENCES ON *.* TO 'clone_doctor'@'%';");
  });

  test('without the fact it is unknown', () => {
    expect(findingOf(id, without(healthyPair(), 'donor', 'foreignTables'))).toMatchObject({
      status: 'unknown',
    });
  });
});

describe('data/recipient-data', () => {
  const id = 'data/recipient-data';

  test('schemas are named, unless they are expected to go', () => {
    expect(findingOf(id, pairWith({ plan: unasked }))).toMatchObject({
      status: 'warn',
      evidence: { schemas: ['old'] },
    });
    expect(findingOf(id, healthyPair())).toMatchObject({ status: 'pass' });
  });

  test('an empty recipient passes, and an unseen one is unknown', () => {
    expect(findingOf(id, pairWith({ recipient: { userSchemas: [] }, plan: unasked })).status).toBe('pass');
    expect(findingOf(id, without(pairWith({ plan: unasked }), 'recipient', 'userSchemas')).status).toBe(
      'unknown',
    );
    expect(findingOf(id, without(healthyPair(), 'recipient', 'userSchemas')).status).toBe('pass');
  });

  test('with DATA DIRECTORY nothing is dropped', () => {
    expect(findingOf(id, pairWith({ plan: { ...unasked, dataDirectory: '/srv/clone' } })).status).toBe(
      'skip',
    );
  });
});

describe('data/errant-transactions', () => {
  const id = 'data/errant-transactions';
  const { identity } = healthyPair().donor?.facts ?? {};
  const donorUuid = (identity?.ok && identity.value.serverUuid) || '';
  const sets = (ours: string, theirs: string, receiver = 'OFF', sourceUuid = donorUuid) =>
    pairWith({
      recipient: {
        gtidExecuted: ours,
        channels: [{ name: '', host: 'db0', port: 3306, autoPosition: true, receiver, sourceUuid }],
      },
      donor: { gtidExecuted: theirs },
      plan: unasked,
    });

  test('what only the recipient has is told', () => {
    expect(findingOf(id, sets(`${A}:1-5,${B}:1`, `${A}:1-9`))).toMatchObject({
      status: 'warn',
      evidence: { errant: `${B}:1` },
    });
    expect(findingOf(id, sets(`${A}:1-5`, `${A}:1-9`)).status).toBe('pass');
    expect(findingOf(id, sets('', '')).status).toBe('pass');
  });

  test('the last writes of a lost primary count, news of a running replica does not', () => {
    expect(findingOf(id, sets(`${A}:1-9`, `${A}:1-5`)).status).toBe('warn');
    expect(findingOf(id, sets(`${A}:1-9`, `${A}:1-5`, 'ON')).status).toBe('pass');
    expect(findingOf(id, sets(`${A}:1-9,${B}:1`, `${A}:1-5`, 'ON')).status).toBe('warn');
    // A replica of another server can have what this donor never got.
    expect(findingOf(id, sets(`${A}:1-9`, `${A}:1-5`, 'ON', A)).status).toBe('warn');
  });

  test('whether the recipient is such a replica can be out of sight', () => {
    const unseen = (ours: string) => without(sets(ours, `${A}:1-5`), 'recipient', 'channels');
    expect(findingOf(id, unseen(`${A}:1-9`)).status).toBe('unknown');
    expect(findingOf(id, unseen(`${A}:1-9,${B}:1`)).status).toBe('warn');
    expect(findingOf(id, unseen(`${A}:1-5`)).status).toBe('pass');
  });

  test('the recipient of the recorded pair has written by itself, as expected', () => {
    const finding = findingOf(id, healthyPair());
    expect(finding).toMatchObject({ status: 'pass' });
    expect(finding.evidence.errant).not.toBe('');
  });

  test('without a set it is unknown', () => {
    expect(findingOf(id, without(healthyPair(), 'donor', 'gtidExecuted'))).toMatchObject({
      status: 'unknown',
    });
  });
});

describe('data/downstream-replicas', () => {
  const id = 'data/downstream-replicas';

  test('a reader of the binary log is told', () => {
    const session = {
      thread: 'thread/sql/one_connection',
      user: 'repl',
      command: 'Binlog Dump GTID',
      state: null,
    };
    expect(findingOf(id, pairWith({ recipient: { sessions: [{ ...session, count: 2 }] } }))).toMatchObject({
      status: 'warn',
      evidence: { readers: 2, users: ['repl'] },
    });
    expect(findingOf(id, healthyPair())).toMatchObject({ status: 'pass' });
    expect(findingOf(id, without(healthyPair(), 'recipient', 'sessions'))).toMatchObject({
      status: 'unknown',
    });
  });
});

test.each(['OFF', 'OFF_PERMISSIVE'])('without GTIDs nothing is said of transactions: %s', (gtid_mode) => {
  const id = 'data/errant-transactions';
  const pair = (gtidExecuted: string) =>
    pairWith({
      recipient: { variables: { gtid_mode }, gtidExecuted },
      donor: { gtidExecuted: '' },
      plan: unasked,
    });
  expect(findingOf(id, pair('')).status).toBe('skip');
  expect(findingOf(id, pair('aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa:1')).status).toBe('warn');
});

describe('data/accounts', () => {
  const id = 'data/accounts';
  const root = { user: 'root', host: 'localhost', plugin: 'caching_sha2_password' };
  const doctor = { user: 'clone_doctor', host: '%', plugin: 'caching_sha2_password' };
  const monitor = { user: 'monitor', host: '%', plugin: 'caching_sha2_password' };
  const session = (user: string) => ({
    sessions: [{ thread: 'thread/sql/one_connection', user, command: 'Sleep', state: null, count: 1 }],
  });

  test('the same accounts pass', () => {
    expect(findingOf(id, healthyPair())).toMatchObject({ status: 'pass' });
  });

  test('an account that goes is told when somebody uses it', () => {
    const accounts = { accounts: [root, doctor, monitor] };
    const donor = { accounts: [root, doctor] };
    expect(findingOf(id, pairWith({ recipient: accounts, donor }))).toMatchObject({
      status: 'pass',
      evidence: { gone: ['monitor@%'] },
    });
    expect(findingOf(id, pairWith({ recipient: { ...accounts, ...session('monitor') }, donor })).status).toBe(
      'warn',
    );
    const unseen = without(pairWith({ recipient: accounts, donor }), 'recipient', 'sessions');
    expect(findingOf(id, unseen).status).toBe('unknown');
  });

  test('whether somebody uses an account that goes is not known without the sessions', () => {
    const pair = (donor: { accounts: (typeof root)[] }) =>
      without(pairWith({ recipient: { accounts: [root, doctor, monitor] }, donor }), 'recipient', 'sessions');
    expect(findingOf(id, pair({ accounts: [root, doctor] })).status).toBe('unknown');
    expect(findingOf(id, pair({ accounts: [root, doctor, monitor] })).status).toBe('pass');
    expect(findingOf(id, pair({ accounts: [root] })).status).toBe('warn');
  });

  test("the doctor's own account counts", () => {
    expect(findingOf(id, pairWith({ donor: { accounts: [root] } })).summary).toContain('clone_doctor@%');
  });

  test('so does another way to log in', () => {
    const accounts = [root, { ...doctor, plugin: 'mysql_native_password' }];
    expect(findingOf(id, pairWith({ donor: { accounts } })).status).toBe('warn');
  });

  test('debian-sys-maint has a password of its own on every host', () => {
    const both = { accounts: [doctor, { ...root, user: 'debian-sys-maint' }] };
    const finding = findingOf(id, pairWith({ recipient: both, donor: both }));
    expect(finding).toMatchObject({ status: 'warn' });
    expect(finding.meaning).toContain('/etc/mysql/debian.cnf');
  });

  test('without a look at the accounts it is unknown', () => {
    expect(findingOf(id, without(healthyPair(), 'donor', 'accounts'))).toMatchObject({ status: 'unknown' });
  });
});

describe('data/events', () => {
  const id = 'data/events';
  const event = { events: [{ schema: 'app', name: 'tick', status: 'ENABLED' }] };
  const waiting = (state: string | null) => ({
    sessions: [
      { thread: 'thread/sql/event_scheduler', user: 'event_scheduler', command: 'Daemon', state, count: 1 },
    ],
  });
  const mayNot = { privileges: { global: ['BACKUP_ADMIN'] } };

  test('none passes: the scheduler waits for nothing', () => {
    expect(findingOf(id, healthyPair())).toMatchObject({ status: 'pass' });
  });

  test('an enabled one is told', () => {
    expect(findingOf(id, pairWith({ donor: event }))).toMatchObject({ status: 'warn' });
  });

  test.each(['DISABLED', 'REPLICA_SIDE_DISABLED'])('one that is %s is not', (status) => {
    const donor = { events: [{ schema: 'app', name: 'tick', status }] };
    expect(findingOf(id, pairWith({ donor }))).toMatchObject({ status: 'pass' });
  });

  test('event_scheduler=OFF counts where the restart keeps it', () => {
    const recipient = { variables: { event_scheduler: 'OFF' } };
    expect(findingOf(id, pairWith({ donor: event, recipient })).status).toBe('pass');
    const persisted = { event_scheduler: 'ON' };
    expect(findingOf(id, pairWith({ donor: event, recipient: { ...recipient, persisted } })).status).toBe(
      'warn',
    );
    const variableSources = [{ name: 'event_scheduler', source: 'DYNAMIC', path: '' }];
    expect(
      findingOf(id, pairWith({ donor: event, recipient: { ...recipient, variableSources } })).status,
    ).toBe('warn');
  });

  test('a scheduler that waits for something the account may not see is unknown', () => {
    const donor = { ...mayNot, ...waiting('Waiting for next activation') };
    const finding = findingOf(id, pairWith({ donor }));
    expect(finding).toMatchObject({ status: 'unknown' });
    expect(finding.remedy[0]?.text).toBe("GRANT EVENT ON *.* TO 'clone_doctor'@'%';");
    expect(findingOf(id, pairWith({ donor: { ...mayNot, ...waiting(null) } })).status).toBe('unknown');
  });

  test('who has EVENT knows without the scheduler', () => {
    const donor = { privileges: { global: ['EVENT'] }, sessions: [] };
    expect(findingOf(id, pairWith({ donor })).status).toBe('pass');
  });

  test('without anything to see it is unknown', () => {
    const evidence = without(without(pairWith({ donor: mayNot }), 'donor', 'events'), 'donor', 'sessions');
    expect(findingOf(id, evidence).status).toBe('unknown');
  });
});

describe('data/inherited-channels', () => {
  const id = 'data/inherited-channels';
  const channel = (name: string) => ({
    channels: [{ name, host: 'db0', port: 3306, autoPosition: true, receiver: 'OFF', sourceUuid: '' }],
  });

  test('a channel starts on the clone, unless skip_replica_start keeps it stopped', () => {
    expect(findingOf(id, pairWith({ donor: channel('') }))).toMatchObject({ status: 'warn' });
    const recipient = { variables: { skip_replica_start: 'ON' } };
    expect(findingOf(id, pairWith({ donor: channel(''), recipient }))).toMatchObject({ status: 'pass' });
  });

  test('none, or only those of Group Replication, pass', () => {
    expect(findingOf(id, healthyPair()).status).toBe('pass');
    expect(findingOf(id, pairWith({ donor: channel('group_replication_recovery') })).status).toBe('pass');
  });

  test('without a look at the channels it is unknown', () => {
    expect(findingOf(id, without(healthyPair(), 'donor', 'channels')).status).toBe('unknown');
  });
});

describe('data/account-plugins', () => {
  const id = 'data/account-plugins';
  const auth = (status: string) => ({
    name: 'auth_socket',
    status,
    type: 'AUTHENTICATION',
    library: 'auth_socket.so',
    loadOption: 'ON',
  });
  const keeper = { user: 'keeper', host: 'localhost', plugin: 'auth_socket' };
  const donor = { accounts: [keeper], plugins: [auth('ACTIVE')], installedPlugins: [] };
  const recipient = { plugins: [], installedPlugins: [] };

  test("the healthy pair's accounts pass", () => {
    expect(findingOf(id, healthyPair())).toMatchObject({ status: 'pass' });
  });

  test.each([
    ['is not there', recipient],
    ['is disabled', { ...recipient, plugins: [auth('DISABLED')] }],
    ['goes with the clone', { plugins: [auth('ACTIVE')], installedPlugins: ['auth_socket'] }],
  ])('a plugin that %s locks its accounts out', (_, side) => {
    expect(findingOf(id, pairWith({ donor, recipient: side }))).toMatchObject({
      status: 'warn',
      evidence: { accounts: ['keeper@localhost'] },
    });
  });

  test.each([
    ['the recipient loads by option', donor, { ...recipient, plugins: [auth('ACTIVE')] }],
    ['comes with the clone', { ...donor, installedPlugins: ['auth_socket'] }, recipient],
    ['does not work on the donor either', { ...donor, plugins: [auth('DISABLED')] }, recipient],
  ])('a plugin that %s does not', (_, from, to) => {
    expect(findingOf(id, pairWith({ donor: from, recipient: to }))).toMatchObject({ status: 'pass' });
  });

  test('without a look at the accounts it is unknown', () => {
    expect(findingOf(id, without(healthyPair(), 'donor', 'accounts')).status).toBe('unknown');
  });
});
