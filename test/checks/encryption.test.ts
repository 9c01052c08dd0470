import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/evidence/evidence.js';
import {
  anotherAuthority,
  certificateOfRenewed,
  donorAuthority,
  donorCertificate,
  expiredCertificate,
  formerAuthority,
  recipientAuthority,
  recipientCertificate,
  renewedAuthority,
} from '../support/certificates.js';
import { findingOf, pairWith, without } from '../support/evidence.js';

const tls = (enabled: boolean) => ({ tls: { enabled } });
const secret = { encryptedTablespaces: { count: 1, first: 'app/secret' } };
const keyring = (status = 'Active') => ({ keyringComponent: { name: 'component_keyring_file', status } });
const noTls = { cloneSsl: 'disabled' as const };

describe('encryption/tls-for-encrypted-data', () => {
  const id = 'encryption/tls-for-encrypted-data';
  const wiped = { status: 'fail', consequence: 'wiped', errno: 3862, donorErrno: 3872 };

  test.each([
    ['a tablespace', secret],
    ['the redo log', { variables: { innodb_redo_log_encrypt: 'ON' } }],
    ['the undo logs', { variables: { innodb_undo_log_encrypt: 'ON' } }],
    ['undo logs of the past', { ...keyring(), undoEncryption: { encrypted: ['/var/lib/mysql/undo_001'] } }],
  ])('%s must not travel without TLS', (_, donor) => {
    expect(findingOf(id, pairWith({ donor, plan: noTls }))).toMatchObject(wiped);
    expect(findingOf(id, pairWith({ donor: { ...donor, ...tls(false) } }))).toMatchObject(wiped);
    expect(findingOf(id, pairWith({ donor }))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, pairWith({ donor, plan: { cloneSsl: 'required' } }))).toMatchObject({
      status: 'pass',
    });
  });

  test('nothing encrypted may travel as it likes', () => {
    expect(findingOf(id, pairWith({ plan: noTls }))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, pairWith({ donor: keyring(), plan: noTls }))).toMatchObject({ status: 'pass' });
  });

  test('what could not be seen is unknown, as far as it matters', () => {
    const blind = (plan = {}) => without(pairWith({ plan }), 'donor', 'encryptedTablespaces');
    expect(findingOf(id, blind(noTls))).toMatchObject({ status: 'unknown' });
    expect(findingOf(id, blind())).toMatchObject({ status: 'pass' });
    expect(findingOf(id, without(pairWith({ donor: secret }), 'donor', 'tls'))).toMatchObject({
      status: 'unknown',
    });
  });

  test('a donor with a keyring may have encrypted undo tablespaces that SQL does not show', () => {
    const pair = (donor = {}) =>
      without(pairWith({ donor, plan: noTls }), 'donor', 'undoEncryption', 'not-collected');
    expect(findingOf(id, pair(keyring()))).toMatchObject({ status: 'unknown' });
    expect(findingOf(id, pair())).toMatchObject({ status: 'pass' });
  });

  test('log encryption that was switched while the donor runs is unknown', () => {
    const donor = {
      ...keyring(),
      variableSources: [{ name: 'innodb_redo_log_encrypt', source: 'DYNAMIC', path: '' }],
    };
    expect(findingOf(id, pairWith({ donor, plan: noTls }))).toMatchObject({ status: 'unknown' });
  });

  test('before 8.0.21 have_ssl tells of TLS', () => {
    const old = (have_ssl: string) =>
      without(pairWith({ donor: { ...secret, variables: { have_ssl } } }), 'donor', 'tls', 'unsupported');
    expect(findingOf(id, old('YES'))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, old('DISABLED'))).toMatchObject(wiped);
  });
});

