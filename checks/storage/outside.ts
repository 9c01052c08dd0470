import type { Storage } from '../../src/evidence/host-facts.js';
import { tidyPath } from '../../src/evidence/paths.js';
import type { TablespaceGroup } from '../../src/evidence/server-facts.js';
import { isBelowAny, realPath } from './places.js';

/** Tablespaces that CLONE creates at their own absolute path, because they lie outside of the data directory. */
export interface Outside extends TablespaceGroup {
  directory: string;
}

/** Undo tablespaces are not among them: all of them go to the recipient's innodb_undo_directory. */
export const outsideOf = (groups: readonly TablespaceGroup[]): Outside[] =>
  groups.flatMap((group) =>
    group.directory === null || group.type === 'Undo'
      ? []
      : [{ ...group, directory: tidyPath(group.directory) }],
  );

/** The directories of such tablespaces, each once. */
export const directoriesOf = (outside: readonly Outside[]): string[] => [
  ...new Set(outside.map(({ directory }) => directory)),
];

/** The directories that InnoDB does not know; it follows symbolic links on both sides. */
export function unknownTo(
  known: readonly string[],
  directories: readonly string[],
  storage: Storage | undefined,
): string[] {
  const real = known.map((directory) => realPath(storage, directory));
  return directories.filter((directory) => !isBelowAny(real, realPath(storage, directory)));
}
