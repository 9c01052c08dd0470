import { realFiles } from '../connection/files.js';
import { type Connections, resolveConnections } from '../connection/resolve.js';
import { type ConnectionOption, connectionOptions, type Settings } from '../connection/settings.js';
import type { Passwords } from './normalise.js';
import type { GatherOptions } from './options.js';

/**
 * Reads from the command line, the option files and the environment how to connect.
 *
 * @throws {DoctorError} that names the option or the file that cannot be right.
 */
export function connectionsOf(options: GatherOptions, { password, donorPassword }: Passwords): Connections {
  const { uri, donor, defaultsFile, defaultsExtraFile, defaultsGroupSuffix } = options;
  const { loginPath, noDefaults, noLoginPaths, donorLoginPath, donorDefaultsGroupSuffix } = options;
  return resolveConnections(
    {
      choice: { defaultsFile, defaultsExtraFile, defaultsGroupSuffix, loginPath, noDefaults, noLoginPaths },
      uri,
      recipient: { ...settingsOf(options, ''), ...(password && { password }) },
      donor,
      donorChoice: { loginPath: donorLoginPath, defaultsGroupSuffix: donorDefaultsGroupSuffix },
      donorSettings: {
        ...settingsOf(options, 'donor-'),
        ...(donorPassword && { password: donorPassword }),
      },
    },
    process.env,
    realFiles,
  );
}

function settingsOf(options: Record<string, unknown>, side: '' | 'donor-'): Settings {
  const settings: Settings = {};
  for (const name of connectionOptions) {
    const value = options[`${side}${name}`];
    if (name !== 'password' && value !== undefined) settings[name] = settingOf(value, `--${side}${name}`);
  }
  return settings;
}

const settingOf = (value: unknown, source: string): NonNullable<Settings[ConnectionOption]> => ({
  value: value === true ? '1' : value === false ? '0' : String(value),
  source,
});
