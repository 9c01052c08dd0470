import { readdirSync, readFileSync, statSync } from 'node:fs';

/** What is read of the machine to find out how to connect. */
export interface Files {
  /** A file's text; undefined when it cannot be read. */
  read(path: string): string | undefined;
  bytes(path: string): Buffer | undefined;
  /** The names in a folder; undefined when it cannot be read. */
  list(folder: string): string[] | undefined;
  /** The permission bits of an existing file. */
  mode(path: string): number | undefined;
}

/** The value, or undefined where the file system refuses. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** This machine's files. */
export const realFiles: Files = {
  read: (path) => attempt(() => readFileSync(path, 'utf8')),
  bytes: (path) => attempt(() => readFileSync(path)),
  list: (folder) => attempt(() => readdirSync(folder)),
  mode: (path) => attempt(() => statSync(path).mode & 0o777),
};
