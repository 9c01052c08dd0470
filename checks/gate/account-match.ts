import { inNetwork, ipv4, maskOf } from '../../src/evidence/ipv4.js';
import type { Account } from '../../src/evidence/server-facts.js';

/** A client as a server sees it. */
export interface Client {
  /** Undefined where nobody knows it. */
  address: string | undefined;
  /** The name that the server finds for the address: null for none, undefined where nobody knows. */
  name: string | null | undefined;
}

/**
 * The accounts that a server may choose for a user who comes from there; undefined among them is none at all. Of all
 * that fit it takes the first by its order of host patterns; an anonymous account fits every user (manual: "Access
 * Control, Stage 1: Connection Verification").
 */
export function accountsFor(
  accounts: readonly Account[],
  user: string,
  client: Client,
): (Account | undefined)[] {
  const possible: (Account | undefined)[] = [];
  const candidates = accounts.filter((account) => account.user === user || account.user === '');
  for (const account of candidates.toSorted(inServerOrder)) {
    const fits = fitsHost(account.host, client);
    if (fits !== false) possible.push(account);
    if (fits) return possible;
  }
  return [...possible, undefined];
}

/** Whether a host pattern of an account fits a client; undefined where that depends on what nobody knows. */
export function fitsHost(pattern: string, { address, name }: Client): boolean | undefined {
  if (pattern === '%' || pattern === '') return true;
  // No address of another host gets this name: it would have to lead back to that address.
  if (pattern.toLowerCase() === 'localhost') return name === 'localhost';
  const network = networkOf(pattern);
  if (network) {
    if (address === undefined) return undefined;
    const number = ipv4(address);
    return number !== undefined && inNetwork(number, network.address, network.mask);
  }
  // Text is compared with the address and with the name. A name cannot look like an address: the server sees to it.
  const numeric = /^[\d.%_]+$/.test(pattern) || pattern.includes(':');
  const byAddress = address === undefined ? (numeric ? undefined : false) : like(pattern, address);
  const byName = numeric || name === null ? false : name === undefined ? undefined : like(pattern, name);
  if (byAddress || byName) return true;
  return byAddress === undefined || byName === undefined ? undefined : false;
}

/** LIKE as the server does it for host patterns, in whatever case. */
function like(pattern: string, text: string): boolean {
  const expression = pattern.replaceAll(/\\?./gs, (part) => {
    if (part === '%') return '.*';
    if (part === '_') return '.';
    return (part.length > 1 ? part.slice(1) : part).replaceAll(/[^\w]/g, '\\$&');
  });
  return new RegExp(`^${expression}$`, 'is').test(text);
}

interface Network {
  address: number;
  mask: number;
  /** One address, a CIDR network (8.0.23 and later), a network with its mask written out. */
  kind: 0 | 1 | 2;
}

/** The IPv4 address or network that a pattern is, if it is one. */
function networkOf(pattern: string): Network | undefined {
  const [start = '', length] = pattern.split('/');
  const address = ipv4(start);
  const mask = length === undefined ? 2 ** 32 - 1 : maskOf(length);
  if (address === undefined || mask === undefined) return undefined;
  return { address, mask, kind: length === undefined ? 0 : length.includes('.') ? 2 : 1 };
}

/** sql/auth/sql_auth_cache.cc, ACL_compare and get_sort(): addresses and networks before all text, wide ones last. */
function inServerOrder(a: Account, b: Account): number {
  const [one, other] = [networkOf(a.host), networkOf(b.host)];
  if (one && other)
    return one.kind - other.kind || other.mask - one.mask || specificity(b.user) - specificity(a.user);
  if (one || other) return one ? -1 : 1;
  return specificity(b.host) - specificity(a.host) || specificity(b.user) - specificity(a.user);
}

/** Text without wildcards first, then the longest before its first wildcard; nothing at all comes last. */
function specificity(text: string): number {
  const wildcard = text.replaceAll(/\\./g, '..').search(/[%_]/);
  if (wildcard >= 0) return Math.min(wildcard + 1, 127);
  return text === '' ? 0 : 128;
}
