/**
 * A piece of shell script, written as it runs: backslashes stay, and only the `${` of a shell expansion is written
 * `\${`, because a template would take it for its own.
 */
export const sh = ({ raw }: TemplateStringsArray): string =>
  raw.join('').replaceAll('\\${', '${').trimStart();
