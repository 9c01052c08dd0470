import { existsSync } from 'node:fs';
import { type Address, formatAddress } from './address.js';

/** Where a server is reached, and as whom. */
export interface Endpoint {
  /** A TCP address, or the path of a Unix socket on this machine. */
  at: Address | { socket: string };
  user: string;
  password: string | undefined;
}

/** Where the packages of MySQL put the server's socket. */
const usualSockets = ['/var/run/mysqld/mysqld.sock', '/var/lib/mysql/mysql.sock', '/tmp/mysql.sock'];

/**
 * The recipient's place from --host, --port and --socket. As with every MySQL client, no host and `localhost`
 * mean the socket, unless a port asks for TCP.
 */
export function locate(options: {
  host?: string | undefined;
  port?: number | undefined;
  socket?: string | undefined;
}): Endpoint['at'] {
  const { host = 'localhost', port, socket } = options;
  if (socket !== undefined) return { socket };
  if (host === 'localhost' && port === undefined) {
    const found = usualSockets.find((path) => existsSync(path));
    if (found) return { socket: found };
  }
  return { host, port: port ?? 3306 };
}

/** How an endpoint is named in messages and reports. */
export const nameOf = ({ at }: Pick<Endpoint, 'at'>): string =>
  'socket' in at ? at.socket : formatAddress(at);
