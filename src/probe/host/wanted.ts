import type { Side } from '../../evidence/evidence.js';
/** What the host is asked about the server's files, and about the donor's name. */
export interface Wanted {
  /** A donor's host is asked about files alone: CLONE does not restart it. */
  side: Side;
  /** Absolute paths to look at. */
  places: string[];
  /** The absolute path of the binary logs without their numbers; empty where there are none. */
  binaryLogs: string;
  /** `@@plugin_dir`; empty asks nothing. */
  pluginDirectory: string;
  /** `@@clone_ssl_ca`, or what it will be; empty asks nothing. */
  cloneAuthority: string;
  /** `@@clone_ssl_cert` and `@@clone_ssl_key`; without the first nothing is asked. */
  cloneCertificate: string;
  cloneKey: string;
  /** The donor's name as the statement will have it: whether this host knows it. Empty asks nothing. */
  donorHost: string;
  /** Whether the server's program is to be asked if it takes its options as they are now. */
  tryOptions: boolean;
}

/** What only both servers together tell to look at. */
export interface Further {
  /** More absolute paths. */
  places: readonly string[];
  /** Whether addresses and ports matter. */
  network: boolean;
}
