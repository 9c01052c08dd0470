/**
 * A piece of shell script, written as it runs: backslashes stay, and only the `${` of a shell expansion is written
 * `\${`, because a template would take it for its own.
 */
export const sh = ({ raw }: TemplateStringsArray): string =>
  raw.join('').replaceAll('\\${', '${').trimStart();

/** A value as one word of a POSIX shell, whatever it holds. */
export const quote = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;
