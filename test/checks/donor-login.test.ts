import { describe, expect, test } from 'vitest';
import { accountsFor } from '../../checks/gate/account-match.js';
import type { Account } from '../../src/evidence/server-facts.js';
import { findingOf, pairWith, without } from '../support/evidence.js';

const USER = 'clone_doctor';

const account = (user: string, host: string, login: Partial<Account['login']> = {}): Account => ({
  user,
  host,
  plugin: 'caching_sha2_password',
  login: { locked: false, expired: false, tls: '', certificateName: false, ...login },
});

/** The recipient at 10.0.0.12, and the donor at 10.0.0.11 in the same network, or behind a router. */
const at = (donor = '10.0.0.11') => ({
  network: { addresses: ['127.0.0.0', '127.0.0.1', '10.0.0.12'], links: ['10.0.0.0/24'], ports: [3306] },
  donorAddresses: [donor],
});

const id = 'gate/donor-login';
const judged = (accounts: Account[], { donor = {}, recipient = {}, plan = {} } = {}) =>
  findingOf(id, pairWith({ donor: { accounts, ...donor }, recipient: { ...at(), ...recipient }, plan }));
const refusedWith = (donorErrno: number) => ({ status: 'fail', errno: 3862, donorErrno });

describe('the account that a server chooses', () => {
  const chosen = (hosts: string[], address: string, name: string | null = null) =>
    accountsFor(
      hosts.map((host) => (host.startsWith('@') ? account('', host.slice(1)) : account(USER, host))),
      USER,
      { address, name },
    ).map((found) => found && `${found.user === '' ? '@' : ''}${found.host}`);

  // Each was tried on MySQL 9.7: the password belongs to the named account, never to the anonymous one.
  test.each([
    [['%'], '%'],
    [[''], ''],
    [['@%', '%'], '%'],
    [['', '%'], '%'],
    [['@lg2', '%'], '@lg2'],
    [['@lg2', '10.0.0.12'], '10.0.0.12'],
    [['@lg2', '10.0.0.0/24'], '10.0.0.0/24'],
    [['@10.0.0.0/16', 'lg2'], '@10.0.0.0/16'],
    [['@10.0.0.0/16', '10.0.0.0/255.255.255.0'], '@10.0.0.0/16'],
    [['@10.0.0.0/255.255.0.0', '10.0.0.0/8'], '10.0.0.0/8'],
    [['@10.0.0.0/8', '10.0.0.0/255.255.0.0'], '@10.0.0.0/8'],
    [['@10.0.%', '10.%'], '@10.0.%'],
    [['@10.0.%', 'lg_'], '@10.0.%'],
    [['LG2'], 'LG2'],
    [['lg%'], 'lg%'],
    [['%.12'], '%.12'],
    [['localhost', '%'], '%'],
    [['10.9.9.9', '192.168.0.0/255.255.255.0'], undefined],
  ])('of %j it is %s', (hosts, expected) => {
    expect(chosen(hosts, '10.0.0.12', 'lg2')).toEqual([expected]);
  });

  test('a name counts only where there is one, and an unknown one leaves more than one answer', () => {
    expect(accountsFor([account(USER, 'lg2')], USER, { address: '10.0.0.12', name: null })).toEqual([
      undefined,
    ]);
    expect(
      accountsFor([account(USER, 'lg2'), account(USER, '%')], USER, {
        address: '10.0.0.12',
        name: undefined,
      }).map((found) => found?.host),
    ).toEqual(['lg2', '%']);
    expect(chosen(['lg2'], '::1', 'lg2')).toEqual(['lg2']);
  });

  test('wildcards and backslashes are those of LIKE', () => {
    expect(chosen(['lg\\_2'], '10.0.0.12', 'lg_2')).toEqual(['lg\\_2']);
    expect(chosen(['lg\\_2'], '10.0.0.12', 'lgx2')).toEqual([undefined]);
    expect(chosen(['lg.2'], '10.0.0.12', 'lgx2')).toEqual([undefined]);
  });
});

