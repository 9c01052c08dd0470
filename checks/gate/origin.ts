import type { Collected } from '../../src/evidence/collected.js';
import type { FactValues } from '../../src/evidence/evidence.js';
import { inNetwork, ipv4, isLoopback, maskOf } from '../../src/evidence/ipv4.js';
import type { Client } from './account-match.js';

interface Seen {
  network: Collected<FactValues['network']>;
  donorAddresses: Collected<FactValues['donorAddresses']>;
}

/** The clients as which the donor may see the recipient. */
export interface Origins {
  clients: Client[];
  /** No router lies between that could give the recipient another address. */
  certain: boolean;
}

/**
 * Where the recipient comes from when it connects to the donor; undefined where its host does not tell. On the way
 * through a router it can get another address (NAT): what its host says is then only likely.
 *
 * @param names what the donor knows of addresses; null where it asks for none (skip_name_resolve).
 */
export function originsOf(
  { network, donorAddresses }: Seen,
  names: FactValues['hostCache'] | null,
): Origins | undefined {
  const donors = (donorAddresses.ok && donorAddresses.value) || [];
  const client = (address: string): Client => ({ address, name: nameOf(address, names) });
  if (donors.length > 0 && donors.every(isLoopback)) return { certain: true, clients: [client('127.0.0.1')] };
  if (!network.ok || !network.value) return undefined;
  const { addresses, links } = network.value;
  const own = addresses.filter((address) => !isLoopback(address));
  // Of IPv6 the kernel tells too little here.
  if (own.length === 0 || donors.some((address) => address.includes(':') && !isLoopback(address)))
    return undefined;
  const ways = donors.map((donor) => {
    if (isLoopback(donor) || own.includes(donor)) return [donor];
    return own.filter((address) => links.some((link) => joins(link, address, donor)));
  });
  const certain = ways.length > 0 && ways.every((way) => way.length > 0);
  const from = certain ? [...new Set(ways.flat())] : own;
  return { certain, clients: from.map(client) };
}

function joins(link: string, address: string, donor: string): boolean {
  const [start = '', length = ''] = link.split('/');
  const [network, mask, one, other] = [ipv4(start), maskOf(length), ipv4(address), ipv4(donor)];
  if (network === undefined || mask === undefined || one === undefined || other === undefined) return false;
  return inNetwork(one, network, mask) && inNetwork(other, network, mask);
}

function nameOf(address: string, names: FactValues['hostCache'] | null): Client['name'] {
  if (names === null) return null;
  if (isLoopback(address)) return 'localhost';
  return names.find((entry) => entry.address === address)?.name;
}
