import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.js';
import { judge } from '../../src/doctor/judge.js';
import { predict } from '../../src/doctor/predict.js';
import type { Evidence, FactName, FactValues } from '../../src/evidence/evidence.js';
import type { GroupMember } from '../../src/evidence/server-facts.js';
import { anotherAuthority, donorAuthority, donorCertificate } from '../support/certificates.js';
import { findingOf, healthyPair, pairWith, without } from '../support/evidence.js';

type Facts = { [Name in FactName]?: Partial<FactValues[Name]> | FactValues[Name] };

const GROUP = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa';
const ORIGIN = '11111111-1111-1111-1111-111111111111';
const DEFAULT_THRESHOLD = '9223372036854775807';

const donorIdentity = () => {
  const identity = healthyPair().donor?.facts.identity;
  if (!identity?.ok) throw new Error('a healthy pair has a donor');
  return identity.value;
};

const member = (change: Partial<GroupMember> = {}): GroupMember => ({
  id: donorIdentity().serverUuid ?? '',
  host: 'db1',
  port: 3306,
  state: 'ONLINE',
  role: 'PRIMARY',
  version: donorIdentity().version.replace(/-.*/, ''),
  ...change,
});

const another = (change: Partial<GroupMember> = {}) =>
  member({ id: '33333333-3333-3333-3333-333333333333', host: 'db3', role: 'SECONDARY', ...change });

const settings = {
  group_replication_group_name: GROUP,
  group_replication_clone_threshold: DEFAULT_THRESHOLD,
  group_replication_recovery_use_ssl: 'ON',
  group_replication_advertise_recovery_endpoints: 'DEFAULT',
  group_replication_start_on_boot: 'OFF',
};

const plugin = {
  name: 'group_replication',
  status: 'ACTIVE',
  type: 'GROUP REPLICATION',
  library: 'group_replication.so',
  loadOption: 'ON',
};

const plugins = (...more: FactValues['plugins']) => {
  const { plugins } = healthyPair().recipient.facts;
  return plugins.ok ? [...plugins.value, ...more] : more;
};

/** A member that is to join, and an ONLINE one of its group: 100 transactions are to be fetched. */
function joining(
  changes: { recipient?: Facts; donor?: Facts; plan?: Partial<Evidence['plan']> } = {},
): Evidence {
  const { recipient = {}, donor = {}, plan } = changes;
  return pairWith({
    recipient: {
      gtidExecuted: '',
      userSchemas: ['old'],
      plugins: plugins(plugin),
      ...recipient,
      variables: { ...settings, ...recipient.variables },
    },
    donor: {
      gtidExecuted: `${ORIGIN}:1-100`,
      gtidPurged: '',
      groupMembers: [member()],
      ...donor,
      variables: { ...settings, ...donor.variables },
    },
    plan: { expectDataLoss: false, ...plan },
  });
}

const everyCheck = checks.filter(({ area }) => area === 'group-replication').map(({ id }) => id);

describe('the whole area', () => {
  test('has nothing to say of a pair without groups, whatever could not be seen of groups', () => {
    const pair = without(without(healthyPair(), 'donor', 'groupMembers'), 'donor', 'gtidPurged');
    const found = judge(pair, checks).filter(({ area }) => area === 'group-replication');
    expect(found.map(({ id, status }) => `${id} ${status}`)).toEqual(everyCheck.map((id) => `${id} pass`));
  });

  test('has nothing to say of a member that joins a healthy group', () => {
    const found = judge(joining(), checks).filter(({ area }) => area === 'group-replication');
    expect(found.map(({ id, status }) => `${id} ${status}`)).toEqual(everyCheck.map((id) => `${id} pass`));
  });

  test.each([
    ['of another group', { variables: { group_replication_group_name: ORIGIN } }],
    ['not in its group now', { groupMembers: [member({ state: 'OFFLINE', role: '' })] }],
  ])('has nothing to say when the donor is %s', (_, donor) => {
    const pair = joining({ donor: { gtidPurged: `${ORIGIN}:1-100`, ...donor } });
    const found = judge(pair, checks).filter(({ area }) => area === 'group-replication');
    expect(new Set(found.map(({ status }) => status))).toEqual(new Set(['pass']));
  });

  test.each(everyCheck)('%s is blind to a group that it may not look at', (id) => {
    expect(findingOf(id, without(joining(), 'donor', 'groupMembers')).status).toBe('unknown');
  });
});

