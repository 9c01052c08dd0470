import type { Files } from '../../src/connection/files.js';

/** A machine that has these files only, each readable by its owner alone but for the modes that are given. */
export const filesOf = (
  contents: Record<string, string | Buffer>,
  modes: Record<string, number> = {},
): Files => ({
  read: (path) => contents[path]?.toString(),
  bytes: (path) => (contents[path] === undefined ? undefined : Buffer.from(contents[path])),
  list: (folder) => {
    const names = Object.keys(contents).filter((path) => path.startsWith(`${folder.replace(/\/$/, '')}/`));
    return names.length === 0
      ? undefined
      : names.map((path) => path.slice(path.lastIndexOf('/') + 1)).reverse();
  },
  mode: (path) => (contents[path] === undefined ? undefined : (modes[path] ?? 0o600)),
});
