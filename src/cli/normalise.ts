import type { Setting } from '../connection/settings.js';
import { withoutUriPasswords } from '../connection/uri.js';
import { DoctorError } from '../doctor-error.js';

/** A command line in the spelling that yargs reads, and the passwords, which yargs never sees. */
export interface CommandLine extends Passwords {
  args: string[];
}

/** Without a value the password is to be asked for. */
export interface Passwords {
  password: Setting | undefined;
  donorPassword: Setting | undefined;
}

/** The long options, by whether they have a value. */
export interface OptionNames {
  valued: ReadonlySet<string>;
  flags: ReadonlySet<string>;
}

/** Short options with a value, that may stand attached to them. */
const WITH_VALUE: Record<string, string> = { h: 'host', P: 'port', u: 'user', S: 'socket' };
const SUBCOMMANDS = ['check', 'collect', 'list', 'explain'];

/**
 * Turns MySQL's spelling of options into that of yargs (manual: "Using Options on the Command Line"): values attached
 * to short options (`-uroot`), several short options in one word (`-vuroot`), `_` for `-` in a name. A value that is a
 * word of its own is tied to its option, so that it is data even where it begins with a dash.
 *
 * A password is never a word of its own: `-p` and `--password` alone ask for it, and a word after them is nothing.
 *
 * @throws {DoctorError} for such a word, without the word: it is most likely the password; and for a flag with a value,
 *   which yargs would take for off.
 */
export function normalise(argv: readonly string[], names: OptionNames): CommandLine {
  const line: CommandLine = { args: [], password: undefined, donorPassword: undefined };
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (word === '--') {
      line.args.push(word, ...rest.splice(0));
    } else if (name !== undefined) {
      long(name.replaceAll('_', '-'), value, rest, names, line);
    } else if (/^-[^-]/.test(word)) {
      short(word.slice(1), rest, names, line);
    } else {
      line.args.push(word);
    }
  }
  return line;
}

function long(
  name: string,
  value: string | undefined,
  rest: string[],
  { valued, flags }: OptionNames,
  line: CommandLine,
): void {
  if (name === 'password' || name === 'donor-password') {
    line[name === 'password' ? 'password' : 'donorPassword'] = { value, source: `--${name}` };
    if (value === undefined) refuseWord(rest[0], `--${name}`);
  } else if (name === 'help-all') {
    line.args.push('--help', '--help-all');
  } else {
    if (flags.has(name) && value !== undefined && !['true', 'false'].includes(value))
      throw new DoctorError(`--${name}: '${value}' is one word too many`, {
        hint: `--${name} takes no value`,
      });
    const given = value ?? (valued.has(name) ? rest.shift() : undefined);
    line.args.push(given === undefined ? `--${name}` : `--${name}=${given}`);
  }
}

function short(letters: string, rest: string[], names: OptionNames, line: CommandLine): void {
  for (const [at, letter] of [...letters].entries()) {
    const attached = letters.slice(at + 1);
    const name = WITH_VALUE[letter];
    if (letter === 'p') {
      line.password = { value: attached === '' ? undefined : attached, source: '-p' };
      if (attached === '') refuseWord(rest[0], '-p');
      return;
    }
    if (name !== undefined) {
      long(name, attached === '' ? rest.shift() : attached, rest, names, line);
      return;
    }
    line.args.push(`-${letter}`);
  }
}

function refuseWord(word: string | undefined, option: string): void {
  if (word === undefined || word.startsWith('-') || SUBCOMMANDS.includes(word)) return;
  throw new DoctorError(
    `${option} takes no word of its own: attach the password, or leave it out to be asked`,
    {
      hint: `as with every MySQL client: ${option === '-p' ? '-pPASSWORD' : `${option}=PASSWORD`}`,
    },
  );
}

/** The command line for process lists, without the passwords; undefined when it holds none. */
export function shownCommandLine(argv: readonly string[]): string | undefined {
  const hidden = argv.map((word) =>
    withoutUriPasswords(
      word.replace(/^(--(?:donor[-_])?password=).+/s, '$1***').replace(/^(-[^-hPuSp]*p).+/s, '$1***'),
    ),
  );
  return hidden.some((word, at) => word !== argv[at])
    ? ['mysql-clone-doctor', ...hidden].join(' ')
    : undefined;
}
