import type { Remedy } from '../../src/doctor/finding.js';
import type { DataFile } from '../../src/evidence/storage-paths.js';

/** Bytes of the files: what the setting says, and for a last one that grows what the others leave of the whole. */
export function sizesOf(settings: readonly DataFile[], total: number): number[] {
  const last = settings.at(-1);
  const fixed = settings.filter((file) => file !== last).map(({ bytes }) => bytes);
  if (!last) return fixed;
  return [...fixed, last.autoextend ? fixed.reduce((left, bytes) => left - bytes, total) : last.bytes];
}

/** What makes the recipient's system tablespace like the donor's. */
export const withTheSetting = (ours: string, theirs: string): Remedy[] => [
  {
    on: 'recipient-host',
    kind: 'manual',
    text: `Initialize the recipient's data directory anew with innodb_data_file_path=${theirs} (now ${ours}) in its option file: CLONE would drop its data anyway.`,
  },
];
