import { shInLab } from './keeper.js';
import type { ProcessRef } from './processes.js';
import { run } from './run.js';
import type { HostRecord, LabState } from './state.js';

/** A lab's share of the address space; `id` is the name of the machine's interface into it. */
export interface Network {
  id: string;
  subnet: string;
}

/**
 * Connects the lab's network namespace with the machine's: a bridge there, an interface here, in a /24 nobody uses.
 * The interface's name is what two labs starting at once compete for. All of it ends with the namespace.
 */
export async function createNetwork(keeper: ProcessRef): Promise<Network> {
  const taken = (await run(['ip', '-4', 'route', 'show', 'table', 'all'])).stdout;
  for (let n = 1; n < 255; n += 1) {
    const id = `mcd${n}`;
    const subnet = `10.213.${n}`;
    if (taken.includes(`${subnet}.`)) continue;
    const peer = ['peer', 'name', 'uplink', 'netns', String(keeper.pid)];
    const added = await run(['ip', 'link', 'add', id, 'type', 'veth', ...peer], { check: false });
    if (/exists/.test(added.stderr)) continue;
    if (added.code !== 0) throw new Error(`no network for the lab: ${added.stderr.trim()}`);
    await shInLab(
      keeper,
      'ip link set lo up; ip link add br0 type bridge; ip link set br0 up; ip link set uplink master br0 up',
    );
    await run(['ip', 'address', 'add', `${subnet}.1/24`, 'dev', id]);
    await run(['ip', 'link', 'set', id, 'up']);
    return { id, subnet };
  }
  throw new Error('no free network among 10.213.1.0/24 to 10.213.254.0/24');
}

/**
 * Gives a host a new network namespace with its address on eth0, in place of one it may have had. The hardware
 * address stays the same, or its neighbours would talk to the old one until their ARP caches time out.
 */
export async function createHostNetwork(lab: LabState, host: HostRecord): Promise<void> {
  const script = `
    if [ -e "/run/netns/$1" ]; then ip link del "v-$2" 2>/dev/null || true; ip netns del "$1"; fi
    ip netns add "$1"
    ip link add "v-$2" type veth peer name eth0 address "$4" netns "$1"
    ip link set "v-$2" master br0 up
    ip -n "$1" link set lo up
    ip -n "$1" address add "$3/24" dev eth0
    ip -n "$1" link set eth0 up`;
  await shInLab(lab.keeper, script, [host.name, String(host.number), host.address, hardwareAddress(host)]);
}

/** A locally administered address made of the host's IPv4 address. */
const hardwareAddress = ({ address }: HostRecord): string =>
  ['02', '00', ...address.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0'))].join(':');
