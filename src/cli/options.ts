import type { ArgumentsCamelCase, Argv, InferredOptionTypes, Options } from 'yargs';

const DEFAULT_TIMEOUT = 10;

const recipient = {
  host: {
    alias: 'h',
    type: 'string',
    describe: "the recipient's host; without one, or localhost, its socket on this machine",
  },
  port: { alias: 'P', type: 'string', describe: 'its port (3306)' },
  user: { alias: 'u', type: 'string', describe: 'the account that will clone (your login name)' },
  password: {
    alias: 'p',
    type: 'string',
    describe: 'its password, attached to the option; asked for without one',
  },
  socket: { alias: 'S', type: 'string', describe: "the recipient's Unix socket" },
  protocol: { type: 'string', describe: 'TCP or SOCKET' },
  uri: { type: 'string', describe: 'all of these as mysql://USER@HOST:PORT' },
} as const satisfies Record<string, Options>;

const donor = {
  donor: {
    type: 'string',
    describe: 'the donor, HOST[:PORT] or URI; without it only the recipient is looked at',
  },
  'donor-user': { type: 'string', describe: "the donor's account, as the statement names it (--user)" },
  'donor-password': { type: 'string', describe: 'its password (that of the recipient)' },
  'donor-login-path': { type: 'string', describe: 'the login path with its connection' },
  'donor-defaults-group-suffix': {
    type: 'string',
    hidden: true,
    describe: 'the suffix of the option groups with its connection',
  },
} as const satisfies Record<string, Options>;

/** How to reach the hosts. */
const hosts = {
  ssh: { type: 'string', describe: "the recipient's host for ssh, [USER@]HOST" },
  via: {
    type: 'string',
    describe: "or another command that gives a shell there, e.g. 'docker exec -i mysql'",
  },
  sudo: { type: 'boolean', default: false, describe: 'look as root there, by sudo -n' },
  'donor-ssh': { type: 'string', describe: "the donor's host for ssh" },
  'donor-via': { type: 'string', describe: "or another command that gives a shell on the donor's host" },
  'donor-sudo': { type: 'boolean', default: false, describe: 'look as root there, by sudo -n' },
  'validate-config': {
    type: 'boolean',
    default: false,
    describe:
      'run mysqld --validate-config there: would the recipient start with its options as they are now',
  },
  'no-host': { type: 'boolean', default: false, describe: 'look at no host: what it decides is unknown' },
} as const satisfies Record<string, Options>;

const encryption = {
  'ssl-mode': {
    type: 'string',
    describe: 'DISABLED, PREFERRED, REQUIRED, VERIFY_CA or VERIFY_IDENTITY (PREFERRED)',
  },
  'ssl-ca': { type: 'string', describe: 'the file with the CA certificates' },
  'ssl-capath': { type: 'string', hidden: true, describe: 'a folder of CA certificates' },
  'ssl-cert': { type: 'string', describe: "the client's certificate" },
  'ssl-key': { type: 'string', describe: 'its key' },
  'ssl-crl': { type: 'string', hidden: true, describe: 'a file of revoked certificates' },
  'ssl-crlpath': { type: 'string', hidden: true, describe: 'a folder of such files' },
  'tls-version': { type: 'string', hidden: true, describe: 'TLSv1.2, TLSv1.3 or both with a comma' },
  'get-server-public-key': {
    type: 'boolean',
    describe: 'without TLS: ask the server for the key that hides the password',
  },
  'server-public-key-path': { type: 'string', hidden: true, describe: 'a file with this key' },
  'enable-cleartext-plugin': {
    type: 'boolean',
    hidden: true,
    describe: 'send the password as it is to a server that asks for that (LDAP, PAM)',
  },
} as const satisfies Record<string, Options>;

/** The donor's, where they are not those of the recipient; shown by --help-all. */
const donorEncryption = {
  'donor-ssl-mode': { type: 'string', hidden: true, describe: 'as --ssl-mode' },
  'donor-ssl-ca': { type: 'string', hidden: true, describe: 'as --ssl-ca' },
  'donor-ssl-capath': { type: 'string', hidden: true, describe: 'as --ssl-capath' },
  'donor-ssl-cert': { type: 'string', hidden: true, describe: 'as --ssl-cert' },
  'donor-ssl-key': { type: 'string', hidden: true, describe: 'as --ssl-key' },
  'donor-ssl-crl': { type: 'string', hidden: true, describe: 'as --ssl-crl' },
  'donor-ssl-crlpath': { type: 'string', hidden: true, describe: 'as --ssl-crlpath' },
  'donor-tls-version': { type: 'string', hidden: true, describe: 'as --tls-version' },
  'donor-get-server-public-key': { type: 'boolean', hidden: true, describe: 'as --get-server-public-key' },
  'donor-server-public-key-path': { type: 'string', hidden: true, describe: 'as --server-public-key-path' },
  'donor-enable-cleartext-plugin': {
    type: 'boolean',
    hidden: true,
    describe: 'as --enable-cleartext-plugin',
  },
} as const satisfies Record<string, Options>;

