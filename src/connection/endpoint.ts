import { DoctorError } from '../doctor-error.js';
import { type Address, formatAddress, parsePort } from './address.js';
import type { Files } from './files.js';
import type { Setting, Settings } from './settings.js';
import { oneOf, type TlsSettings, tlsOf } from './tls.js';

/** Where a server is reached, as whom, and how safely. */
export interface Endpoint {
  /** A TCP address, or the path of a Unix socket on this machine. */
  at: Address | { socket: string };
  user: string;
  password: string | undefined;
  tls: TlsSettings;
  /** Whether, without TLS, the server may be asked for the key that hides the password from others. */
  getServerPublicKey: boolean;
  /** A file that holds this key. */
  serverPublicKeyPath?: string;
  /** Whether the password may be sent as it is to a server that asks for that. */
  cleartext: boolean;
}

/** Where the packages of MySQL put the server's socket. */
const usualSockets = ['/var/run/mysqld/mysqld.sock', '/var/lib/mysql/mysql.sock', '/tmp/mysql.sock'] as const;

const protocols = ['TCP', 'SOCKET', 'PIPE', 'MEMORY'] as const;

/**
 * The endpoint that settings describe.
 *
 * @throws {DoctorError} that names the value that cannot be right, and where it came from.
 */
export function endpointOf(settings: Settings, loginName: string, files: Pick<Files, 'mode'>): Endpoint {
  const on = (name: 'get-server-public-key' | 'enable-cleartext-plugin') =>
    !/^(0|off|false|n|no|)$/i.test(settings[name]?.value ?? '');
  const key = settings['server-public-key-path']?.value;
  return {
    at: locate(settings, files),
    user: settings.user?.value || loginName,
    password: settings.password?.value,
    tls: tlsOf(settings),
    getServerPublicKey: on('get-server-public-key'),
    ...(key && { serverPublicKeyPath: key }),
    cleartext: on('enable-cleartext-plugin'),
  };
}

/**
 * A server's place. As with every MySQL client no host and `localhost` mean the socket, with a port too, unless the
 * protocol says TCP; and with another host the socket means nothing.
 */
function locate(settings: Settings, files: Pick<Files, 'mode'>): Endpoint['at'] {
  const host = settings.host?.value || 'localhost';
  const { protocol } = settings;
  const chosen = protocol && oneOf(protocols, protocol.value ?? '', `protocol (${protocol.source})`);
  if (chosen === 'PIPE' || chosen === 'MEMORY') {
    throw new DoctorError(`protocol ${chosen} exists on Windows only`, { hint: 'use TCP or SOCKET' });
  }
  if (chosen === 'SOCKET' && host !== 'localhost') {
    throw new DoctorError(`protocol SOCKET reaches this machine only, and the host is ${host}`);
  }
  const number = portOf(settings.port);
  if (host === 'localhost' && chosen !== 'TCP') {
    const usual = usualSockets.find((path) => files.mode(path) !== undefined) ?? usualSockets[0];
    return { socket: settings.socket?.value || usual };
  }
  return { host, port: number };
}

/** 0 means the default, as an option file may well say. */
function portOf({ value = '', source }: Setting = { value: '', source: '' }): number {
  return /^0*$/.test(value) ? 3306 : parsePort(value, source.startsWith('-') ? source : `port (${source})`);
}

/** How an endpoint is named in messages and reports. */
export const nameOf = ({ at }: Pick<Endpoint, 'at'>): string =>
  'socket' in at ? at.socket : formatAddress(at);
