/** A server version as MySQL and its forks write it: `8.0.36-28`, `9.7.4`, `10.11.6-MariaDB-0+deb12u1`. */
export interface Version {
  major: number;
  minor: number;
  patch: number;
  /** What follows the first `-`, empty without one. */
  suffix: string;
}

/** Reads @@version; undefined where it does not begin with three numbers. */
export function parseVersion(text: string): Version | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)(?:-(.*))?$/.exec(text);
  if (!match) return undefined;
  return {
    major: Number(match[1]),
    minor: Number(match[2]),
    patch: Number(match[3]),
    suffix: match[4] ?? '',
  };
}

/** Whether a version is `major.minor.patch` or later. */
export function isAtLeast(version: Version, major: number, minor: number, patch: number): boolean {
  if (version.major !== major) return version.major > major;
  if (version.minor !== minor) return version.minor > minor;
  return version.patch >= patch;
}
