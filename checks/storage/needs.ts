import type { Place, Storage } from '../../src/evidence/host-facts.js';
import type { TablespaceGroup } from '../../src/evidence/server-facts.js';
import type { StoragePaths } from '../../src/evidence/storage-paths.js';
import { placeAt } from './places.js';

/** What CLONE drops on the recipient: the tablespaces of users. */
const isDropped = ({ own }: TablespaceGroup) => !own;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, next) => total + next, 0);

/** Where the files of a group lie on the recipient once they are copied. */
const targetOf = (group: TablespaceGroup, paths: StoragePaths): string =>
  group.type === 'Undo' ? paths.undo : (group.directory ?? paths.datadir);

/** One file system of the recipient, what it has and what comes onto it. */
export interface Disk {
  place: Place;
  /** Bytes that come onto it, redo left out. */
  needed: number;
  /** Bytes that are free once the recipient's own data is dropped. */
  available: number;
  /** What comes onto it, for people. */
  contents: string[];
  /** Files that come onto it. */
  files: number;
}

/** Everything that decides about space. */
export interface Spaces {
  storage: Storage;
  paths: StoragePaths;
  recipientGroups: readonly TablespaceGroup[];
  donorGroups: readonly TablespaceGroup[];
  donorSystemBytes: number;
}

/** Bytes that dropping the recipient's data and binary logs frees on one device. */
export function freedOn(
  device: string,
  { storage, paths, recipientGroups }: Pick<Spaces, 'storage' | 'paths' | 'recipientGroups'>,
): number {
  const onIt = (path: string) => placeAt(storage, path)?.device === device;
  const tables = recipientGroups
    .filter(isDropped)
    .filter((group) => onIt(group.directory ?? paths.datadir))
    .map(({ allocatedBytes }) => allocatedBytes);
  return sum(tables) + (onIt(paths.datadir) ? storage.binaryLogBytes : 0);
}

/** The file systems onto which the copy is spread; undefined when the host did not tell of one of them. */
export function disksOf(spaces: Spaces): Disk[] | undefined {
  const { storage, paths, donorGroups, donorSystemBytes } = spaces;
  const parts = [
    { path: paths.systemFiles[0] ?? paths.datadir, bytes: donorSystemBytes, files: 1 },
    ...donorGroups.map((group) => ({
      path: targetOf(group, paths),
      bytes: group.allocatedBytes,
      files: group.count,
    })),
  ];
  const disks = new Map<string, Disk>();
  for (const { path, bytes, files } of parts) {
    const place = placeAt(storage, path);
    if (!place) return undefined;
    const disk = disks.get(place.device) ?? {
      place,
      needed: 0,
      available: place.freeBytes + freedOn(place.device, spaces),
      contents: [],
      files: 0,
    };
    disk.needed += bytes;
    disk.files += files;
    if (!disk.contents.includes(path)) disk.contents.push(path);
    disks.set(place.device, disk);
  }
  return [...disks.values()];
}
