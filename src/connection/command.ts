import { DoctorError } from '../doctor-error.js';

/** A command that gives a shell on a host: the program and its arguments, run without a local shell. */
export type Command = readonly string[];

/**
 * Splits a command line into words as a POSIX shell does: blanks, both kinds of quotes, backslashes (POSIX.1-2017,
 * Shell Command Language, 2.2). Nothing is expanded and nothing is an operator: `$`, `|`, `*` and `#` stand for themselves.
 *
 * @throws {DoctorError} that names the option when a quote is not closed, a backslash ends the text, or there is
 *   no word.
 */
export function parseCommand(text: string, option: string): Command {
  const words: string[] = [];
  let word: string | undefined;
  let rest = text;
  while (rest !== '') {
    const [token] = TOKEN.exec(rest) ?? [''];
    if (token === '') throw new DoctorError(`${option}: ${unfinished(rest)} in ${JSON.stringify(text)}`);
    rest = rest.slice(token.length);
    if (BLANKS.test(token)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + literal(token);
    }
  }
  if (word !== undefined) words.push(word);
  if (!words[0])
    throw new DoctorError(`${option}: the command is empty`, { hint: `for example ${option} 'ssh db2'` });
  return words;
}

const BLANKS = /^[ \t\n]+$/;
const TOKEN = /^(?:[ \t\n]+|'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^ \t\n'"\\]+)/s;

function literal(token: string): string {
  switch (token[0]) {
    case "'":
      return token.slice(1, -1);
    case '"':
      // Between double quotes a backslash is special only before these; a backslash and newline join two lines.
      return token.slice(1, -1).replace(/\\([$`"\\\n])/g, (_, char) => (char === '\n' ? '' : char));
    case '\\':
      return token === '\\\n' ? '' : token.slice(1);
    default:
      return token;
  }
}

const unfinished = (rest: string) =>
  rest[0] === '\\' ? 'nothing follows the last backslash' : `the quote ${rest[0]} is not closed`;

/**
 * A command as reports show it, with what may be a secret among its arguments left out: the password of sshpass,
 * and the value of every option or assignment that calls itself a secret.
 */
export const describeCommand = (command: Command): string =>
  command
    .map((word, i) => {
      const [before = '', program = ''] = [command[i - 1], command[i - 2]];
      if (SECRET_OPTION.test(before) || (before === '-p' && SSHPASS.test(program))) return '***';
      if (SSHPASS.test(before)) return word.replace(/^-p.+/, '-p***');
      return word.replace(SECRET_ASSIGNMENT, '$1***');
    })
    .join(' ');

const SSHPASS = /(?:^|\/)sshpass$/;
const SECRET_OPTION = /^--?\w*(?:pass|secret|token|pwd)\w*$/i;
const SECRET_ASSIGNMENT = /^([^=]*(?:pass|secret|token|pwd)[^=]*=).+$/i;
