import type { Place, Storage } from '../../src/evidence/host-facts.js';
import { isWithin, tidyPath } from '../../src/evidence/paths.js';

/** A place that the host was asked about. */
export const placeAt = (storage: Storage, path: string): Place | undefined =>
  storage.places.find((place) => place.path === path);

/** Whether the path itself exists, rather than only a directory above it. */
export const exists = (place: Place): boolean => place.nearest === place.path;

/** The path without symbolic links, as far as it exists; the path itself where that is not known. */
export function realPath(storage: Storage | undefined, path: string): string {
  const place = storage && placeAt(storage, path);
  if (!place?.real || !place.isDirectory) return path;
  return tidyPath(`${place.real}/${path.slice(place.nearest.length)}`);
}

/** Whether the path is a mount point itself. */
export const isMountPoint = (place: Place): boolean =>
  exists(place) && place.mount !== null && place.mount.point === place.real;

/** Whether one of the directories is the path or lies above it. */
export const isBelowAny = (directories: readonly string[], path: string): boolean =>
  directories.some((directory) => isWithin(directory, path));

/** A file's size in the unit of innodb_data_file_path, so that two sizes that differ also look different. */
export function mebibytes(bytes: number): string {
  const rounded = Math.round((bytes / 2 ** 20) * 10) / 10;
  return `${rounded} MiB`;
}

/** Names for a sentence: three of them, and how many more. */
export const someOf = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
