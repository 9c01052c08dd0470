import { DoctorError } from '../doctor-error.js';
import { splitAddress } from './address.js';
import { type ConnectionOption, connectionOptions, type Settings } from './settings.js';

/** Whether a text is a URI of a server rather than HOST or HOST:PORT: it has a scheme, a user or a socket. */
export const isUri = (text: string): boolean => /^\w+:\/\/|@|^\(|^%2f/i.test(text);

/** What a URI's query may set, besides the names of the options themselves: nothing that would run or read more. */
const forbidden: readonly ConnectionOption[] = ['host', 'port', 'user', 'password', 'socket'];

/**
 * Reads a server's URI as MySQL Shell spells it (manual: "Connecting to the Server Using URI-Like Strings"):
 * `[mysql://][user[:password]@]host[:port][/schema][?option=value&...]`, or in the place of the host a socket's path
 * in parentheses or percent-encoded. Names of options are case-insensitive and stand once; a schema means nothing here.
 *
 * @param option the option that the URI is the value of, for messages; these never hold the URI itself.
 * @throws {DoctorError} when it is none, is of the X protocol, or sets what the doctor does not know.
 */
export function parseUri(text: string, option: string): Settings {
  const fail = (what: string) =>
    new DoctorError(`${option}: ${what}`, { hint: `for example ${option} ${EXAMPLE}` });
  const [, scheme, rest = ''] = /^(?:([a-z][\w+.-]*):\/\/)?(.*)$/is.exec(text) ?? [];
  if (scheme !== undefined && scheme.toLowerCase() !== 'mysql') {
    throw fail(
      scheme.toLowerCase() === 'mysqlx'
        ? 'the X protocol knows no CLONE; use mysql:// and the port of the classic protocol'
        : `the scheme ${scheme}:// is not mysql://`,
    );
  }
  // A question mark or slash in a password would cut it in two, and half of it would be taken for the address.
  if (/^[^@]*[?/][^@]*@/.test(rest) && !/^[^@?]*\?[\w-]+=/.test(rest)) {
    throw fail('a user or password may not hold ? or / as they are: write %3F and %2F');
  }
  const [, authority = '', query] = /^([^?]*)(?:\?(.*))?$/s.exec(rest) ?? [];
  const at = authority.lastIndexOf('@');
  const account = at === -1 ? undefined : authority.slice(0, at);
  const settings: Settings = {};
  const set = (name: ConnectionOption, value: string) => {
    settings[name] = { value, source: option };
  };
  const decode = (part: string) => {
    try {
      return decodeURIComponent(part);
    } catch {
      throw fail('a % is not followed by two hexadecimal digits');
    }
  };
  if (account !== undefined) {
    const [, user = '', password] = /^([^:]*)(?::(.*))?$/s.exec(account) ?? [];
    if (user !== '') set('user', decode(user));
    if (password !== undefined) set('password', decode(password));
  }
  place(authority.slice(at + 1), option, set, decode);
  for (const pair of query ? query.split('&') : []) {
    const [, written = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(pair) ?? [];
    const name = connectionOptions.find(
      (known) => known === decode(written).toLowerCase().replaceAll('_', '-'),
    );
    if (name === undefined || forbidden.includes(name))
      throw fail(`the URI may not set ${JSON.stringify(written)}`);
    if (settings[name]) throw fail(`the URI sets ${name} twice`);
    set(name, value === undefined ? '1' : decode(unwrapped(value)));
  }
  return settings;
}

const EXAMPLE = 'mysql://user@db1:3306';

/** MySQL Shell lets values with many slashes stand in parentheses. */
const unwrapped = (value: string) => /^\((.*)\)$/.exec(value)?.[1] ?? value;

/** Host and port, or the socket's path. */
function place(
  text: string,
  option: string,
  set: (name: ConnectionOption, value: string) => void,
  decode: (part: string) => string,
): void {
  const [, parenthesized] = /^\((\/[^)]*)\)/.exec(text) ?? [];
  const [before = ''] = text.split('/');
  const socket = parenthesized ?? (/^%2f/i.test(before) ? decode(before) : undefined);
  if (socket !== undefined) {
    set('socket', socket);
    set('host', 'localhost');
    set('protocol', 'SOCKET');
  } else if (before !== '') {
    // The address alone: what stood before it may hold the password.
    const { host, port } = splitAddress(decode(before), option);
    set('host', host);
    if (port !== undefined) set('port', String(port));
  }
}

/**
 * A text for messages, or a word of a process list, with the passwords of URIs in it left out. A password can hold
 * anything, so all up to the last @ goes.
 */
export const withoutUriPasswords = (text: string): string =>
  text.replace(/((?:^|[\s=])(?:\w+:\/\/)?[^\s:@/=]*):.*@/gs, '$1:***@');
