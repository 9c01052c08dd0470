/** A path without slashes at its end and in double, and without steps that lead nowhere; absolute ones stay so. */
export function tidyPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return `${path.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}

/** A path as the server takes it: relative ones begin in the data directory, which is its working directory. */
export const absolutePath = (datadir: string, path: string): string =>
  tidyPath(path.startsWith('/') ? path : `${datadir}/${path}`);

/** The directory of a file. */
export const directoryOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

/** Whether a path is a directory or lies below it. */
export const isWithin = (directory: string, path: string): boolean =>
  path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`);
