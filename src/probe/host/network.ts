import { type HostFacts, known } from './facts.js';
import { one, type Records } from './records.js';
import { refusal } from './refusal.js';

/** The fact `network` from what the script said of it; where it was not asked, it said nothing. */
export function networkOf(records: Records): HostFacts['network'] {
  const refused = refusal(records, 'network', "the server's network");
  if (refused) return refused;
  const ports = one(records, 'network.ports');
  if (ports === undefined) return known(null);
  const all = (name: string) => [...new Set(records.get(name) ?? [])];
  return known({
    addresses: all('network.address'),
    links: all('network.link'),
    ports: [...new Set(ports.split('\n').filter(Boolean))].map((port) => Number.parseInt(port, 16)),
  });
}
