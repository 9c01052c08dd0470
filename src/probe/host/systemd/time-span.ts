// Seconds of systemd's units; its month is 1/12 of a year of 365.25 days (systemd.time(7)).
const SECONDS: Record<string, number> = {
  y: 31_557_600,
  month: 2_629_800,
  w: 604_800,
  d: 86_400,
  h: 3600,
  min: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  μs: 1e-6,
};

/**
 * Reads a time span as `systemctl show` prints it: `1min 30s`, `100ms`, `1.500s`, `0`, `infinity`.
 *
 * @returns seconds, Infinity, or undefined when it is not a time span.
 */
export function parseTimeSpan(text: string): number | undefined {
  if (text === 'infinity') return Number.POSITIVE_INFINITY;
  if (text === '0') return 0;
  if (!/^\d+(\.\d+)?[a-zμ]+( \d+(\.\d+)?[a-zμ]+)*$/.test(text)) return undefined;
  let micros = 0;
  for (const [, count, unit] of text.matchAll(/([\d.]+)([a-zμ]+)/g)) {
    const seconds = SECONDS[unit ?? ''];
    if (seconds === undefined) return undefined;
    micros += Math.round(Number(count) * seconds * 1e6);
  }
  return micros / 1e6;
}
