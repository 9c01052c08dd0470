/** Numbers `from` to `to`, both included. */
interface Interval {
  from: number;
  to: number;
}

/** A GTID set: the numbers of each origin, which is a UUID, since MySQL 8.3 perhaps with a tag: `UUID:tag`. */
export type GtidSet = ReadonlyMap<string, readonly Interval[]>;

/**
 * Reads a set as gtid_executed shows it: `UUID:1-5:7, UUID:1:tag:1-3`.
 *
 * @throws {Error} when the text is no GTID set.
 */
export function parseGtidSet(text: string): GtidSet {
  const set = new Map<string, Interval[]>();
  for (const part of text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)) {
    const [uuid = '', ...words] = part
      .toLowerCase()
      .split(':')
      .map((word) => word.trim());
    let origin = uuid;
    for (const word of words) {
      const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(word) ?? [];
      if (from !== undefined)
        set.set(origin, [...(set.get(origin) ?? []), { from: Number(from), to: Number(to ?? from) }]);
      else if (/^[a-z_][a-z0-9_]*$/.test(word)) origin = `${uuid}:${word}`;
      else throw new Error(`not a GTID set: ${part}`);
    }
  }
  return set;
}

/** What is in the first set and not in the second. */
export function subtractGtids(first: GtidSet, second: GtidSet): GtidSet {
  const rest = new Map<string, Interval[]>();
  for (const [origin, intervals] of first) {
    let left = [...intervals];
    for (const { from, to } of second.get(origin) ?? []) {
      left = left.flatMap((interval) =>
        [
          { from: interval.from, to: Math.min(interval.to, from - 1) },
          { from: Math.max(interval.from, to + 1), to: interval.to },
        ].filter((piece) => piece.from <= piece.to),
      );
    }
    if (left.length > 0) rest.set(origin, left);
  }
  return rest;
}

/** How many transactions a set names. */
export const countGtids = (set: GtidSet): number =>
  [...set.values()].flat().reduce((count, { from, to }) => count + to - from + 1, 0);

/** The set as the server writes it, one origin after the other. */
export const showGtidSet = (set: GtidSet): string =>
  [...set]
    .map(([origin, intervals]) =>
      [origin, ...intervals.map(({ from, to }) => (from === to ? from : `${from}-${to}`))].join(':'),
    )
    .join(',');
