/**
 * The words of a list as `systemctl show` prints it (shell_maybe_quote() in systemd's src/basic/escape.c): bare,
 * `"quoted"`, or `$'quoted'`, with C escapes inside of the quotes.
 *
 * @returns undefined when the text is not such a list.
 */
export function parseQuotedWords(text: string): string[] | undefined {
  const words: string[] = [];
  for (let rest = text.trimEnd(); rest !== ''; ) {
    const [token, double, single, bare] = WORD.exec(rest) ?? [];
    if (token === undefined) return undefined;
    words.push(bare ?? unescapeC(double ?? single ?? ''));
    rest = rest.slice(token.length);
  }
  return words;
}

const WORD = /^ *(?:"((?:[^"\\]|\\.)*)"|\$'((?:[^'\\]|\\.)*)'|([^ "]+))(?= |$)/s;

const ESCAPE = /\\(?:([0-7]{3})|x([0-9a-fA-F]{2})|(.))/gs;

const LETTERS: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  s: ' ',
};

const unescapeC = (text: string): string =>
  text.replace(ESCAPE, (_, octal?: string, hex?: string, char = '') => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return LETTERS[char] ?? char;
  });
