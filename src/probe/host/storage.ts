import type { Place } from '../../evidence/host-facts.js';
import { type HostFacts, known, missing } from './facts.js';
import { natural, naturals } from './numbers.js';
import { one, type Records } from './records.js';
import { refusal } from './refusal.js';

/** Who the server is to the file system. */
interface Credentials {
  uid: number;
  groups: readonly number[];
  /** CAP_DAC_OVERRIDE: permissions of files do not bind it. */
  unbound: boolean;
  /** CAP_FOWNER: it counts as the owner of every file. */
  ownsAll: boolean;
}

/** The paths that the script was to look at, and the number of those that were too many. */
export interface LookedAt {
  places: readonly string[];
  leftOut: number;
}

/** The fact `storage` from what the script said. */
export function storageOf(records: Records, wanted: LookedAt): HostFacts['storage'] {
  const refused = refusal(records, 'storage', "the server's files");
  if (refused) return refused;
  const credentials = credentialsOf(records);
  if (!credentials)
    return missing('error', "what the host probe said of the server's user is not understood");
  const said = saidOf(records);
  const places = (records.get('place') ?? []).map((_, at) => placeOf(records, at, said, credentials));
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
  const has = (bit: bigint) => ((BigInt(`0x${capabilities}`) >> bit) & 1n) === 1n;
  return { uid, groups, unbound: has(1n), ownsAll: has(3n) };
}

const DIRECTORY = 0o040000;
const TYPE = 0o170000;

/** What the programs said of all paths, by the path as the server has it. */
interface Said {
  stat: ReadonlyMap<string, string>;
  free: ReadonlyMap<string, string>;
  /** Lines of ls; GNU's marks with a plus what has an access control list. */
  list: readonly string[];
}

function saidOf(records: Records): Said {
  const root = one(records, 'storage.root') ?? '';
  const lines = (name: string) => (records.get(name) ?? []).join('\n').split('\n');
  const byPath = (name: string, form: RegExp) =>
    new Map(
      lines(name).flatMap((line) => {
        const [, said, path] = form.exec(line) ?? [];
        return said !== undefined && path?.startsWith(root) ? [[path.slice(root.length), said]] : [];
      }),
    );
  return {
    stat: byPath('places.stat', /^(.*?)\t(.*)$/),
    free: byPath('places.free', /^((?:\d+ ){4})(.*)$/),
    list: lines('places.list')
      .filter((line) => /^\S{10}\+/.test(line))
      .map((line) => line.slice(line.indexOf(` ${root}/`) + 1 + root.length)),
  };
}

function placeOf(
  records: Records,
  at: number,
  { stat, free, list }: Said,
  credentials: Credentials,
): Place | undefined {
  const said = (name: string) => records.get(`place.${name}`)?.[at] ?? '';
  const path = records.get('place')?.[at];
  const nearest = said('nearest');
  const [, device, inode, links, mode, uid, gid, bytes, born] =
    /^(\d+) (\d+) (\d+) ([0-9a-f]+) (\d+) (\d+) (\d+) ?(.*)$/.exec(stat.get(nearest) ?? '') ?? [];
  const [available, blockSize, inodes, inodesFree] = naturals(free.get(nearest) ?? '') ?? [];
  if (path === undefined || !device || !inode || !mode) return undefined;
  if (available === undefined || blockSize === undefined) return undefined;
  const mount = mountOf(said('mount'));
  const itself = { mode: Number.parseInt(mode, 16), uid: Number(uid), gid: Number(gid) };
  const isDirectory = (itself.mode & TYPE) === DIRECTORY;
  const above = ancestorsOf(nearest).map((directory) => stat.get(directory));
  const passable = above.every((line) => line === undefined || isAllowed(modeOf(line), 1, credentials));
  const permitted = passable && isAllowed(itself, isDirectory ? 3 : 2, credentials);
  // The mode alone does not tell where there is an access control list.
  const unclear =
    !credentials.unbound && (list.includes(nearest) || (permitted && above.includes(undefined)));
  return {
    path,
    nearest,
    real: said('real') || null,
    isDirectory,
    device,
    inode,
    born: born?.trim() || '-',
    links: Number(links),
    bytes: Number(bytes),
    readable: list.includes(nearest) || isAllowed(itself, 4, credentials),
    removable: isRemovable(itself, above[0], credentials),
    writable: mount?.readOnly ? false : unclear ? null : permitted,
    mount,
    freeBytes: available * blockSize,
    freeInodes: inodes && inodesFree !== undefined ? inodesFree : null,
  };
}

/** The directories above a path, from its own up to the root. */
function ancestorsOf(path: string): string[] {
  const parent = path.slice(0, path.lastIndexOf('/'));
  return path === '/' ? [] : [parent || '/', ...ancestorsOf(parent || '/')];
}

interface Mode {
  mode: number;
  uid: number;
  gid: number;
}

function modeOf(line: string): Mode {
  const [, , , mode = '0', uid = '', gid = ''] = line.split(' ');
  return { mode: Number.parseInt(mode, 16), uid: Number(uid), gid: Number(gid) };
}

/** Whether the kernel grants all of the wanted bits (4 read, 2 write, 1 pass), by path_resolution(7). */
function isAllowed(file: Mode, bits: number, { uid, groups, unbound }: Credentials): boolean {
  if (unbound) return true;
  const shift = file.uid === uid ? 6 : groups.includes(file.gid) ? 3 : 0;
  return ((file.mode >> shift) & bits) === bits;
}

const STICKY = 0o1000;

/** In a directory with the sticky bit only the owners of the file and of the directory may take a file away. */
function isRemovable(file: Mode, above: string | undefined, { uid, ownsAll }: Credentials): boolean {
  const folder = above === undefined ? undefined : modeOf(above);
  return !folder || (folder.mode & STICKY) === 0 || ownsAll || [file.uid, folder.uid].includes(uid);
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
