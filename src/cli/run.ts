import yargs from 'yargs';
import { withoutUriPasswords } from '../connection/uri.js';
import { COULD_NOT_RUN } from '../doctor/exit-code.js';
import { DoctorError } from '../doctor-error.js';
import { renderJson } from '../report/json.js';
import { makeErrorReport } from '../report/report.js';
import { check } from './check.js';
import { collect } from './collect.js';
import { type CommandLine, normalise, shownCommandLine } from './normalise.js';
import { declareCheck, declareGathering, format, optionNames } from './options.js';
import { hasPrinted, print } from './print.js';
import { printConnection } from './print-connection.js';
import { toolVersion } from './version.js';

const EPILOGUE = `The host of the recipient decides whether the server comes back after a CLONE, and SQL cannot see it: give --ssh or --via, or run the doctor there. Nothing is changed on any server.

Exit codes: 0 all pass, 1 a warning, 2 a failure, 3 something could not be seen, or the doctor could not run.`;

/**
 * Runs one command line.
 *
 * @returns the exit code; everything that there is to say has been printed.
 */
export async function run(argv: string[]): Promise<number> {
  const shown = shownCommandLine(argv);
  if (shown !== undefined) process.title = shown;
  try {
    return await parseAndRun(normalise(argv, optionNames));
  } catch (error) {
    await giveUp(error, argv);
    return COULD_NOT_RUN;
  }
}

/** Prints why there is no answer. */
export const giveUp = (error: unknown, argv: readonly string[]): Promise<void> =>
  reportError(error instanceof DoctorError ? error : internalError(error), wantsJson(argv));

async function parseAndRun({ args, ...passwords }: CommandLine): Promise<number> {
  let exitCode = 0;
  const parser = yargs(args)
    .scriptName('mysql-clone-doctor')
    .usage('Predicts what CLONE INSTANCE FROM would do to a MySQL server, and says what to type first.')
    .command(
      ['check', '$0'],
      'look at both servers and their hosts, and predict',
      declareCheck,
      async (options) => {
        if (options.printConnection) {
          return printConnection(options, passwords);
        }
        exitCode = await check({ ...options, passwords }, toolVersion);
      },
    )
    .command(
      'collect <file>',
      'write what can be seen to a file, to be judged elsewhere with --evidence',
      (y) =>
        declareGathering(y).positional('file', {
          type: 'string',
          demandOption: true,
          describe: 'the file to write',
        }),
      async (options) => {
        if (options.printConnection) {
          return printConnection(options, passwords);
        }
        await collect(options.file, { ...options, passwords }, toolVersion);
      },
    )
    .command(
      'list',
      'show every check: when it strikes, what then, and what it looks at',
      (y) => y.options(format),
      async (options) => {
        const { list } = await import('./catalogue.js');
        await list(options);
      },
    )
    .command(
      'explain <check>',
      "tell a check's whole story, offline",
      (y) =>
        y.options(format).positional('check', { type: 'string', demandOption: true, describe: 'its id' }),
      async (options) => {
        const { explain } = await import('./catalogue.js');
        await explain(options.check, options);
      },
    )
    .example('$0 -h db2 --donor db1 --ssh db2', 'before CLONE INSTANCE FROM on db2')
    .example('$0 --donor db1', 'on the recipient itself')
    .example('$0 -h db2 --ssh db2', 'would db2 come back after a clone?')
    .epilogue(EPILOGUE)
    .version(toolVersion)
    .alias('version', 'V')
    .help('help')
    .alias('help', '?')
    .showHidden('help-all', 'show this help with the rarely used options too')
    .strict()
    .wrap(Math.min(process.stdout.columns ?? 100, 110))
    .exitProcess(false)
    .parserConfiguration({ 'duplicate-arguments-array': false, 'boolean-negation': false })
    .fail((message, error) => {
      throw (
        error ??
        new DoctorError(
          withoutUriPasswords(message)
            .replaceAll(/\s*\n\s*/g, ' ')
            .trim(),
          {
            hint: 'see mysql-clone-doctor --help',
          },
        )
      );
    });
  await parser.parseAsync();
  return exitCode;
}

const internalError = (error: unknown) =>
  new DoctorError(`internal error: ${error instanceof Error ? error.message : String(error)}`, {
    kind: 'internal',
    hint: 'this is a defect of mysql-clone-doctor; please report it',
  });

async function reportError(error: DoctorError, json: boolean): Promise<void> {
  process.stderr.write(`mysql-clone-doctor: ${error.message}${error.hint ? `; ${error.hint}` : ''}\n`);
  // One document, whatever happens after it.
  if (!json || hasPrinted()) return;
  await print(renderJson(makeErrorReport(error, toolVersion)));
}

/** A command line that could not be parsed may still have asked for JSON. */
const wantsJson = (argv: readonly string[]) =>
  argv.includes('--format=json') || argv.some((word, i) => word === '--format' && argv[i + 1] === 'json');
