import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Endpoint } from '../../../src/connection/endpoint.js';
import { Session } from '../../../src/probe/server/session.js';

const packet = (sequence: number, content: Buffer) =>
  Buffer.concat([Buffer.from([content.length & 255, content.length >> 8, 0, sequence]), content]);

/** Protocol 10, all capabilities but TLS and compression, a scramble of twenty bytes. */
const greeting = packet(
  0,
  Buffer.concat([
    Buffer.from('\n9.7.0\0', 'latin1'),
    Buffer.from([1, 0, 0, 0]),
    Buffer.from('12345678\0', 'latin1'),
    Buffer.from([0xdf, 0xf7, 45, 2, 0, 0xff, 0x0f, 21]),
    Buffer.alloc(10),
    Buffer.from('123456789012\0caching_sha2_password\0', 'latin1'),
  ]),
);

const askFor = (plugin: string) =>
  packet(
    2,
    Buffer.concat([Buffer.from([0xfe]), Buffer.from(`${plugin}\0`), Buffer.from('12345678901234567890\0')]),
  );

const denied = packet(
  4,
  Buffer.concat([Buffer.from([0xff, 0x15, 0x04]), Buffer.from("#28000Access denied for user 'dba'")]),
);

/** A server that wants a certain plugin of the client, and then denies access. */
const servers: Server[] = [];
const received: Buffer[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  received.length = 0;
});

async function wanting(plugin: string): Promise<number> {
  const server = createServer((socket: Socket) => {
    socket.on('error', () => {});
    socket.write(greeting);
    socket.once('data', () => {
      socket.write(askFor(plugin));
      socket.once('data', (data) => {
        received.push(data);
        socket.end(denied);
      });
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const connect = async (plugin: string, more: Partial<Endpoint> = {}) => {
  const endpoint: Endpoint = {
    at: { host: '127.0.0.1', port: await wanting(plugin) },
    user: 'dba',
    password: 'Secret-7',
    tls: { mode: 'PREFERRED' },
    getServerPublicKey: false,
    cleartext: false,
    ...more,
  };
  return Session.open(endpoint, { timeoutMs: 5000 });
};

describe('what the driver cannot do ends in a sentence', () => {
  test.each([
    ['authentication_ldap_sasl_client', 'LDAP'],
    ['authentication_kerberos_client', 'Kerberos'],
    ['authentication_webauthn_client', 'a security key (WebAuthn)'],
    ['authentication_oci_client', 'Oracle Cloud'],
    ['authentication_openid_connect_client', 'OpenID Connect'],
    ['dialog', 'PAM'],
    ['client_ed25519', "a method of MariaDB's"],
  ])('%s', async (plugin, method) => {
    await expect(connect(plugin)).rejects.toMatchObject({
      kind: 'access-denied',
      message: expect.stringContaining(`proves itself by ${method} (${plugin}), which the doctor cannot do`),
      hint: 'use an account with caching_sha2_password',
    });
    expect(received).toEqual([]);
  });

  test('a plugin that nobody knows is named', async () => {
    await expect(connect('acme_auth')).rejects.toThrow(
      'proves itself by acme_auth, which the doctor cannot do',
    );
  });
});

describe('a server that wants the password as it is', () => {
  test('does not get it unasked', async () => {
    await expect(connect('mysql_clear_password')).rejects.toMatchObject({
      message: expect.stringContaining('mysql_clear_password'),
      hint: expect.stringContaining('--enable-cleartext-plugin'),
    });
    expect(received).toEqual([]);
  });

  test('may want the one of a second factor, which there is not', async () => {
    await expect(connect('mysql_clear_password')).rejects.toMatchObject({
      hint: expect.stringContaining('second factor, use another account'),
    });
  });

  test('gets it with --enable-cleartext-plugin', async () => {
    await expect(connect('mysql_clear_password', { cleartext: true })).rejects.toMatchObject({
      kind: 'access-denied',
    });
    expect(Buffer.concat(received).toString('latin1')).toContain('Secret-7\0');
  });
});

test('where TLS is required, a server without it gets no password', async () => {
  await expect(
    connect('mysql_clear_password', { tls: { mode: 'REQUIRED' }, cleartext: true }),
  ).rejects.toMatchObject({
    kind: 'tls',
    message: expect.stringContaining('the server offers no TLS'),
  });
  expect(received).toEqual([]);
});
