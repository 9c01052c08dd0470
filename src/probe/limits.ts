/** What bounds a probe. */
export interface Limits {
  /** For each connection, statement and host, in milliseconds. */
  timeoutMs: number;
  /** Ends it early, when nobody waits for its answer any more. */
  signal?: AbortSignal | undefined;
}
