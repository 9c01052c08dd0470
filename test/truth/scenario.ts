import type { Outcome } from '../../src/doctor/finding.js';

/** What is done to one host of a healthy pair before the doctor looks at it. Applied from top to bottom. */
export interface Change {
  /** Puts an empty MariaDB into MySQL's place, whatever was there; goes with `sql` and `shell`. */
  mariadb?: boolean;
  /** Files on the host, by path, readable by all; in force after a restart. */
  files?: Record<string, string>;
  /** A shell script on the host, as root, before anything else happens to the server. */
  before?: string;
  /** Lines of the [mysqld] section, in force after a restart. */
  options?: string[];
  /** A drop-in of mysql.service, in force after a restart. */
  dropIn?: string;
  /** Makes the server report another version of the same length, given its own; in force after a restart. */
  version?: (own: string) => string;
  /** Like `dropIn`, but the server is not restarted: systemd knows it, the process does not. */
  lateDropIn?: string;
  /** Stops the service and starts the server with this shell script instead. */
  startWith?: string;
  /** SQL, as root. */
  sql?: string;
  /** A shell script on the host, as root, while the server runs. */
  shell?: string;
}

/** How a real CLONE is made to end in a certain way. */
export interface Scenario {
  /** Unique; says what differs from a healthy pair. */
  name: string;
  recipient?: Change;
  donor?: Change;
  /** Where the donor is, if it has no host of its own: a second server on the recipient's, or the recipient itself. */
  donorIs?: 'beside the recipient' | 'the recipient';
  /** Options of the doctor's command line that tell it of the same plan, or of what it cannot know. */
  doctorOptions?: string[];
  /** The donor's place in the statement, `HOST:PORT`; without it the name of its host and its port. */
  cloneFrom?: string;
  /** A clause after IDENTIFIED BY, such as REQUIRE NO SSL. */
  clause?: string;
  /** The signal that the client of the statement gets after so many seconds. */
  client?: { signal: 'INT' | 'KILL'; afterSeconds: number };
  /**
   * SQL on the recipient, as root, that makes the server clone on its own, in place of the statement. Nobody sees
   * the error number of such a clone.
   */
  trigger?: string;
  /** The known end of the story, from earlier real clones. */
  ends: Ending;
  /** What the doctor must say where the end cannot be known from outside: `unknown`. */
  predicted?: Ending;
  /** Checks that must warn or fail, where the ending alone does not tell what the doctor saw. */
  findings?: string[];
  /** Checks that must neither warn nor fail: what looks like their problem is none. */
  quiet?: string[] | 'all';
  /** What checks say by id, where a pass is not the whole answer. */
  says?: Record<string, RegExp>;
  /** Facts that are read off the servers after the clone, for what an ending does not tell. */
  proof?: Proof[];
}

/** A question to a server after the clone, and the answer that shows what happened. */
export interface Proof {
  on: 'recipient' | 'donor';
  /** Rows, tab-separated. */
  sql: string;
  shows: RegExp;
}

/** How a clone ended, or was predicted to end. */
export interface Ending {
  outcome: Outcome;
  /** The error of the client, where there was one. */
  errno?: number;
  /** The donor's error inside 3862. */
  donorErrno?: number;
}

/** Shows an ending in one word or two. */
export const showEnding = ({ outcome, errno, donorErrno }: Ending): string =>
  [outcome, errno, donorErrno && `(${donorErrno})`].filter(Boolean).join(' ');
