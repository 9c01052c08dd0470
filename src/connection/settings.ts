import { DoctorError } from '../doctor-error.js';
import { OWN_GROUP } from './defaults.js';
import type { OptionLine } from './option-file.js';

/** What says how to connect, by the long names that every MySQL client gives to its options. */
export const connectionOptions = [
  'host',
  'port',
  'socket',
  'protocol',
  'user',
  'password',
  'ssl-mode',
  'ssl-ca',
  'ssl-capath',
  'ssl-cert',
  'ssl-key',
  'ssl-crl',
  'ssl-crlpath',
  'tls-version',
  'get-server-public-key',
  'server-public-key-path',
  'enable-cleartext-plugin',
] as const;
export type ConnectionOption = (typeof connectionOptions)[number];

/** One value and where it came from. Without a value the password is asked for. */
export interface Setting {
  value: string | undefined;
  source: string;
}

/** How to connect to one server, as far as it was said. */
export type Settings = Partial<Record<ConnectionOption, Setting>>;

const isConnectionOption = (name: string): name is ConnectionOption =>
  (connectionOptions as readonly string[]).includes(name);

/** What may stand without a value: it switches something on, or has the password asked for. */
const switches: readonly ConnectionOption[] = ['get-server-public-key', 'enable-cleartext-plugin'];

/**
 * What option files say about one side. The group of all clients also holds options of other programs; in the
 * doctor's own an unknown name is a mistake, unless it begins with `loose-`.
 *
 * @param side '' for the recipient, `donor-` for what such names say about the donor.
 * @throws {DoctorError} that names file and line.
 */
export function fromOptionLines(lines: readonly OptionLine[], side: '' | 'donor-' = ''): Settings {
  const settings: Settings = {};
  for (const line of lines) {
    const [, loose, off, written = ''] =
      /^(loose-)?(?:(skip-|disable-)|enable-(?!cleartext))?(.*)$/.exec(line.name.replaceAll('_', '-')) ?? [];
    const source = `${line.file} [${line.group}]`;
    const fail = (what: string) => new DoctorError(`${line.file}, line ${line.line}: ${what}`);
    const name = side !== '' && written.startsWith(side) ? written.slice(side.length) : written;
    if (!isConnectionOption(name) || (side !== '' && name === written)) {
      const known = name === 'donor' || isConnectionOption(name.replace(/^donor-/, ''));
      if (line.group.startsWith(OWN_GROUP) && !loose && !known)
        throw fail(`unknown option ${nameOnly(line.name)}`);
      continue;
    }
    if (off) {
      settings[name] = { value: switches.includes(name) ? '0' : '', source };
    } else if (line.value === undefined && name !== 'password' && !switches.includes(name)) {
      throw fail(`${line.name} needs a value`);
    } else {
      settings[name] = { value: line.value ?? (name === 'password' ? undefined : '1'), source };
    }
  }
  return settings;
}

/** Behind a forgotten `=` stands the value, which may be a password. */
const nameOnly = (written: string) => written.replace(/\s.*/s, '');

/** What the last of these lines with the name says. */
export function lastNamed(lines: readonly OptionLine[], name: string): Setting | undefined {
  const line = lines.findLast((candidate) => candidate.name.replaceAll('_', '-') === name);
  return line && { value: line.value, source: `${line.file} [${line.group}]` };
}

/** Joins layers of settings; the later ones win. */
export const layered = (...layers: readonly (Settings | undefined)[]): Settings =>
  Object.assign({}, ...layers);