describe('group-replication/recovery-method', () => {
  const id = 'group-replication/recovery-method';
  const purged = { gtidPurged: `${ORIGIN}:1-50` };

  test.each([
    ['fewer than the threshold are missing', '101', 'pass'],
    ['as many as the threshold are missing', '100', 'warn'],
    ['more than the threshold are missing', '1', 'warn'],
  ])('%s: %s of 100', (_, threshold, status) => {
    const recipient = { variables: { group_replication_clone_threshold: threshold } };
    expect(findingOf(id, joining({ recipient })).status).toBe(status);
  });

  test('what is in no binary log any more is cloned, whatever the threshold', () => {
    const finding = findingOf(id, joining({ donor: purged }));
    expect(finding).toMatchObject({ status: 'warn', consequence: 'none', evidence: { missing: 100 } });
    expect(finding.summary).toContain('START GROUP_REPLICATION would clone');
    expect(finding.meaning).not.toContain('restart');
    const onBoot = { variables: { group_replication_start_on_boot: 'ON' } };
    expect(findingOf(id, joining({ donor: purged, recipient: onBoot })).meaning).toContain('next restart');
  });

  test('what the recipient has already may be purged', () => {
    const recipient = { gtidExecuted: `${ORIGIN}:1-50` };
    expect(findingOf(id, joining({ donor: purged, recipient }))).toMatchObject({
      status: 'pass',
      evidence: { missing: 50 },
    });
  });

  test.each<[string, Facts, Partial<Evidence['plan']>]>([
    ['a recipient without schemas', { userSchemas: [] }, {}],
    ['data that is expected to go', {}, { expectDataLoss: true }],
  ])('%s loses nothing', (_, recipient, plan) => {
    const finding = findingOf(id, joining({ donor: purged, recipient, plan }));
    expect(finding).toMatchObject({ status: 'pass' });
    expect(finding.summary).toContain('would clone');
  });

  test('a member with transactions of its own is turned away and keeps its data', () => {
    const recipient = {
      gtidExecuted: '22222222-2222-2222-2222-222222222222:1',
      variables: { group_replication_clone_threshold: '1' },
    };
    const finding = findingOf(id, joining({ donor: purged, recipient }));
    expect(finding).toMatchObject({ status: 'pass' });
    expect(finding.summary).toContain('turns it away');
    const ahead = { ...recipient, gtidExecuted: `${GROUP}:1-5` };
    expect(findingOf(id, joining({ donor: purged, recipient: ahead })).status).toBe('warn');
  });

  test('without the clone plugin it takes the binary logs, or cannot join', () => {
    const recipient = {
      plugins: plugins(plugin).filter(({ name }) => name !== 'clone'),
      variables: { group_replication_clone_threshold: '1' },
    };
    expect(findingOf(id, joining({ recipient })).status).toBe('pass');
    const finding = findingOf(id, joining({ recipient, donor: purged }));
    expect(finding).toMatchObject({ status: 'warn' });
    expect(finding.meaning).toContain('keeps its data');
    expect(finding.remedy[0]?.text).toContain('INSTALL PLUGIN clone');
  });

  test('what the donor has purged another member may still have', () => {
    const donor = { ...purged, groupMembers: [member(), another()] };
    const finding = findingOf(id, joining({ donor }));
    expect(finding.status).toBe('unknown');
    expect(finding.remedy[0]?.text).toContain('--donor db3:3306');
    expect(findingOf(id, joining({ donor, plan: { expectDataLoss: true } })).status).toBe('pass');
    const gone = { ...purged, groupMembers: [member(), another({ state: 'RECOVERING' })] };
    expect(findingOf(id, joining({ donor: gone })).status).toBe('warn');
  });

  test('a group of another version is not cloned from', () => {
    const recipient = {
      identity: { version: '8.0.36' },
      variables: { group_replication_clone_threshold: '1' },
    };
    expect(findingOf(id, joining({ recipient })).status).toBe('pass');
  });

  test('is blind without what decides', () => {
    expect(findingOf(id, without(joining(), 'donor', 'gtidPurged')).status).toBe('unknown');
    const lost = without(joining({ donor: purged }), 'recipient', 'userSchemas');
    expect(findingOf(id, lost).status).toBe('unknown');
  });

  describe('where the join is what is planned', () => {
    const join = { joinGroup: true, expectDataLoss: true };
    const ends = (changes: Parameters<typeof joining>[0]) => {
      const findings = judge(joining({ ...changes, plan: { ...join, ...changes?.plan } }), checks);
      const method = findings.find((finding) => finding.id === id);
      return { ...predict(findings), status: method?.status, settles: method?.settles };
    };

    test('a clone is judged as one', () => {
      const found = ends({ donor: purged });
      expect(found).toMatchObject({ outcome: 'ok', status: 'pass', settles: undefined });
      expect(ends({ donor: { ...purged, plugins: [] } })).toMatchObject({ outcome: 'refused' });
    });

    test('other members may be the donor as well', () => {
      const recipient = { variables: { group_replication_clone_threshold: '1' } };
      const donor = { groupMembers: [member(), another()] };
      expect(findingOf(id, joining({ recipient, donor, plan: join })).summary).toContain(
        'one of 1 more member',
      );
    });

    test('binary logs settle it: nothing of a clone matters', () => {
      const recipient = { parentPidVariable: null };
      expect(ends({ recipient })).toMatchObject({ outcome: 'ok', status: 'pass', settles: true });
      expect(ends({ recipient, donor: purged })).toMatchObject({ outcome: 'down' });
    });

    test.each<[string, Facts, Facts, number | undefined]>([
      ['transactions of its own', { gtidExecuted: '22222222-2222-2222-2222-222222222222:1' }, {}, 3092],
      ['no clone plugin and no binary logs', { plugins: [] }, purged, undefined],
      ['no group', { variables: { group_replication_group_name: '' } }, purged, undefined],
    ])('%s: refused', (_, recipient, donor, errno) => {
      const found = ends({ recipient, donor });
      expect(found).toMatchObject({ outcome: 'refused', status: 'fail', settles: true, because: [id] });
      expect(found.errno).toBe(errno);
    });

    test('a member that runs already is refused, and nobody is told what a clone would end with', () => {
      const groupMembers = [another({ state: 'ONLINE' })];
      expect(ends({ recipient: { groupMembers }, donor: purged })).toMatchObject({ errno: 3093 });
      const refused = ends({
        donor: { ...purged, privileges: { global: [], roles: [], partialRevokes: false } },
      });
      expect(refused).toMatchObject({ outcome: 'refused', because: ['privileges/donor-account'] });
      expect(refused.errno).toBeUndefined();
    });

    test('what only a statement needs does not matter', () => {
      const recipient = {
        privileges: { global: [], roles: [], partialRevokes: false },
        variables: { clone_valid_donor_list: '', super_read_only: 'ON' },
      };
      expect(ends({ recipient, donor: purged }).outcome).toBe('ok');
    });

    test('what is not seen is not predicted', () => {
      const two = { ...purged, groupMembers: [member(), another()] };
      expect(ends({ donor: two })).toMatchObject({ outcome: 'unknown', status: 'unknown' });
      const pair = without(joining({ plan: join }), 'donor', 'groupMembers');
      expect(predict(judge(pair, checks)).outcome).toBe('unknown');
    });
  });

  test('a clone into another directory is none of its business', () => {
    expect(findingOf(id, joining({ donor: purged, plan: { dataDirectory: '/d' } })).status).toBe('skip');
  });
});

