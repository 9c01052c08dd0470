import { DoctorError } from '../doctor-error.js';
import type { Environment } from './environment.js';
import type { Files } from './files.js';
import { decryptLoginFile } from './login-path.js';
import { type OptionLine, parseOptionFile } from './option-file.js';

/** Which option files and groups to read. */
export interface DefaultsChoice {
  defaultsFile?: string | undefined;
  defaultsExtraFile?: string | undefined;
  defaultsGroupSuffix?: string | undefined;
  loginPath?: string | undefined;
  noDefaults?: boolean | undefined;
  noLoginPaths?: boolean | undefined;
}

/** The groups that every program of this kind reads: those of all MySQL clients and its own. */
export const OWN_GROUP = 'mysql-clone-doctor';
const GROUPS = ['client', OWN_GROUP];

/** The lines of all option files, those of the login path file last, and what was passed over. */
export interface Defaults {
  options: OptionLine[];
  logins: OptionLine[];
  warnings: string[];
}

/**
 * Reads the option files in the order of MySQL's clients (manual: "Using Option Files", "Command-Line Options that
 * Affect Option-File Handling"): /etc/my.cnf, /etc/mysql/my.cnf, $MYSQL_HOME/my.cnf, the extra file, ~/.my.cnf, and
 * the login path file, which also --no-defaults and --defaults-file leave in. A later value wins.
 *
 * @throws {DoctorError} when a file that was named cannot be read, or a file has not the syntax.
 */
export function readDefaults(choice: DefaultsChoice, env: Environment, files: Files): Defaults {
  const warnings: string[] = [];
  const warn = (text: string) => void warnings.push(text);
  const options = filesOf(choice, env).flatMap(({ path, option }) => {
    const mode = files.mode(path);
    const text = mode === undefined ? undefined : files.read(path);
    if (text === undefined || mode === undefined) {
      if (option) throw new DoctorError(`${option}: cannot read ${path}`);
      return [];
    }
    if ((mode & 0o002) !== 0) {
      warn(`${path} is ignored: everybody may write to it`);
      return [];
    }
    return parseOptionFile(path, text, files, warn);
  });
  return { options, logins: choice.noLoginPaths ? [] : readLogins(env, files, warn), warnings };
}

function filesOf(
  { defaultsFile, defaultsExtraFile, noDefaults }: DefaultsChoice,
  env: Environment,
): { path: string; option?: string }[] {
  if (noDefaults) return [];
  if (defaultsFile !== undefined) return [{ path: expand(defaultsFile, env), option: '--defaults-file' }];
  return [
    { path: '/etc/my.cnf' },
    { path: '/etc/mysql/my.cnf' },
    ...(env.MYSQL_HOME ? [{ path: `${env.MYSQL_HOME}/my.cnf` }] : []),
    ...(defaultsExtraFile === undefined
      ? []
      : [{ path: expand(defaultsExtraFile, env), option: '--defaults-extra-file' }]),
    ...(env.HOME ? [{ path: `${env.HOME}/.my.cnf` }] : []),
  ];
}

const expand = (path: string, env: Environment) => path.replace(/^~(?=\/)/, env.HOME ?? '~');

function readLogins(env: Environment, files: Files, warn: (text: string) => void): OptionLine[] {
  const path = env.MYSQL_TEST_LOGIN_FILE ?? (env.HOME ? `${env.HOME}/.mylogin.cnf` : '');
  const mode = path === '' ? undefined : files.mode(path);
  if (mode === undefined) return [];
  if ((mode & 0o177) !== 0) {
    warn(`${path} is ignored: only its owner may have access to it (chmod 600)`);
    return [];
  }
  const content = files.bytes(path);
  return content === undefined ? [] : parseOptionFile(path, decryptLoginFile(path, content), files, warn);
}

/** The options that hold for this program: of the groups of all clients and its own, with and without the suffix. */
export function chosenOptions(
  { options, logins }: Defaults,
  { loginPath, defaultsGroupSuffix: suffix }: DefaultsChoice,
): OptionLine[] {
  const withSuffix = (groups: string[]) => [
    ...groups,
    ...(suffix ? groups.map((name) => name + suffix) : []),
  ];
  return [
    ...within(options, withSuffix(GROUPS)),
    ...within(logins, withSuffix(loginPath === undefined ? GROUPS : [...GROUPS, loginPath])),
  ];
}

/**
 * The options that are said of the donor alone: of its own groups and login path.
 *
 * @throws {DoctorError} when there are none: a wrong name would silently give the recipient's account to the donor.
 */
export function donorOptions(
  { options, logins }: Defaults,
  { loginPath, defaultsGroupSuffix: suffix }: Pick<DefaultsChoice, 'loginPath' | 'defaultsGroupSuffix'>,
): OptionLine[] {
  const suffixed =
    suffix === undefined
      ? []
      : within(
          options,
          GROUPS.map((name) => name + suffix),
        );
  if (suffix !== undefined && suffixed.length === 0) {
    throw new DoctorError(`--donor-defaults-group-suffix: no option file has a group [client${suffix}]`);
  }
  const login = loginPath === undefined ? [] : within(logins, [loginPath]);
  if (loginPath !== undefined && login.length === 0) {
    throw new DoctorError(`--donor-login-path: there is no login path '${loginPath}'`, {
      hint: `mysql_config_editor set --login-path=${loginPath} makes one`,
    });
  }
  return [...suffixed, ...login];
}

const within = (lines: readonly OptionLine[], groups: readonly string[]) =>
  lines.filter(({ group }) => groups.includes(group));
