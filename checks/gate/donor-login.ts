import { blindTo, defineCheck, fail, pass, unknown, type Verdict } from '../../src/doctor/check.js';
import type { Remedy } from '../../src/doctor/finding.js';
import type { Account } from '../../src/evidence/server-facts.js';
import { sqlAccount, sqlString } from '../../src/evidence/sql-quotes.js';
import { travelsOverTls } from '../encryption/transport.js';
import { byItself } from '../group-replication/by-itself.js';
import { accountsFor, type Client, fitsHost } from './account-match.js';
import { type Origins, originsOf } from './origin.js';

export default defineCheck({
  id: 'gate/donor-login',
  title: "The donor lets the statement's account in when the recipient comes",
  stage: 'gate',
  consequence: 'refused',
  why: `It is the recipient that logs in to the donor, from its own address: an account that lets the doctor in need not fit
there, or another one, more specific or anonymous, comes first. The donor compares host patterns with the address and
the name that it finds for it, the most specific pattern first; then it asks for the password, for TLS or a
certificate where the account REQUIREs them (all 1045), for an account that is not locked (3118), and for a password
that has not expired (1862). The client sees these wrapped in 3862. The doctor vouches for the account that it logged
in with itself, and for no other: it knows neither the password nor the privileges of those.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/connection-access.html',
    'https://dev.mysql.com/doc/refman/8.4/en/account-names.html',
    'sql/auth/sql_authentication.cc: acl_authenticate()',
  ],
  needs: ['donor.accounts', 'donor.account', 'donor.variables', 'recipient.variables'],
  wishes: [
    'donor.tls',
    'donor.connection',
    'donor.hostCache',
    'recipient.network',
    'recipient.donorAddresses',
  ],
  irrelevant: byItself,
  evaluate({ donor, recipient, plan }) {
    const { accounts } = donor;
    const user = plan.donorUser;
    const resolves = donor.variables.skip_name_resolve !== 'ON';
    const names = resolves ? (donor.hostCache.ok ? donor.hostCache.value : []) : null;
    const origins = originsOf(recipient, names);
    const anywhere: Client = { address: undefined, name: resolves ? undefined : null };
    const settings: Settings = {
      doctorAs: donor.account,
      tls: travelsOverTls(plan, donor),
      certificate: [recipient.variables.clone_ssl_cert, recipient.variables.clone_ssl_key].some(Boolean),
      sandbox: donor.variables.disconnect_on_expired_password === 'OFF',
    };
    const answers = (clients: readonly Client[]) =>
      clients.flatMap((client) =>
        accountsFor(accounts, user, client).map((account) =>
          account ? login(account, user, settings) : noAccount(accounts, user, client),
        ),
      );
    const from = origins?.clients.map(({ address }) => address ?? '') ?? [];
    const evidence = { user, from, doctorAs: donor.account };
    /** What would let the doctor see more. */
    const help: Remedy[] = [
      ...(donor.tls.ok ? [] : blindTo('donor.tls', donor.tls).remedy),
      ...(donor.hostCache.ok ? [] : blindTo('donor.hostCache', donor.hostCache).remedy),
      ...(recipient.network.ok ? [] : blindTo('recipient.network', recipient.network).remedy),
      {
        on: 'doctor',
        kind: 'manual',
        text: "Run the doctor on the recipient's host: the donor sees it there as it sees the recipient.",
      },
    ];
    if (comesFromTheRecipient(donor.connection, origins)) {
      const own = accounts.find(({ user, host }) => `${user}@${host}` === donor.account);
      if (own) return verdict([login(own, user, settings)], evidence, help);
    }
    const likely = answers(origins?.clients ?? [anywhere]);
    if (origins?.certain || likely.every(({ ends }) => ends === 'in')) return verdict(likely, evidence, help);
    const whatever = answers([anywhere]);
    if (whatever.every(({ ends }) => ends === 'refused')) return verdict(whatever, evidence, help);
    return unknown(
      from.length > 0
        ? `whether the donor lets '${user}' in depends on the address as which it sees the recipient: ${from.join(', ')} or another`
        : `whether the donor lets '${user}' in depends on the recipient's address: ${patterns(accounts, user)}`,
      { evidence, remedy: help },
    );
  },
});

interface Settings {
  /** The account by which the doctor is logged in. */
  doctorAs: string;
  tls: boolean | undefined;
  /** The recipient has a certificate to show. */
  certificate: boolean;
  /** The donor lets an account in whose password has expired, and then refuses everything. */
  sandbox: boolean;
}

/** How the login by one account ends. */
type Login =
  | { ends: 'in'; what: string }
  | { ends: 'unclear'; what: string }
  | { ends: 'refused'; what: string; donorErrno?: number; remedy: Remedy[] };

