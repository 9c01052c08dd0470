import { DoctorError } from '../doctor-error.js';
import type { Settings } from './settings.js';

/** How much a connection insists on TLS (manual: "Command Options for Encrypted Connections", --ssl-mode). */
const sslModes = ['DISABLED', 'PREFERRED', 'REQUIRED', 'VERIFY_CA', 'VERIFY_IDENTITY'] as const;
type SslMode = (typeof sslModes)[number];

const tlsVersions = ['TLSv1.2', 'TLSv1.3'] as const;
type TlsVersion = (typeof tlsVersions)[number];

/** What TLS on a connection is to be; files by their paths. */
export interface TlsSettings {
  mode: SslMode;
  ca?: string;
  /** A folder of certificates under the names that OpenSSL looks for. */
  capath?: string;
  cert?: string;
  key?: string;
  crl?: string;
  /** A folder of revocation lists. */
  crlpath?: string;
  minVersion?: TlsVersion;
  maxVersion?: TlsVersion;
}

/**
 * The one of these that a text means: MySQL's clients take any case, and the beginning of a name where only one
 * has it.
 *
 * @throws {DoctorError} that names the source and the value, and says what there is.
 */
export function oneOf<T extends string>(names: readonly T[], text: string, what: string): T {
  const wanted = text.toUpperCase();
  const exact = names.find((name) => name === wanted);
  const [first, ...others] = names.filter((name) => wanted !== '' && name.startsWith(wanted));
  const found = exact ?? (others.length === 0 ? first : undefined);
  if (found !== undefined) return found;
  throw new DoctorError(`${what}: '${text}' is none of ${names.join(', ')}`);
}

/**
 * The TLS of a connection. As in MySQL's clients, a CA without a mode asks that the server's certificate be verified
 * with it (client/include/sslopt-case.h), and verifying needs a CA.
 *
 * @throws {DoctorError} that says which value cannot be right.
 */
export function tlsOf(settings: Settings): TlsSettings {
  const value = (name: keyof Settings) => settings[name]?.value || undefined;
  const [ca, capath] = [value('ssl-ca'), value('ssl-capath')];
  const mode = settings['ssl-mode'];
  const paths = {
    ...(ca && { ca }),
    ...(capath && { capath }),
    ...named('cert', value('ssl-cert')),
    ...named('key', value('ssl-key')),
    ...named('crl', value('ssl-crl')),
    ...named('crlpath', value('ssl-crlpath')),
  };
  const chosen = mode
    ? oneOf(sslModes, mode.value ?? '', `ssl-mode (${mode.source})`)
    : ca || capath
      ? 'VERIFY_CA'
      : 'PREFERRED';
  if (chosen.startsWith('VERIFY_') && !ca && !capath) {
    throw new DoctorError(`ssl-mode ${chosen} needs a CA to verify the server's certificate with`, {
      hint: 'name it with --ssl-ca or --ssl-capath',
    });
  }
  return { mode: chosen, ...paths, ...versionsOf(settings) };
}

const named = <Name extends string>(name: Name, value: string | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { [N in Name]?: string };

function versionsOf(settings: Settings): Pick<TlsSettings, 'minVersion' | 'maxVersion'> {
  const setting = settings['tls-version'];
  if (!setting) return {};
  const names = (setting.value ?? '').split(',').map((name) => name.trim().toLowerCase());
  const chosen = tlsVersions.filter((version) => names.includes(version.toLowerCase()));
  const unknown = names.find((name) => !/^tlsv1(\.[0-3])?$/.test(name));
  const [minVersion, maxVersion] = [chosen[0], chosen.at(-1)];
  if (unknown !== undefined || !minVersion || !maxVersion) {
    throw new DoctorError(
      `tls-version (${setting.source}): '${setting.value ?? ''}' names none of ${tlsVersions.join(', ')}`,
    );
  }
  return { minVersion, maxVersion };
}