describe('group-replication/clone-threshold', () => {
  const id = 'group-replication/clone-threshold';
  /** 50 transactions a second. */
  const busy = {
    status: { Uptime_since_flush_status: '1000', Binlog_cache_use: '49000', Binlog_stmt_cache_use: '1000' },
  };
  const withThreshold = (threshold: string, source = 'EXPLICIT') => ({
    variables: { group_replication_clone_threshold: threshold },
    variableSources: [{ name: 'group_replication_clone_threshold', source, path: '/etc/mysql/my.cnf' }],
  });

  test('the default passes, and so does what a restart is not long enough for', () => {
    expect(findingOf(id, joining({ donor: busy })).status).toBe('pass');
    // 50 a second for the ten of the restart.
    expect(findingOf(id, joining({ donor: busy, recipient: withThreshold('501') }))).toMatchObject({
      status: 'pass',
      evidence: { expected: 500, seconds: 10 },
    });
  });

  test('a threshold that one restart is enough to reach makes a loop', () => {
    const finding = findingOf(id, joining({ donor: busy, recipient: withThreshold('500') }));
    expect(finding).toMatchObject({ status: 'warn', consequence: 'none' });
    expect(finding.meaning).toContain('clone again');
  });

  test('how much there is to copy, and how slowly, does not matter', () => {
    const recipient = withThreshold('501');
    const slow = { ...recipient, variables: { ...recipient.variables, clone_max_data_bandwidth: '1' } };
    const donor = { ...busy, systemBytes: 2 ** 40 };
    expect(findingOf(id, joining({ donor, recipient: slow })).status).toBe('pass');
  });

  test('what SET GLOBAL gave is forgotten in time; what is persisted is not', () => {
    const recipient = withThreshold('1', 'DYNAMIC');
    expect(findingOf(id, joining({ donor: busy, recipient })).status).toBe('pass');
    const persisted = { ...recipient, persisted: { group_replication_clone_threshold: '1' } };
    expect(findingOf(id, joining({ donor: busy, recipient: persisted })).status).toBe('warn');
  });

  test('is blind without the status', () => {
    const pair = joining({ donor: busy, recipient: withThreshold('1') });
    expect(findingOf(id, without(pair, 'donor', 'status')).status).toBe('unknown');
  });
});