describe(id, () => {
  test('an account for every host is the one that let the doctor in', () => {
    expect(findingOf(id, pairWith({})).status).toBe('pass');
    expect(judged([account(USER, '%'), account('other', '10.0.0.12', { locked: true })]).status).toBe('pass');
    expect(judged([account(USER, 'localhost'), account(USER, '%')]).status).toBe('pass');
  });

  test.each(['10.0.0.12', '10.0.0.0/24', '10.0.0.0/255.255.255.0', '10.0.0.%', 'lg%'])(
    'one for %s lets the recipient in',
    (host) => {
      const donor = { account: `${USER}@${host}`, hostCache: [{ address: '10.0.0.12', name: 'lg2' }] };
      expect(judged([account(USER, host)], { donor }).status).toBe('pass');
    },
  );

  test('another account than that of the doctor may have another password', () => {
    const finding = judged([account(USER, '%'), account(USER, '10.0.0.12')]);
    expect(finding).toMatchObject({ status: 'unknown' });
    expect(finding.summary).toContain("'clone_doctor'@'10.0.0.12'");
  });

  test('no account for the recipient', () => {
    const donor = { account: `${USER}@10.9.%` };
    expect(judged([account(USER, '10.9.%'), account('lab', '%')], { donor })).toMatchObject(
      refusedWith(1045),
    );
    expect(judged([account(USER, '10.9.%')], { donor })).toMatchObject(refusedWith(1130));
    expect(judged([account('lab', '%')], { donor }).remedy[0]?.text).toContain(
      "CREATE USER 'clone_doctor'@'10.0.0.12'",
    );
  });

  test.each([
    [{ locked: true }, 3118],
    [{ expired: true }, 1862],
    [{ tls: 'X509' }, 1045],
    [{ tls: 'SPECIFIED', certificateName: true }, 1045],
    [{ tls: 'X509', locked: true, expired: true }, 1045],
  ])('an account with %j ends in %i', (login, errno) => {
    expect(judged([account(USER, '%'), account(USER, '10.0.0.12', login)])).toMatchObject(refusedWith(errno));
    expect(judged([account(USER, '%', login), account(USER, '10.0.0.12')]).status).toBe('unknown');
  });

  test('a role, an expired password where the donor lets it in, a socket account, an anonymous one', () => {
    const role = judged([account(USER, '%', { locked: true, expired: true })]);
    expect(role).toMatchObject({ status: 'fail', errno: 3862 });
    expect(role.donorErrno).toBeUndefined();
    const donor = { variables: { disconnect_on_expired_password: 'OFF' } };
    expect(judged([account(USER, '%', { expired: true })], { donor })).toMatchObject(refusedWith(1820));
    expect(judged([{ ...account(USER, '%'), plugin: 'auth_socket' }])).toMatchObject(refusedWith(1698));
    expect(judged([account(USER, '%'), account('', '10.0.0.12')])).toMatchObject(refusedWith(1045));
  });

  test('REQUIRE SSL asks for a clone over TLS', () => {
    const accounts = [account(USER, '%', { tls: 'ANY' })];
    expect(judged(accounts).status).toBe('pass');
    expect(judged(accounts, { plan: { cloneSsl: 'disabled' } })).toMatchObject(refusedWith(1045));
    expect(judged(accounts, { donor: { tls: { enabled: false } } })).toMatchObject(refusedWith(1045));
    const evidence = without(pairWith({ donor: { accounts } }), 'donor', 'tls');
    expect(findingOf(id, evidence).status).toBe('unknown');
  });

  test('REQUIRE X509 is content with a certificate, a certain one cannot be compared', () => {
    const recipient = { variables: { clone_ssl_cert: '/c.pem', clone_ssl_key: '/k.pem' } };
    expect(judged([account(USER, '%', { tls: 'X509' })], { recipient }).status).toBe('pass');
    expect(
      judged([account(USER, '%', { tls: 'SPECIFIED', certificateName: true })], { recipient }).status,
    ).toBe('unknown');
    expect(judged([account(USER, '%', { tls: 'SPECIFIED' })]).status).toBe('unknown');
  });

  test('a name is known from an earlier visit, or not at all', () => {
    const donor = { account: `${USER}@lg2`, hostCache: [] };
    const accounts = [account(USER, 'lg2')];
    expect(judged(accounts, { donor }).status).toBe('unknown');
    const known = (name: string | null) => ({ ...donor, hostCache: [{ address: '10.0.0.12', name }] });
    expect(judged(accounts, { donor: known('lg2') }).status).toBe('pass');
    expect(judged(accounts, { donor: known('lg3') })).toMatchObject(refusedWith(1130));
    expect(judged(accounts, { donor: known(null) })).toMatchObject(refusedWith(1130));
    const blind = { ...known('lg2'), variables: { skip_name_resolve: 'ON' } };
    expect(judged(accounts, { donor: blind })).toMatchObject(refusedWith(1130));
  });

  test('behind a router the recipient may come from anywhere, but likely does not', () => {
    const recipient = at('10.7.7.7');
    const judge = (host: string) =>
      judged([account(USER, host)], { recipient, donor: { account: `${USER}@${host}` } }).status;
    expect(judge('10.0.0.%')).toBe('pass');
    expect(judge('10.9.%')).toBe('unknown');
    expect(judged([account(USER, '%', { locked: true })], { recipient })).toMatchObject(refusedWith(3118));
  });

  test('several addresses count as far as they lead to the donor', () => {
    const network = {
      addresses: ['10.0.0.12', '192.168.1.12'],
      links: ['10.0.0.0/24', '192.168.1.0/24'],
      ports: [],
    };
    const judge = (donor: string) =>
      judged([account(USER, '10.0.0.%')], {
        recipient: { network, donorAddresses: [donor] },
        donor: { account: `${USER}@10.0.0.%` },
      }).status;
    expect(judge('10.0.0.11')).toBe('pass');
    expect(judge('192.168.1.11')).toBe('fail');
    expect(judge('10.7.7.7')).toBe('unknown');
  });

  test('the doctor itself came from the address of the recipient', () => {
    const donor = {
      account: `${USER}@lg2`,
      hostCache: [],
      connection: { from: '10.0.0.12', to: { address: '10.7.7.7', port: 3306 } },
    };
    expect(judged([account(USER, 'lg2')], { donor, recipient: at('10.7.7.7') }).status).toBe('pass');
  });

  test('a donor on the same host sees localhost', () => {
    const recipient = { donorAddresses: ['127.0.0.1'] };
    const donor = { account: `${USER}@localhost` };
    expect(judged([account(USER, 'localhost')], { recipient, donor }).status).toBe('pass');
    expect(
      judged([account(USER, 'localhost')], {
        recipient,
        donor: { ...donor, variables: { skip_name_resolve: 'ON' } },
      }),
    ).toMatchObject(refusedWith(1130));
  });

  test('what was not looked at is unknown, where it matters', () => {
    const accounts = [account(USER, '10.0.0.%')];
    const donor = { accounts, account: `${USER}@10.0.0.%` };
    for (const reason of ['not-collected', 'denied'] as const) {
      expect(findingOf(id, without(pairWith({ donor }), 'recipient', 'network', reason)).status).toBe(
        'unknown',
      );
    }
    expect(findingOf(id, without(pairWith({}), 'recipient', 'network')).status).toBe('pass');
    expect(findingOf(id, without(pairWith({}), 'donor', 'accounts')).status).toBe('unknown');
    const old = { user: USER, host: '%', plugin: 'caching_sha2_password' };
    expect(judged([old]).status).toBe('unknown');
    const v6 = { ...at(), donorAddresses: ['fd00::11'] };
    expect(judged(accounts, { donor: { account: donor.account }, recipient: v6 }).status).toBe('unknown');
  });
});

