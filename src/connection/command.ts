import { basename } from 'node:path';
import { DoctorError } from '../doctor-error.js';

/** A command that gives a shell on a host: the program and its arguments, run without a local shell. */
export type Command = readonly string[];

/**
 * Splits a command line into words as a POSIX shell does: blanks, both kinds of quotes, backslashes (POSIX.1-2017,
 * Shell Command Language, 2.2). Nothing is expanded and nothing is an operator: `$`, `|`, `*` and `#` stand for
 * themselves.
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
    if (token === '') throw new DoctorError(`${option}: ${unfinished(rest)}`);
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
 * A command as reports show it: the program, what it does and where it leads to. Everything else could be a secret,
 * in more spellings than anybody can list, and is left out.
 */
export function describeCommand(command: Command): string {
  const destination = command.findLastIndex((word) => !isFlag(word) && !VERBS.has(word));
  return command
    .map((word, i) => {
      if (i === 0) return basename(word);
      if (isFlag(word) || VERBS.has(word)) return word;
      return i === destination && !mayTakeValue(command[i - 1] ?? '') ? word : '…';
    })
    .filter((word, i, all) => word !== '…' || all[i - 1] !== '…')
    .join(' ');
}

const VERBS = new Set(['exec', 'ssh', 'sshpass', 'sudo', 'sh']);

/** One letter carries no value of its own; what follows it may be its value, but for the flags that never have one. */
const isFlag = (word: string) => /^-(?:[A-Za-z]|-)?$/.test(word) || word === '-it';
const mayTakeValue = (before: string) =>
  before.startsWith('-') && !['--', '-i', '-it', '-n', '-t', '-T'].includes(before);
