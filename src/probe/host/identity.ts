/** What the server says of itself: enough to know its process by, among several servers on one host. */
export type Identity = {
  /** `@@version`; option files can have a section for one series. */
  version?: string | undefined;
  /** `@@pid_file`; may be relative to the data directory. */
  pidFile: string;
  /** `@@datadir` */
  datadir: string;
  /** `@@server_uuid`; without it no process can be proved to be the server. */
  serverUuid?: string | undefined;
  /** `@@hostname`; for messages only: it is no proof. */
  hostname: string;
  /** `@@port`; for messages only. */
  port: number;
};

/** The pid file's path as the server resolves it. */
export const pidFilePath = ({ pidFile, datadir }: Identity): string =>
  pidFile.startsWith('/') ? pidFile : `${withoutSlash(datadir)}/${pidFile}`;

/** A directory without slashes at its end: `@@datadir` ends with one. */
export const withoutSlash = (directory: string): string => directory.replace(/\/+$/, '');
