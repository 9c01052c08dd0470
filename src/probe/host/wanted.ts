/** What the host is asked about the server's files. */
export interface Wanted {
  /** Absolute paths to look at. */
  places: string[];
  /** Paths that were not taken in, because there are too many. */
  leftOut: number;
  /** The absolute path of the binary logs without their numbers; empty where there are none. */
  binaryLogs: string;
}