const optionFiles = {
  'defaults-file': { type: 'string', describe: 'read only this option file' },
  'defaults-extra-file': { type: 'string', describe: 'read this option file too, before ~/.my.cnf' },
  'defaults-group-suffix': { type: 'string', describe: 'read the groups with this suffix too' },
  'no-defaults': { type: 'boolean', default: false, describe: 'read no option file' },
  'login-path': { type: 'string', describe: 'read this login path of ~/.mylogin.cnf too' },
  'no-login-paths': { type: 'boolean', default: false, hidden: true, describe: 'read no login path' },
  'print-connection': {
    type: 'boolean',
    default: false,
    describe: 'show how it would connect and where each value comes from, and do no more',
  },
} as const satisfies Record<string, Options>;

const plan = {
  'clone-from': { type: 'string', describe: 'the donor as the CLONE statement will name it (--donor)' },
  'join-group': {
    type: 'boolean',
    default: false,
    describe: "no statement: the recipient joins the donor's group by START GROUP_REPLICATION",
  },
  'data-directory': {
    type: 'string',
    describe: "the statement's DATA DIRECTORY clause: keep the recipient's data",
  },
  'clone-ssl': {
    choices: ['required', 'preferred', 'disabled'] as const,
    describe: 'REQUIRE SSL, no clause, or REQUIRE NO SSL (preferred)',
  },
  'restart-policy': {
    choices: ['any', 'only-clone'] as const,
    describe: 'only-clone: nothing but CLONE and RESTART may restart the server',
  },
  'expect-data-loss': {
    type: 'boolean',
    default: false,
    describe: "the recipient's own data may go: do not warn of that",
  },
  'expect-restart': {
    choices: ['always', 'on-failure', 'never'] as const,
    describe: "the restart policy of the recipient's container",
  },
  'client-timeout': {
    type: 'number',
    describe: 'seconds after which the tool that clones kills its statement',
  },
  bandwidth: {
    type: 'number',
    describe: 'MiB a second that a copy between the servers moves: tells how long it takes',
  },
} as const satisfies Record<string, Options>;

const effort = {
  timeout: {
    type: 'number',
    default: DEFAULT_TIMEOUT,
    describe: 'seconds for each connection, statement and host',
  },
} as const satisfies Record<string, Options>;

export const format = {
  format: {
    choices: ['table', 'json'] as const,
    default: 'table' as const,
    describe: 'for people or for programs',
  },
} as const satisfies Record<string, Options>;

const answer = {
  ...format,
  verbose: { alias: 'v', type: 'boolean', default: false, describe: 'show passes and evidence too' },
  only: {
    type: 'string',
    array: true,
    describe: 'run these checks only, by id or area; what is left out makes the outcome unknown',
  },
  skip: { type: 'string', array: true, describe: 'leave these checks out, by id or area' },
  evidence: { type: 'string', describe: 'judge this file, written by collect, instead of live servers' },
} as const satisfies Record<string, Options>;

const gathering = {
  ...recipient,
  ...donor,
  ...hosts,
  ...encryption,
  ...donorEncryption,
  ...optionFiles,
  ...plan,
  ...effort,
};

const isFlag = (option: object) => 'type' in option && option.type === 'boolean';

const namesWhere = (wanted: (option: object) => boolean): ReadonlySet<string> =>
  new Set(
    Object.entries({ ...gathering, ...answer })
      .filter(([, option]) => wanted(option))
      .map(([name]) => name),
  );

/** The long options, password apart. */
export const optionNames = { flags: namesWhere(isFlag), valued: namesWhere((option) => !isFlag(option)) };

/** What says where to look and what is planned. */
export type GatherOptions = ArgumentsCamelCase<InferredOptionTypes<typeof gathering>>;

/** What says which clone is planned. */
export type PlanOptions = ArgumentsCamelCase<InferredOptionTypes<typeof plan>>;

/** All options of `check`. */
export type CheckOptions = GatherOptions & ArgumentsCamelCase<InferredOptionTypes<typeof answer>>;

/** Declares what `collect` and `check` have in common, grouped for --help. */
export const declareGathering = (yargs: Argv) =>
  yargs
    .options(gathering)
    .group(Object.keys(recipient), 'The recipient:')
    .group(Object.keys(donor), 'The donor:')
    .group(Object.keys(hosts), 'Their hosts:')
    .group([...Object.keys(encryption), ...Object.keys(donorEncryption)], 'Encryption:')
    .group(Object.keys(optionFiles), 'Option files:')
    .group(Object.keys(plan), 'The planned clone:')
    .group(Object.keys(effort), 'Effort:');

/** Declares the options of `check`. */
export const declareCheck = (yargs: Argv) =>
  declareGathering(yargs).options(answer).group(Object.keys(answer), 'The answer:');
