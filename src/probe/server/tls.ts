import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect, createSecureContext, type TLSSocket } from 'node:tls';
import type { Connection } from 'mysql2';
import type { Endpoint } from '../../connection/endpoint.js';
import type { TlsSettings } from '../../connection/tls.js';
import { DoctorError } from '../../doctor-error.js';

/** How a socket is made safe, ready to be used. */
export type Tls = Pick<ConnectionOptions, 'secureContext' | 'rejectUnauthorized'> & {
  /** The name that the server's certificate must hold; undefined where it need not. */
  identity: string | undefined;
};

/** The names under which OpenSSL looks for certificates and revocation lists in a folder (openssl-rehash(1)). */
const CERTIFICATE = /^[0-9a-f]{8}\.\d+$/;
const REVOCATIONS = /^[0-9a-f]{8}\.r\d+$/;

/**
 * Reads the certificates and keys that an endpoint's TLS needs. Only VERIFY_CA and VERIFY_IDENTITY look at the
 * server's certificate: MySQL's clients do not even open the CA's file for less.
 *
 * @throws {DoctorError} that names the file that cannot be read or used.
 */
export function prepareTls({ at, tls }: Endpoint): Tls {
  const verifies = tls.mode === 'VERIFY_CA' || tls.mode === 'VERIFY_IDENTITY';
  const { minVersion, maxVersion } = tls;
  const [cert, key] = [tls.cert ?? tls.key, tls.key ?? tls.cert];
  const trusted = verifies
    ? [...one(tls.ca, '--ssl-ca'), ...folder(tls.capath, CERTIFICATE, '--ssl-capath')]
    : [];
  const revoked = verifies
    ? [...one(tls.crl, '--ssl-crl'), ...folder(tls.crlpath, REVOCATIONS, '--ssl-crlpath')]
    : [];
  try {
    return {
      secureContext: createSecureContext({
        ...(verifies && { ca: trusted }),
        ...(revoked.length > 0 && { crl: revoked }),
        // One file may hold both, as for MySQL's clients.
        ...(cert && { cert: one(cert, '--ssl-cert') }),
        ...(key && { key: one(key, '--ssl-key') }),
        ...(minVersion && { minVersion }),
        ...(maxVersion && { maxVersion }),
      }),
      rejectUnauthorized: verifies,
      identity: tls.mode === 'VERIFY_IDENTITY' ? ('socket' in at ? 'localhost' : at.host) : undefined,
    };
  } catch (error) {
    if (error instanceof DoctorError) throw error;
    throw new DoctorError(`${filesOf(tls)} cannot be used for TLS: ${(error as Error).message}`, {
      hint: 'they must be PEM files, the key without a pass phrase and of the certificate',
    });
  }
}

const filesOf = ({ ca, capath, cert, key, crl, crlpath }: TlsSettings) =>
  [ca, capath, cert, key, crl, crlpath].filter(Boolean).join(', ');

function one(path: string | undefined, option: string): Buffer[] {
  if (path === undefined) return [];
  try {
    return [readFileSync(path)];
  } catch (error) {
    throw new DoctorError(`${option}: cannot read ${path} (${(error as NodeJS.ErrnoException).code})`);
  }
}

function folder(path: string | undefined, names: RegExp, option: string): Buffer[] {
  if (path === undefined) return [];
  try {
    return readdirSync(path)
      .filter((name) => names.test(name))
      .map((name) => readFileSync(`${path}/${name}`));
  } catch (error) {
    throw new DoctorError(`${option}: cannot read ${path} (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** What of the driver's connection takes part in its change to TLS. */
interface Upgradable {
  stream: Socket;
  packetParser: { execute(data: Buffer): void };
  _handleNetworkError(error: Error): void;
  startTLS(done: (error?: Error) => void): void;
}

/**
 * Has a connection of the driver change to TLS as MySQL's clients do. The driver's own way knows no revocation lists,
 * and compares an address with the certificate of `localhost`.
 */
export function useTls(connection: Connection, { identity, ...options }: Tls): void {
  const driver = connection as unknown as Upgradable;
  driver.startTLS = (done) => {
    driver.stream.removeAllListeners('data');
    let over = false;
    const finish = (error?: Error) => {
      if (over && error) driver._handleNetworkError(error);
      else if (!over) done(error);
      over = true;
    };
    const secure: TLSSocket = connect(
      {
        ...options,
        socket: driver.stream,
        ...(identity !== undefined && isIP(identity) === 0 && { servername: identity }),
        checkServerIdentity: (_, { raw }) =>
          identity === undefined ? undefined : wrongIdentity(identity, raw),
      },
      () => finish(),
    );
    secure.on('error', finish);
    secure.on('data', (data) => driver.packetParser.execute(data));
    driver.stream = secure;
  };
}

/** As OpenSSL compares, which MySQL's clients leave it to: the text as a name first, then as an address. */
function wrongIdentity(identity: string, raw: Buffer): Error | undefined {
  const certificate = new X509Certificate(raw);
  if (certificate.checkHost(identity) !== undefined) return undefined;
  if (isIP(identity) > 0 && certificate.checkIP(identity) !== undefined) return undefined;
  const names = [certificate.subject?.replaceAll('\n', ', '), certificate.subjectAltName].filter(Boolean);
  return new Error(`it is for ${names.join('; ') || 'nobody'}, not for ${identity}`);
}
