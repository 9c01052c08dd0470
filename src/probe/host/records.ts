/** The record that begins the script's output; whatever a login shell prints before it is not ours. */
export const BEGIN = 'mysql-clone-doctor host probe';
/** The record that ends it; without it the output is cut off and nothing of it is believed. */
export const END = 'mysql-clone-doctor end';

/** The values of each name, in the order in which the script said them. */
export type Records = ReadonlyMap<string, readonly string[]>;

/**
 * Reads the script's output: records `NAME=VALUE`, each ended by a NUL.
 *
 * @returns undefined when the output has no beginning or no end.
 */
export function readRecords(stdout: string): Records | undefined {
  const begin = stdout.indexOf(`${BEGIN}=1\0`);
  const end = stdout.indexOf(`\0${END}=1\0`, begin);
  if (begin === -1 || end === -1) return undefined;
  const records = new Map<string, string[]>();
  for (const record of stdout.slice(begin, end).split('\0')) {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(record) ?? [];
    records.set(name, [...(records.get(name) ?? []), value]);
  }
  return records;
}

/** The one value of a name; undefined when it was not said. */
export const one = (records: Records, name: string): string | undefined => records.get(name)?.[0];
