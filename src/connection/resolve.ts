import { splitAddress } from './address.js';
import { chosenOptions, type DefaultsChoice, donorOptions, readDefaults } from './defaults.js';
import { type Environment, fromEnvironment } from './environment.js';
import type { Files } from './files.js';
import { fromOptionLines, lastNamed, layered, type Settings } from './settings.js';
import { isUri, parseUri } from './uri.js';

/** What the command line says about the connections. */
export interface Said {
  choice: DefaultsChoice;
  uri?: string | undefined;
  recipient: Settings;
  /** The value of --donor: HOST, HOST:PORT or a URI. */
  donor?: string | undefined;
  donorChoice: Pick<DefaultsChoice, 'loginPath' | 'defaultsGroupSuffix'>;
  donorSettings: Settings;
}

/** How to connect to both servers, with the source of each value. */
export interface Connections {
  recipient: Settings;
  /** Without a host no donor is to be asked; the account may still be that of the planned statement. */
  donor: Settings;
  /** What was passed over and should be known. */
  warnings: string[];
}

/**
 * Finds out how to connect, in the order of MySQL's clients: the command line before the URI, the login path, the
 * option files, and the environment. What nobody says of the donor is as for the recipient, but for the place.
 *
 * @throws {DoctorError} that names the option or the file that cannot be right.
 */
export function resolveConnections(said: Said, env: Environment, files: Files): Connections {
  const defaults = readDefaults(said.choice, env, files);
  const options = chosenOptions(defaults, {
    ...said.choice,
    defaultsGroupSuffix: said.choice.defaultsGroupSuffix ?? env.MYSQL_GROUP_SUFFIX,
  });
  const recipient = layered(
    fromEnvironment(env),
    fromOptionLines(options),
    said.uri === undefined ? undefined : parseUri(said.uri, '--uri'),
    said.recipient,
  );
  const donorFile = lastNamed(options, 'donor');
  const { host, port, socket, protocol, ...shared } = recipient;
  const own = layered(
    fromOptionLines(options, 'donor-'),
    fromOptionLines(donorOptions(defaults, said.donorChoice)),
  );
  const named = said.donor ?? donorFile?.value;
  const donor = layered(
    { protocol: { value: 'TCP', source: 'default' } },
    shared,
    own,
    named === undefined
      ? undefined
      : donorPlace(named, said.donor === undefined ? (donorFile?.source ?? '') : '--donor'),
    said.donorSettings,
  );
  return { recipient, donor, warnings: defaults.warnings };
}

function donorPlace(text: string, source: string): Settings {
  if (isUri(text)) return parseUri(text, source);
  const { host, port } = splitAddress(text, source);
  return {
    host: { value: host, source },
    ...(port !== undefined && { port: { value: String(port), source } }),
  };
}