describe('group-replication/rejoin', () => {
  const id = 'group-replication/rejoin';
  const onBoot = { variables: { group_replication_start_on_boot: 'ON' } };
  const stored = {
    storedCredentials: [{ channel: 'group_replication_recovery', hasUser: true, hasPassword: true }],
  };

  test('OFF is a choice, and so is ON with stored credentials', () => {
    expect(findingOf(id, joining())).toMatchObject({ status: 'pass' });
    expect(findingOf(id, joining()).summary).toContain('stays OFFLINE');
    expect(findingOf(id, joining({ recipient: onBoot, donor: stored })).status).toBe('pass');
  });

  test('ON without credentials comes back and cannot fetch anything', () => {
    const finding = findingOf(id, joining({ recipient: onBoot }));
    expect(finding).toMatchObject({ status: 'warn', consequence: 'none' });
    expect(finding.summary).toContain('stores no credentials');
  });

  test('what SET GLOBAL gave is forgotten', () => {
    const recipient = {
      ...onBoot,
      variableSources: [{ name: 'group_replication_start_on_boot', source: 'DYNAMIC', path: '' }],
    };
    expect(findingOf(id, joining({ recipient, donor: stored })).summary).toContain('SET GLOBAL alone');
    const persisted = { ...recipient, persisted: { group_replication_start_on_boot: 'ON' } };
    expect(findingOf(id, joining({ recipient: persisted, donor: stored })).status).toBe('pass');
  });

  test('a plugin that goes with mysql.plugin takes Group Replication with it', () => {
    const installed = (name: string) => ({ installedPlugins: ['clone', name] });
    const recipient = installed('group_replication');
    expect(findingOf(id, joining({ recipient })).status).toBe('warn');
    expect(findingOf(id, joining({ recipient, donor: recipient })).status).toBe('pass');
    const options = { given: [], pluginLoads: ['group_replication.so'] };
    expect(findingOf(id, joining({ recipient: { ...recipient, options } })).status).toBe('pass');
  });

  test('is blind without what decides', () => {
    const channels = [
      {
        name: 'group_replication_recovery',
        host: '<NULL>',
        port: 0,
        hasUser: true,
        autoPosition: true,
        receiver: 'OFF',
        sourceUuid: '',
      },
    ];
    const pair = joining({ recipient: onBoot, donor: { channels } });
    expect(findingOf(id, without(pair, 'donor', 'storedCredentials')).status).toBe('unknown');
    expect(findingOf(id, without(joining(), 'recipient', 'persisted')).status).toBe('unknown');
    expect(findingOf(id, without(joining(), 'recipient', 'installedPlugins')).status).toBe('unknown');
  });
});