describe('encryption/recipient-keyring', () => {
  const id = 'encryption/recipient-keyring';

  test('encrypted data needs a keyring that works', () => {
    expect(findingOf(id, pairWith({ donor: secret }))).toMatchObject({
      status: 'fail',
      consequence: 'wiped',
      errno: 1815,
    });
    expect(findingOf(id, pairWith({ donor: secret, recipient: keyring('Disabled') }))).toMatchObject({
      status: 'fail',
      errno: 1815,
    });
    expect(findingOf(id, pairWith({ donor: secret, recipient: keyring() }))).toMatchObject({
      status: 'pass',
    });
    expect(findingOf(id, pairWith({}))).toMatchObject({ status: 'pass' });
  });

  test('a keyring plugin is one too', () => {
    const plugin = { name: 'keyring_file', type: 'KEYRING', library: 'keyring_file.so', loadOption: 'ON' };
    const judge = (status: string) =>
      findingOf(id, pairWith({ donor: secret, recipient: { plugins: [{ ...plugin, status }] } })).status;
    expect(judge('ACTIVE')).toBe('pass');
    expect(judge('DISABLED')).toBe('fail');
  });

  test('a keyring that cannot be seen is unknown where it matters', () => {
    const blind = (donor = {}) => without(pairWith({ donor }), 'recipient', 'keyringComponent');
    expect(findingOf(id, blind(secret))).toMatchObject({ status: 'unknown' });
    expect(findingOf(id, blind())).toMatchObject({ status: 'pass' });
    expect(findingOf(id, without(pairWith({}), 'donor', 'encryptedTablespaces'))).toMatchObject({
      status: 'unknown',
    });
  });
});

describe('encryption/keyring-at-start', () => {
  const id = 'encryption/keyring-at-start';
  const manifest = '{"components": "file://component_keyring_file"} ';
  const judge = (global: string | null, local: string | null = null) =>
    findingOf(
      id,
      pairWith({ donor: secret, recipient: { ...keyring(), keyringManifest: { global, local } } }),
    ).status;

  test('the manifest next to the program names it, or points to the one that does', () => {
    expect(judge(manifest)).toBe('pass');
    expect(judge('{ "read_local_manifest": true }', manifest)).toBe('pass');
    expect(judge('{ "read_local_manifest": false }', manifest)).toBe('fail');
    expect(judge(null)).toBe('fail');
    expect(judge(null, manifest)).toBe('fail');
  });

  test('it matters to a component and to encrypted tablespaces', () => {
    expect(findingOf(id, pairWith({ donor: secret }))).toMatchObject({ status: 'pass' });
    const plugin = { name: 'keyring_file', type: 'KEYRING', library: 'x.so', loadOption: 'ON' };
    const recipient = { plugins: [{ ...plugin, status: 'ACTIVE' }] };
    expect(findingOf(id, pairWith({ donor: secret, recipient }))).toMatchObject({ status: 'skip' });
    const gone = { ...keyring(), keyringManifest: { global: null, local: null } };
    expect(findingOf(id, pairWith({ recipient: gone }))).toMatchObject({ status: 'pass' });
    const unseen = without(pairWith({ donor: secret, recipient: gone }), 'recipient', 'keyringManifest');
    expect(findingOf(id, unseen)).toMatchObject({ status: 'unknown' });
  });
});

describe('TLS where the statement, a variable or the donor asks for it', () => {
  const notConnected = { status: 'fail', consequence: 'refused', errno: 3862, donorErrno: 2026 };

  test('encryption/donor-tls', () => {
    const id = 'encryption/donor-tls';
    const judge = (enabled: boolean, cloneSsl: 'required' | 'preferred' | 'disabled') =>
      findingOf(id, pairWith({ donor: tls(enabled), plan: { cloneSsl } }));
    expect(judge(false, 'required')).toMatchObject(notConnected);
    expect(judge(true, 'required')).toMatchObject({ status: 'pass' });
    expect(judge(false, 'preferred')).toMatchObject({ status: 'pass' });
    expect(judge(false, 'disabled')).toMatchObject({ status: 'skip' });
    const blind = without(pairWith({ plan: { cloneSsl: 'required' } }), 'donor', 'tls');
    expect(findingOf(id, blind)).toMatchObject({ status: 'unknown' });
  });

  test('encryption/recipient-tls', () => {
    const id = 'encryption/recipient-tls';
    const off = { variables: { tls_version: '' } };
    expect(findingOf(id, pairWith({}))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, pairWith({ recipient: off }))).toMatchObject(notConnected);
    expect(findingOf(id, pairWith({ recipient: off, plan: noTls }))).toMatchObject({ status: 'skip' });
    expect(findingOf(id, without(pairWith({}), 'recipient', 'variables'))).toMatchObject({
      status: 'unknown',
    });
  });

  test('encryption/secure-transport', () => {
    const id = 'encryption/secure-transport';
    const donor = { variables: { require_secure_transport: 'ON' } };
    expect(findingOf(id, pairWith({ donor, plan: noTls }))).toMatchObject({
      status: 'fail',
      errno: 3862,
      donorErrno: 3159,
    });
    expect(findingOf(id, pairWith({ donor }))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, pairWith({ plan: noTls }))).toMatchObject({ status: 'pass' });
    // Without a clause the clone goes on without TLS where there is none.
    expect(findingOf(id, pairWith({ donor: { ...donor, ...tls(false) } }))).toMatchObject({
      status: 'fail',
      donorErrno: 3159,
    });
    expect(findingOf(id, without(pairWith({ donor }), 'donor', 'tls'))).toMatchObject({ status: 'unknown' });
    expect(findingOf(id, without(pairWith({}), 'donor', 'variables'))).toMatchObject({ status: 'unknown' });
  });
});

