/** A value as one word of a POSIX shell, whatever it holds. */
export const shellWord = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;