describe('group-replication/recovery-tls', () => {
  const id = 'group-replication/recovery-tls';
  const off = { variables: { group_replication_recovery_use_ssl: 'OFF' } };
  const encrypted = { encryptedTablespaces: { count: 1, first: 'app/secret' } };

  test('TLS passes, and so does OFF where nothing asks for it', () => {
    expect(findingOf(id, joining({ donor: encrypted })).status).toBe('pass');
    expect(findingOf(id, joining({ recipient: off })).status).toBe('pass');
  });

  test('OFF and encrypted data leave the recipient empty', () => {
    const finding = findingOf(id, joining({ recipient: off, donor: encrypted }));
    expect(finding).toMatchObject({ status: 'warn' });
    expect(finding.meaning).toContain('left empty');
  });

  test('OFF and require_secure_transport keep it out', () => {
    const donor = { variables: { require_secure_transport: 'ON' } };
    const finding = findingOf(id, joining({ recipient: off, donor }));
    expect(finding).toMatchObject({ status: 'warn' });
    expect(finding.meaning).toContain('3159');
  });

  test('is blind to tablespaces that it may not see', () => {
    const pair = without(joining({ recipient: off }), 'donor', 'encryptedTablespaces');
    expect(findingOf(id, pair).status).toBe('unknown');
  });
});

describe('group-replication/recovery-certificate', () => {
  const id = 'group-replication/recovery-certificate';
  const withAuthority = (cloneAuthority: string | null, variables: FactValues['variables'] = {}) =>
    joining({
      recipient: {
        cloneAuthority,
        variables: { group_replication_recovery_ssl_ca: '/etc/mysql/ca.pem', ...variables },
      },
      donor: { certificates: [{ pem: donorCertificate }] },
    });

  test('only the authority that signed the certificate vouches for it', () => {
    expect(findingOf(id, withAuthority(donorAuthority)).status).toBe('pass');
    expect(findingOf(id, withAuthority(anotherAuthority))).toMatchObject({ status: 'warn' });
    expect(findingOf(id, withAuthority(null)).status).toBe('warn');
  });

  test('no certificate is looked at without an authority, or without TLS', () => {
    expect(
      findingOf(id, withAuthority(anotherAuthority, { group_replication_recovery_ssl_ca: '' })).status,
    ).toBe('pass');
    expect(
      findingOf(id, withAuthority(anotherAuthority, { group_replication_recovery_use_ssl: 'OFF' })).status,
    ).toBe('pass');
  });

  test('what could not be read is unknown', () => {
    expect(findingOf(id, withAuthority('rubbish')).status).toBe('unknown');
    expect(findingOf(id, withAuthority(donorAuthority, { clone_ssl_ca: '/other.pem' })).status).toBe(
      'unknown',
    );
    expect(findingOf(id, without(withAuthority(''), 'recipient', 'cloneAuthority')).status).toBe('unknown');
    expect(findingOf(id, without(withAuthority(donorAuthority), 'donor', 'certificates')).status).toBe(
      'unknown',
    );
  });
});

describe('group-replication/donor-address', () => {
  const id = 'group-replication/donor-address';
  const endpoints = (value: string) => ({
    variables: { group_replication_advertise_recovery_endpoints: value },
  });

  test.each([
    ['DEFAULT', 'db1', 'pass'],
    ['DEFAULT', '::1', 'warn'],
    ['10.0.0.1:3306', '::1', 'pass'],
    ['[::1]:3306', 'db1', 'warn'],
    ['[::1]:3306,10.0.0.1:3306', 'db1', 'pass'],
  ])('endpoints %s of member %s: %s', (value, host, status) => {
    const donor = { ...endpoints(value), groupMembers: [member({ host })] };
    expect(findingOf(id, joining({ donor })).status).toBe(status);
  });
});

describe('group-replication/donor-state', () => {
  const id = 'group-replication/donor-state';

  test.each([
    ['ONLINE', 'pass'],
    ['OFFLINE', 'pass'],
    ['RECOVERING', 'warn'],
    ['ERROR', 'warn'],
  ])('a donor that is %s: %s', (state, status) => {
    expect(findingOf(id, joining({ donor: { groupMembers: [member({ state })] } })).status).toBe(status);
  });

  test('a majority must be in sight', () => {
    const gone = another({ state: 'UNREACHABLE' });
    const withMembers = (...groupMembers: GroupMember[]) => joining({ donor: { groupMembers } });
    expect(findingOf(id, withMembers(member(), another(), gone)).status).toBe('pass');
    expect(findingOf(id, withMembers(member(), gone, gone)).status).toBe('warn');
  });
});

describe('group-replication/certification-info', () => {
  const id = 'group-replication/certification-info';

  test.each([
    ['8.0.21', 'warn'],
    ['8.0.22', 'pass'],
    ['8.4.0', 'pass'],
  ])('%s: %s', (version, status) => {
    expect(findingOf(id, joining({ donor: { groupMembers: [member({ version })] } })).status).toBe(status);
  });
});