describe('encryption/donor-certificate', () => {
  const id = 'encryption/donor-certificate';
  const refused = { status: 'fail', errno: 3862, donorErrno: 2026 };
  const pair = (cloneAuthority: string | null, pem = donorCertificate) =>
    pairWith({
      recipient: { variables: { clone_ssl_ca: '/etc/mysql/ca.pem' }, cloneAuthority },
      donor: { certificates: [{ pem }] },
    });
  const at = (evidence: Evidence, collectedAt: string) => ({ ...evidence, collectedAt });

  test('only the authority that signed the certificate vouches for it', () => {
    expect(findingOf(id, pair(donorAuthority))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, pair(`${anotherAuthority}${donorAuthority}`))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, pair(anotherAuthority))).toMatchObject(refused);
  });

  test('no file, or a certificate out of its time, is refused', () => {
    expect(findingOf(id, pair(null))).toMatchObject(refused);
    expect(findingOf(id, pair(recipientAuthority, expiredCertificate))).toMatchObject(refused);
    expect(findingOf(id, at(pair(donorAuthority), '2020-01-01T00:00:00Z'))).toMatchObject(refused);
    expect(findingOf(id, at(pair(donorAuthority), '2200-01-01T00:00:00Z'))).toMatchObject(refused);
  });

  test('of an authority that was renewed with the same key the one in its time counts', () => {
    const signed = (authorities: string) => findingOf(id, pair(authorities, certificateOfRenewed));
    expect(signed(`${formerAuthority}${renewedAuthority}`)).toMatchObject({ status: 'pass' });
    expect(signed(`${renewedAuthority}${formerAuthority}`)).toMatchObject({ status: 'pass' });
    expect(signed(formerAuthority)).toMatchObject(refused);
  });

  test('one that ends within a week is a warning', () => {
    expect(findingOf(id, at(pair(donorAuthority), '2126-10-20T12:00:00Z'))).toMatchObject({ status: 'warn' });
    expect(findingOf(id, at(pair(donorAuthority), '2126-10-18T12:00:00Z'))).toMatchObject({ status: 'pass' });
  });

  test('the certificate itself is no authority', () => {
    expect(findingOf(id, pair(donorCertificate))).toMatchObject(refused);
  });

  test('no certificate is looked at without clone_ssl_ca, or with REQUIRE NO SSL', () => {
    expect(findingOf(id, pairWith({}))).toMatchObject({ status: 'pass' });
    const evidence = pair(anotherAuthority);
    evidence.plan.cloneSsl = 'disabled';
    expect(findingOf(id, evidence)).toMatchObject({ status: 'skip' });
  });

  test('what could not be read is unknown', () => {
    expect(findingOf(id, pair('rubbish'))).toMatchObject({ status: 'unknown' });
    expect(findingOf(id, without(pair(''), 'recipient', 'cloneAuthority'))).toMatchObject({
      status: 'unknown',
    });
    expect(findingOf(id, without(pair(anotherAuthority), 'donor', 'certificates'))).toMatchObject({
      status: 'unknown',
    });
  });
});

