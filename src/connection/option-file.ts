import { DoctorError } from '../doctor-error.js';
import type { Files } from './files.js';

/** One option of an option file: its group and name as they are written, and the value; undefined without a `=`. */
export interface OptionLine {
  group: string;
  name: string;
  value: string | undefined;
  file: string;
  line: number;
}

/** An include directive inside of an included file is followed this deep (mysys/my_default.cc). */
const MAX_DEPTH = 10;

/**
 * Reads an option file and what it includes, in the order in which MySQL's clients do (manual: "Using Option Files").
 *
 * What the manual does not say is as my_print_defaults does it: a `#` outside of quotes begins a comment anywhere and
 * `;` only a whole line; blanks count at the beginning of a group's name and not at its end; files of a folder are
 * read in the order of their names, hidden ones too; a directive that does not exist is passed over.
 *
 * @param warn is told of an included file that cannot be read, which stops no client; a folder does.
 * @throws {DoctorError} where MySQL's clients do not start either: an option before the first group, a group without
 *   an end, a folder that cannot be read.
 */
export function parseOptionFile(
  file: string,
  text: string,
  files: Files,
  warn: (text: string) => void,
  depth = 0,
): OptionLine[] {
  const found: OptionLine[] = [];
  let group: string | undefined;
  for (const [at, raw] of text.split('\n').entries()) {
    const line = at + 1;
    const fail = (what: string) => new DoctorError(`${file}, line ${line}: ${what}`);
    const content = raw.trim();
    const [, directive, target = ''] = /^!(include|includedir)\s+(.+)$/.exec(content) ?? [];
    if (directive !== undefined) {
      const included = directive === 'include' ? [target] : listed(target, files);
      if (included === undefined) throw fail(`cannot read ${target}`);
      if (depth >= MAX_DEPTH) throw fail(`more than ${MAX_DEPTH} files include each other`);
      for (const path of included) {
        const more = files.read(path);
        if (more === undefined) warn(`${file}, line ${line}: cannot read ${path}`);
        else found.push(...parseOptionFile(path, more, files, warn, depth + 1));
      }
    } else if (content.startsWith('[')) {
      const end = content.indexOf(']');
      if (end === -1) throw fail('the group has no ]');
      group = content.slice(1, end).trimEnd();
    } else if (content !== '' && !/^[#;!]/.test(content)) {
      if (group === undefined) throw fail('an option before the first group');
      found.push({ group, ...readOption(content), file, line });
    }
  }
  return found;
}

/** The option files of a folder, in MySQL's order; undefined when there is no such folder. */
const listed = (folder: string, files: Files) =>
  files
    .list(folder)
    ?.filter((name) => name.endsWith('.cnf'))
    .sort()
    .map((name) => `${folder.replace(/\/+$/, '')}/${name}`);

function readOption(content: string): { name: string; value: string | undefined } {
  const text = withoutComment(content);
  const equals = text.indexOf('=');
  if (equals === -1) return { name: text.trimEnd(), value: undefined };
  return { name: text.slice(0, equals).trimEnd(), value: unescaped(unquote(text.slice(equals + 1).trim())) };
}

/** The text before the first `#` that is not inside of quotes; in quotes a backslash hides the next quote. */
function withoutComment(text: string): string {
  const [kept = ''] = /^(?:[^'"#]|'(?:[^'\\]|\\.)*(?:'|\\?$)|"(?:[^"\\]|\\.)*(?:"|\\?$))*/.exec(text) ?? [];
  return kept;
}

/** Quotes go only where the value begins and ends with the same one. */
const unquote = (value: string) =>
  /^(["']).*\1$/.test(value) && value.length > 1 ? value.slice(1, -1) : value;

const escapes: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  s: ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** A backslash before any other character stays (manual: "Using Option Files", the list of escape sequences). */
const unescaped = (value: string) => value.replace(/\\(.)/gs, (both, char: string) => escapes[char] ?? both);
