import type { Place } from '../../evidence/host-facts.js';
import { type HostFacts, known, missing } from './facts.js';
import { natural, naturals } from './numbers.js';
import { one, type Records } from './records.js';
import { refusal } from './refusal.js';
import type { Wanted } from './wanted.js';

/** Who the server is to the file system. */
interface Credentials {
  uid: number;
  groups: readonly number[];
  /** CAP_DAC_OVERRIDE: permissions of files do not bind it. */
  unbound: boolean;
}

/** The fact `storage` from what the script said. */
export function storageOf(records: Records, wanted: Wanted): HostFacts['storage'] {
  const refused = refusal(records, 'storage', "the server's files");
  if (refused) return refused;
  const credentials = credentialsOf(records);
  if (!credentials)
    return missing('error', "what the host probe said of the server's user is not understood");
  const places = (records.get('place') ?? []).map((_, at) => placeOf(records, at, credentials));
  const whole = places.filter((place) => place !== undefined);
  if (whole.length !== wanted.places.length) {
    const lost = wanted.places.filter((_, at) => !places[at]);
    return missing('error', `the host probe could not look at ${lost.slice(0, 3).join(', ')}`);
  }
  return known({
    places: whole,
    leftOut: wanted.leftOut,
    binaryLogBytes: binaryLogBytes(one(records, 'storage.binaryLogs') ?? ''),
    kernelStart: natural(one(records, 'storage.kernelStart')) ?? null,
    confinement: confinementOf(one(records, 'storage.confinement') ?? ''),
  });
}

function credentialsOf(records: Records): Credentials | undefined {
  const uid = natural(one(records, 'storage.uid'));
  const groups = naturals(one(records, 'storage.groups') ?? '');
  const capabilities = one(records, 'storage.capabilities') ?? '';
  if (uid === undefined || !groups || !/^[0-9a-f]+$/i.test(capabilities)) return undefined;
  return { uid, groups, unbound: ((BigInt(`0x${capabilities}`) >> 1n) & 1n) === 1n };
}

const DIRECTORY = 0o040000;
const TYPE = 0o170000;

function placeOf(records: Records, at: number, credentials: Credentials): Place | undefined {
  const said = (name: string) => records.get(`place.${name}`)?.[at] ?? '';
  const path = records.get('place')?.[at];
  const [, device, inode, links, mode, uid, gid, born] =
    /^(\d+) (\d+) (\d+) ([0-9a-f]+) (\d+) (\d+) ?(.*)$/.exec(said('stat')) ?? [];
  const [available, blockSize, inodes, inodesFree] = naturals(said('free')) ?? [];
  if (path === undefined || !device || !inode || !mode) return undefined;
  if (available === undefined || blockSize === undefined) return undefined;
  const mount = mountOf(said('mount'));
  const itself = { mode: Number.parseInt(mode, 16), uid: Number(uid), gid: Number(gid) };
  const isDirectory = (itself.mode & TYPE) === DIRECTORY;
  // GNU ls marks with a plus what has an access control list: the mode alone does not tell there.
  const hasList = /^\S{10}\+/.test(said('list'));
  const passable = said('way')
    .split('\n')
    .filter(Boolean)
    .every((line) => isAllowed(modeOf(line), 1, credentials));
  const permitted = passable && isAllowed(itself, isDirectory ? 3 : 2, credentials);
  return {
    path,
    nearest: said('nearest'),
    real: said('real') || null,
    isDirectory,
    device,
    inode,
    born: born?.trim() || '-',
    links: Number(links),
    writable: mount?.readOnly ? false : hasList && !credentials.unbound ? null : permitted,
    mount,
    freeBytes: available * blockSize,
    freeInodes: inodes && inodesFree !== undefined ? inodesFree : null,
  };
}

interface Mode {
  mode: number;
  uid: number;
  gid: number;
}

function modeOf(line: string): Mode {
  const [mode = '0', uid = '', gid = ''] = line.split(' ');
  return { mode: Number.parseInt(mode, 16), uid: Number(uid), gid: Number(gid) };
}

/** Whether the kernel grants all of the wanted bits (4 read, 2 write, 1 pass), by path_resolution(7). */
function isAllowed(file: Mode, bits: number, { uid, groups, unbound }: Credentials): boolean {
  if (unbound) return true;
  const shift = file.uid === uid ? 6 : groups.includes(file.gid) ? 3 : 0;
  return ((file.mode >> shift) & bits) === bits;
}

function mountOf(line: string): Place['mount'] {
  const [point, type, options] = line.split('\t');
  if (!point || !type || options === undefined) return null;
  const flags = options.split(',');
  return { point, type, readOnly: flags.includes('ro'), redirects: flags.includes('redirects') };
}

/** Lines of a number of blocks and their size. */
const binaryLogBytes = (text: string): number =>
  text
    .split('\n')
    .map((line) => naturals(line) ?? [])
    .reduce((sum, [blocks = 0, size = 0]) => sum + blocks * size, 0);

/** The kernel ends the label with a newline or a NUL; AppArmor calls what it lets alone `unconfined`. */
function confinementOf(text: string): string | null {
  const label = text.replaceAll('\0', '').trim();
  return label === '' || label === 'unconfined' || /:unconfined_(service_)?t:/.test(label) ? null : label;
}