describe('encryption/tls-versions', () => {
  const id = 'encryption/tls-versions';
  const pair = (recipient: string, donor: string, loaded?: string) =>
    pairWith({
      recipient: { variables: { tls_version: recipient } },
      donor: {
        variables: { tls_version: donor },
        status: { Current_tls_version: loaded ?? donor },
      },
    });

  test('one in common is enough, and what counts on the donor is what it has loaded', () => {
    expect(findingOf(id, pairWith({}))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, pair('TLSv1.2', 'TLSv1.2,TLSv1.3'))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, pair('TLSv1.2', 'TLSv1.3', 'TLSv1.2,TLSv1.3'))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, pair('tlsv1.2', 'TLSv1.2,TLSv1.3'))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, without(pair('TLSv1.2', 'TLSv1.2'), 'donor', 'status'))).toMatchObject({
      status: 'pass',
    });
  });

  test('none in common is no connection, unless nobody asks for TLS', () => {
    expect(findingOf(id, pair('TLSv1.2', 'TLSv1.3'))).toMatchObject({
      status: 'fail',
      errno: 3862,
      donorErrno: 2026,
    });
    const evidence = pair('TLSv1.2', 'TLSv1.3');
    evidence.plan.cloneSsl = 'disabled';
    expect(findingOf(id, evidence)).toMatchObject({ status: 'skip' });
    expect(findingOf(id, pairWith({ donor: tls(false) }))).toMatchObject({ status: 'pass' });
  });

  test('lists of ciphers that do not meet are unknown, expressions are not compared', () => {
    const ciphers = (own: string, other: string) =>
      findingOf(
        id,
        pairWith({
          recipient: { variables: { tls_ciphersuites: own } },
          donor: { variables: { tls_ciphersuites: other } },
        }),
      ).status;
    expect(ciphers('TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384')).toBe('unknown');
    expect(ciphers('TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384', 'TLS_AES_256_GCM_SHA384')).toBe('pass');
    expect(ciphers('TLS_AES_128_GCM_SHA256', '')).toBe('pass');
    expect(ciphers('TLS_AES_128_GCM_SHA256', 'HIGH:!aNULL')).toBe('pass');
  });

  test('without the variables it is unknown', () => {
    expect(findingOf(id, without(pairWith({}), 'donor', 'variables'))).toMatchObject({ status: 'unknown' });
  });
});

describe('encryption/clone-certificate', () => {
  const id = 'encryption/clone-certificate';
  const refused = { status: 'fail', errno: 3862, donorErrno: 2026 };
  const set = { clone_ssl_cert: '/c.pem', clone_ssl_key: '/k.pem' };
  const pair = (certificate: string | null, hasKey = true, variables: Partial<typeof set> = {}) =>
    pairWith({
      recipient: { variables: { ...set, ...variables }, cloneCertificate: { certificate, hasKey } },
      donor: { certificates: [donorCertificate, recipientAuthority].map((pem) => ({ pem })) },
    });

  test('none is fine, and so is one of the authority that the donor shows', () => {
    expect(findingOf(id, pairWith({}))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, pair(recipientCertificate))).toMatchObject({ status: 'pass' });
  });

  test('half of it, or a file that is not there, is refused', () => {
    expect(findingOf(id, pair(recipientCertificate, true, { clone_ssl_key: '' }))).toMatchObject(refused);
    expect(findingOf(id, pair(recipientCertificate, true, { clone_ssl_cert: '' }))).toMatchObject(refused);
    expect(findingOf(id, pair(null))).toMatchObject(refused);
    expect(findingOf(id, pair(recipientCertificate, false))).toMatchObject(refused);
  });

  test('an expired one is refused, by another number each time', () => {
    const finding = findingOf(id, pair(expiredCertificate));
    expect(finding).toMatchObject({ status: 'fail', consequence: 'refused' });
    expect(finding.errno).toBeUndefined();
    const soon = { ...pair(recipientCertificate), collectedAt: '2119-12-30T00:00:00Z' };
    expect(findingOf(id, soon)).toMatchObject({ status: 'warn' });
  });

  test('nobody looks at it without TLS', () => {
    const evidence = pair(expiredCertificate);
    evidence.plan.cloneSsl = 'disabled';
    expect(findingOf(id, evidence)).toMatchObject({ status: 'pass' });
  });

  test('another authority, and what could not be read, is unknown', () => {
    expect(findingOf(id, pair(donorCertificate))).toMatchObject({ status: 'unknown' });
    expect(findingOf(id, pair('rubbish'))).toMatchObject({ status: 'unknown' });
    for (const [side, fact] of [
      ['recipient', 'cloneCertificate'],
      ['donor', 'certificates'],
    ] as const)
      expect(findingOf(id, without(pair(recipientCertificate), side, fact))).toMatchObject({
        status: 'unknown',
      });
  });
});
