import { isIPv6 } from 'node:net';
import { DoctorError } from '../doctor-error.js';

/** A server's TCP address. */
export interface Address {
  host: string;
  port: number;
}

const DEFAULT_PORT = 3306;

/**
 * Reads `HOST`, `HOST:PORT`, `[IPV6]:PORT` or a bare IPv6 address.
 *
 * @throws {DoctorError} that names the option and the value when it is none of these.
 */
export function parseAddress(text: string, option: string): Address {
  const { host, port = DEFAULT_PORT } = splitAddress(text, option);
  return { host, port };
}

/** The same, where another place may say the port. */
export function splitAddress(text: string, option: string): { host: string; port?: number } {
  // Node compiles its pattern for IPv6 when it is asked first, which takes milliseconds: not for HOST:PORT.
  if (/:.*:/.test(text) && isIPv6(text)) return { host: text };
  const [, host, port] = /^\[(.+)\](?::(\d+))?$/.exec(text) ?? /^([^:]+)(?::(\d+))?$/.exec(text) ?? [];
  if (host && (text.startsWith('[') ? isIPv6(host) : !host.includes(':'))) {
    return { host, ...(port !== undefined && { port: parsePort(port, option) }) };
  }
  throw new DoctorError(`${option}: '${text}' is not HOST or HOST:PORT`, {
    hint: `for example ${option} db1 or ${option} db1:3306`,
  });
}

/**
 * Reads a TCP port, 1 to 65535.
 *
 * @throws {DoctorError} that names the option and the value.
 */
export function parsePort(text: string, option: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65535) return port;
  throw new DoctorError(`${option}: '${text}' is not a port (1 to 65535)`);
}

/** Writes an address as people type it. */
export const formatAddress = ({ host, port }: Address): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
