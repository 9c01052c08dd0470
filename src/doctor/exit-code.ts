import type { Finding } from './finding.js';

/** The doctor could not run: bad usage, no connection, an internal error. */
export const COULD_NOT_RUN = 3;

/** One exit code for every format: 0 nothing to say, 1 a warning, 2 a failure, 3 something could not be seen. */
export function exitCodeOf(findings: readonly Finding[]): 0 | 1 | 2 | 3 {
  const seen = new Set(findings.map((f) => f.status));
  if (seen.has('fail')) return 2;
  if (seen.has('unknown')) return 3;
  if (seen.has('warn')) return 1;
  return 0;
}