/** In the order in which the donor asks: certificate, lock, age of the password. */
function login(account: Account, user: string, settings: Settings): Login {
  const { doctorAs, tls, certificate, sandbox } = settings;
  const name = nameOf(account);
  const quoted = sqlAccount(name);
  if (account.user === '' && user !== '' && name !== doctorAs) {
    return refused(
      `the donor takes the recipient for the anonymous ${quoted}, whose pattern is the more specific one`,
      1045,
      { on: 'donor', kind: 'sql', text: `DROP USER ${quoted};` },
    );
  }
  if (account.plugin === 'auth_socket')
    return refused(
      `${quoted} proves itself by a socket (auth_socket), and the recipient comes over the network`,
      1698,
      {
        on: 'donor',
        kind: 'manual',
        text: `Clone with an account that has a password (caching_sha2_password).`,
      },
    );
  const demands = account.login;
  if (!demands) return { ends: 'unclear', what: `what ${quoted} asks for is not known` };
  if (demands.tls !== '' && tls === false)
    return refused(`${quoted} REQUIREs TLS, and the clone does not use it`, 1045, {
      on: 'doctor',
      kind: 'manual',
      text: 'Clone with REQUIRE SSL (--clone-ssl required), from a donor that offers TLS.',
    });
  const named = demands.tls === 'SPECIFIED';
  if ((demands.tls === 'X509' || (named && demands.certificateName)) && !certificate)
    return refused(`${quoted} REQUIREs a certificate, and clone_ssl_cert is not set on the recipient`, 1045, {
      on: 'recipient',
      kind: 'sql',
      text: "SET GLOBAL clone_ssl_cert = '/path/to/certificate.pem', clone_ssl_key = '/path/to/key.pem';",
    });
  if (demands.tls !== '' && tls === undefined)
    return { ends: 'unclear', what: `${quoted} REQUIREs TLS, and whether the donor offers it is not known` };
  if (demands.locked) {
    const unlock: Remedy = { on: 'donor', kind: 'sql', text: `ALTER USER ${quoted} ACCOUNT UNLOCK;` };
    // A role is locked and expired and has no password: that is asked for first.
    if (demands.expired) return refused(`${quoted} is locked, as a role is`, undefined, unlock);
    return refused(`${quoted} is locked`, 3118, unlock);
  }
  if (demands.expired)
    return refused(`the password of ${quoted} has expired`, sandbox ? 1820 : 1862, {
      on: 'donor',
      kind: 'manual',
      text: `ALTER USER ${quoted} IDENTIFIED BY a new password, and clone with that one.`,
    });
  if (named)
    return {
      ends: 'unclear',
      what: `${quoted} REQUIREs a certain certificate or cipher, which is not compared`,
    };
  if (name === doctorAs) return { ends: 'in', what: `the donor lets ${quoted} in, as it did for the doctor` };
  return {
    ends: 'unclear',
    what: `the donor takes the recipient for ${quoted}, and the doctor for ${sqlAccount(doctorAs)}: the other one's password and privileges are not known`,
  };
}

/** 1130 where no account of anybody fits the client: the donor does not even ask who it is. */
function noAccount(accounts: readonly Account[], user: string, client: Client): Login {
  const fits = accounts.map(({ host }) => fitsHost(host, client));
  const donorErrno = fits.includes(true) ? 1045 : fits.includes(undefined) ? undefined : 1130;
  const from = client.address ? ` from ${client.address}` : '';
  const account = sqlAccount(`${user}@${client.address ?? '%'}`);
  return refused(
    `no account of the donor lets ${sqlString(user)} in${from}: ${patterns(accounts, user)}`,
    donorErrno,
    {
      on: 'donor',
      kind: 'sql',
      text: `CREATE USER ${account} IDENTIFIED BY '...';\nGRANT BACKUP_ADMIN ON *.* TO ${account};`,
    },
  );
}

const refused = (what: string, donorErrno: number | undefined, remedy: Remedy): Login => ({
  ends: 'refused',
  what,
  ...(donorErrno !== undefined && { donorErrno }),
  remedy: [remedy],
});

/** All that the donor may do, in one verdict. */
function verdict(logins: readonly Login[], evidence: Verdict['evidence'], help: Remedy[]): Verdict {
  const [first] = logins;
  const odd =
    logins.find(({ ends }) => ends !== first?.ends) ?? logins.find(({ ends }) => ends === 'unclear');
  if (!first || odd)
    return unknown((odd ?? first)?.what ?? 'the donor has no accounts', { evidence, remedy: help });
  if (first.ends !== 'refused') return pass(first.what, { evidence });
  const donorErrno = logins.every((one) => one.ends === 'refused' && one.donorErrno === first.donorErrno)
    ? first.donorErrno
    : undefined;
  return fail(first.what, {
    meaning: `The donor refuses the recipient's login (error 3862${donorErrno ? `, with ${donorErrno} inside` : ''}); nothing is harmed.`,
    evidence,
    errno: 3862,
    ...(donorErrno !== undefined && { donorErrno }),
    remedy: first.remedy,
  });
}

/** The doctor's own connection came from an address of the recipient's: the donor has seen the same client already. */
const comesFromTheRecipient = (
  connection: { ok: boolean; value?: { from: string } | null },
  origins: Origins | undefined,
) =>
  connection.ok &&
  origins !== undefined &&
  origins.clients.length === 1 &&
  origins.clients[0]?.address === connection.value?.from;

const nameOf = ({ user, host }: Account) => `${user}@${host}`;

function patterns(accounts: readonly Account[], user: string): string {
  const own = accounts.filter((account) => account.user === user || account.user === '').map(nameOf);
  return own.length > 0 ? `there are ${own.map(sqlAccount).join(', ')}` : `it has none of that name`;
}
