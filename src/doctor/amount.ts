const units = ['MiB', 'GiB', 'TiB', 'PiB'];

/** A number of bytes for people: 12 MiB, 74.6 GiB. */
export function amount(bytes: number): string {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(bytes / 2 ** 20) / 10)));
  return `${Math.round((bytes / 2 ** (20 + 10 * step)) * 10) / 10} ${units[step]}`;
}

/** A number of seconds for people: 40 s, 13 min, 2 h 5 min. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A noun, with its verb where it has one, for a number of things: schema, schemas. */
export const plural = (count: number | bigint, one: string, many = `${one}s`): string =>
  Number(count) === 1 ? one : many;