describe('gate/donor-port', () => {
  const id = 'gate/donor-port';
  const asked = (port: number, { donor = {}, recipient = {} } = {}) =>
    findingOf(
      id,
      pairWith({
        donor: { connection: { from: '10.0.0.1', to: { address: '10.0.0.11', port: 3306 } }, ...donor },
        recipient: { ...at(), ...recipient },
        plan: { cloneFrom: { host: 'db1', port } },
      }),
    );
  const variables = (changes: Record<string, string>) => ({ donor: { variables: changes } });

  test("the donor's own port, or one by which the doctor came", () => {
    expect(asked(3306).status).toBe('pass');
    expect(
      asked(13306, { donor: { connection: { from: '', to: { address: '', port: 13306 } } } }).status,
    ).toBe('pass');
  });

  test('a donor that listens to its own host alone, or not at all', () => {
    const local = variables({ bind_address: '127.0.0.1' });
    expect(asked(3306, local)).toMatchObject(refusedWith(2003));
    expect(asked(3306, variables({ bind_address: '127.0.0.1,10.0.0.11/red' })).status).toBe('pass');
    expect(asked(3306, { ...local, recipient: { donorAddresses: ['127.0.0.1'] } }).status).toBe('pass');
    expect(asked(3306, variables({ skip_networking: 'ON' }))).toMatchObject(refusedWith(2003));
    const evidence = without(pairWith(local), 'recipient', 'donorAddresses');
    expect(findingOf(id, evidence).status).toBe('unknown');
  });

  test('an address that the donor does not listen at, unless the doctor came by it', () => {
    const to = (bind_address: string, ...donorAddresses: string[]) =>
      asked(3306, { donor: { variables: { bind_address } }, recipient: { donorAddresses } });
    expect(to('10.0.0.11', '10.0.0.11').status).toBe('pass');
    expect(to('10.1.0.11,127.0.0.1', '10.1.0.11').status).toBe('pass');
    expect(to('10.1.0.11,127.0.0.1', '10.2.0.11', '10.1.0.11').status).toBe('pass');
    expect(to('10.1.0.11,127.0.0.1', '10.2.0.11').status).toBe('unknown');
    expect(to('10.1.0.11', '10.0.0.11').status).toBe('pass');
    expect(to('0.0.0.0', '10.2.0.11').status).toBe('pass');
    expect(to('db1', '10.2.0.11').status).toBe('pass');
    // The name that Debian gives the host itself.
    expect(to('127.0.0.1', '127.0.1.1')).toMatchObject(refusedWith(2003));
  });

  test('the port of X speaks another protocol', () => {
    const x = (address: string) => ({
      donor: {
        variables: { mysqlx_port: '33060', mysqlx_bind_address: address },
        plugins: [{ name: 'mysqlx', status: 'ACTIVE', type: 'DAEMON', library: null, loadOption: 'ON' }],
      },
    });
    expect(asked(33060, x('*'))).toMatchObject(refusedWith(2007));
    expect(asked(33060, x('127.0.0.1'))).toMatchObject(refusedWith(2003));
  });

  test('the administrative port wants a privilege', () => {
    const admin = variables({ admin_port: '33062', admin_address: '10.0.0.11' });
    expect(asked(33062, admin)).toMatchObject(refusedWith(1227));
    const privileges = {
      global: ['BACKUP_ADMIN', 'SERVICE_CONNECTION_ADMIN'],
      roles: [],
      partialRevokes: false,
    };
    expect(asked(33062, { donor: { ...admin.donor, privileges } }).status).toBe('pass');
  });

  test('another port leads nowhere where nothing listens, and who knows where otherwise', () => {
    const listening = (ports: number[], addresses = ['10.0.0.11']) => ({
      donor: { network: { addresses, links: [], ports } },
    });
    expect(asked(3399, listening([3306]))).toMatchObject(refusedWith(2003));
    expect(asked(3399, listening([3306, 3399])).status).toBe('unknown');
    expect(asked(3399, listening([3306], ['172.17.0.2'])).status).toBe('unknown');
    const evidence = pairWith({ plan: { cloneFrom: { host: 'db1', port: 3399 } } });
    expect(findingOf(id, without(evidence, 'donor', 'network', 'not-collected')).status).toBe('unknown');
  });

  test('without the variables it is unknown', () => {
    expect(findingOf(id, without(pairWith({}), 'donor', 'variables')).status).toBe('unknown');
  });
});
