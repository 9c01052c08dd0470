const LIMIT = 300;

/** The last line of an error output, ready to be put behind a sentence as `: words`; empty when there is none. */
export function lastWords(stderr: string): string {
  const lines = stderr
    .split(/[\r\n]+/)
    .map(printable)
    .filter((line) => line !== '');
  const last = lines.at(-1);
  return last === undefined ? '' : `: ${last.slice(0, LIMIT)}`;
}

/** Without terminal escapes and control characters: the text goes to other terminals and into reports. */
const printable = (line: string) =>
  line
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
    .replace(/\x1b\[[0-9;?]*[A-Za-z]|[\x00-\x1f\x7f]/g, ' ')
    .trim();
