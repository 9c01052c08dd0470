import type { Settings } from './settings.js';

/** The variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** MySQL's environment variables and what they set (manual: "Environment Variables"). They are the weakest. */
const variables = {
  host: 'MYSQL_HOST',
  port: 'MYSQL_TCP_PORT',
  socket: 'MYSQL_UNIX_PORT',
  password: 'MYSQL_PWD',
} as const;

/** What the environment says about the connection. */
export function fromEnvironment(env: Environment): Settings {
  const settings: Settings = {};
  for (const [name, variable] of Object.entries(variables) as [keyof typeof variables, string][]) {
    const value = env[variable];
    if (value !== undefined) settings[name] = { value, source: `environment ${variable}` };
  }
  const cleartext = env.LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN;
  if (cleartext) {
    const source = 'environment LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN';
    settings['enable-cleartext-plugin'] = { value: cleartext, source };
  }
  return settings;
}
