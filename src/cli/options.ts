import type { ArgumentsCamelCase, Argv, InferredOptionTypes, Options } from 'yargs';

const DEFAULT_TIMEOUT = 10;

const recipient = {
  host: {
    alias: 'h',
    type: 'string',
    describe: "the recipient's host; without one, its socket on this machine",
  },
  port: { alias: 'P', type: 'string', describe: 'its port (3306)' },
  user: { alias: 'u', type: 'string', describe: 'the account that will clone (your login name)' },
  password: { type: 'string', describe: 'its password; better in the environment variable MYSQL_PWD' },
  socket: { alias: 'S', type: 'string', describe: "the recipient's Unix socket" },
  via: { type: 'string', describe: "a command that gives a shell on the recipient's host, e.g. 'ssh db2'" },
} as const satisfies Record<string, Options>;

const donor = {
  donor: { type: 'string', describe: 'the donor, HOST[:PORT]; without it only the recipient is looked at' },
  'donor-user': { type: 'string', describe: "the donor's account, as the statement names it (--user)" },
  'donor-password': { type: 'string', describe: 'its password (that of the recipient)' },
  'donor-via': { type: 'string', describe: "a command that gives a shell on the donor's host" },
} as const satisfies Record<string, Options>;

const plan = {
  'clone-from': { type: 'string', describe: 'the donor as the CLONE statement will name it (--donor)' },
  'data-directory': {
    type: 'string',
    describe: "the statement's DATA DIRECTORY clause: keep the recipient's data",
  },
  'clone-ssl': {
    choices: ['required', 'preferred', 'disabled'] as const,
    default: 'preferred' as const,
    describe: 'REQUIRE SSL, no clause, or REQUIRE NO SSL',
  },
  'restart-policy': {
    choices: ['any', 'only-clone'] as const,
    default: 'any' as const,
    describe: 'only-clone: nothing but CLONE and RESTART may restart the server',
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

const gathering = { ...recipient, ...donor, ...plan, ...effort };

/** What says where to look and what is planned. */
export type GatherOptions = ArgumentsCamelCase<InferredOptionTypes<typeof gathering>>;

/** All options of `check`. */
export type CheckOptions = GatherOptions & ArgumentsCamelCase<InferredOptionTypes<typeof answer>>;

/** Declares what `collect` and `check` have in common, grouped for --help. */
export const declareGathering = (yargs: Argv) =>
  yargs
    .options(gathering)
    .group(Object.keys(recipient), 'The recipient:')
    .group(Object.keys(donor), 'The donor:')
    .group(Object.keys(plan), 'The planned clone:')
    .group(Object.keys(effort), 'Effort:');

/** Declares the options of `check`. */
export const declareCheck = (yargs: Argv) =>
  declareGathering(yargs).options(answer).group(Object.keys(answer), 'The answer:');
