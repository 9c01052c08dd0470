import { absolutePath, directoryOf } from './paths.js';

/** Where a server keeps its files, by its variables, as absolute paths. */
export interface StoragePaths {
  datadir: string;
  /** The directories of the system tablespace's files. */
  systemFiles: string[];
  undo: string;
  /** The directory that holds `redo`. */
  redoHome: string;
  redo: string;
  /** The directories in which InnoDB takes tablespaces for its own. */
  known: string[];
}

/** The one name that InnoDB gives the directory of its redo log, since 8.0.30. */
const REDO = '#innodb_redo';

/** Reads the paths off the variables; undefined when one of them is missing. */
export function storagePaths(variables: Record<string, string>): StoragePaths | undefined {
  const {
    datadir,
    innodb_data_home_dir: home,
    innodb_data_file_path: files,
    innodb_undo_directory: undo,
    innodb_log_group_home_dir: redoHome,
    innodb_directories: directories,
  } = variables;
  const settings = [datadir, home, files, undo, redoHome, directories];
  if (!datadir || settings.some((setting) => setting === undefined)) return undefined;
  const at = (path: string) => absolutePath(datadir, path);
  const own = { undo: at(undo || '.'), home: at(home || '.') };
  return {
    datadir: at('.'),
    systemFiles: [
      ...new Set(
        parseDataFilePath(files ?? '').map(({ name }) => directoryOf(at(`${home ? `${home}/` : ''}${name}`))),
      ),
    ],
    undo: own.undo,
    redoHome: at(redoHome || '.'),
    redo: at(`${redoHome || '.'}/${REDO}`),
    known: [at('.'), own.home, own.undo, ...(directories ?? '').split(';').filter(Boolean).map(at)],
  };
}

/** One file of innodb_data_file_path. */
export interface DataFile {
  name: string;
  bytes: number;
  autoextend: boolean;
}

const UNITS: Record<string, number> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

/** Reads `ibdata1:12M;ibdata2:1G:autoextend:max:8G`; what does not look like that is left out. */
export const parseDataFilePath = (setting: string): DataFile[] =>
  setting.split(';').flatMap((text) => {
    const [, name, size, unit = '', options = ''] =
      /^(.+?):(\d+)([KMG]?)((?::.*)?)$/i.exec(text.trim()) ?? [];
    if (!name || !size) return [];
    const bytes = Number(size) * (UNITS[unit.toUpperCase()] ?? 1);
    return [{ name, bytes, autoextend: /:autoextend/i.test(options) }];
  });

/**
 * The file that holds the rows of a CSV table, which nothing but its length counts; null for other engines, and for
 * names that are not written as they are in the name of a file.
 */
export const csvFile = (
  datadir: string,
  { schema, name, engine }: { schema: string; name: string; engine: string },
): string | null =>
  engine === 'CSV' && /^\w+$/.test(schema) && /^\w+$/.test(name) ? `${datadir}/${schema}/${name}.CSV` : null;
