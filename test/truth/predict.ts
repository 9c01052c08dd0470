import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../src/report/schema.js';
import { account, nameOf, type Pair } from './pair.js';
import type { Ending, Scenario } from './scenario.js';

/** The built program. */
export const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** What one run of the program left behind. */
export interface DoctorRun {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the built program as a user would, with the pair's account in the environment. */
export function runDoctor(
  args: readonly string[],
  environment: Record<string, string> = {},
  through: readonly string[] = [],
): Promise<DoctorRun> {
  return new Promise((resolve) => {
    const env = { ...process.env, MYSQL_PWD: account.password, ...environment };
    const [command = '', ...words] = [...through, process.execPath, program, ...args];
    execFile(command, words, { env, timeout: 60_000 }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
    });
  });
}

/** The options that name a pair of lab hosts. */
export const pairOptions = (
  { donor, recipient }: Pair,
  planned: readonly string[] = ['--clone-from', nameOf(donor)],
): string[] => [
  ...['--host', recipient.address, '--user', account.user, '--via', recipient.via],
  '--get-server-public-key',
  ...[
    '--donor',
    `${donor.address}:${donor.port}`,
    '--donor-via',
    donor.via,
    ...planned,
    '--expect-data-loss',
  ],
];

function plannedBy({ trigger, cloneFrom }: Scenario): string[] | undefined {
  if (trigger) return ['--join-group'];
  return cloneFrom === undefined ? undefined : ['--clone-from', cloneFrom];
}

/** Asks the doctor about a prepared pair. */
export async function predictEnding(
  pair: Pair,
  scenario: Scenario,
): Promise<{ ending: Ending; report: Report }> {
  const { code, stdout, stderr } = await runDoctor([
    ...pairOptions(pair, plannedBy(scenario)),
    ...(scenario.doctorOptions ?? []),
    ...['--format', 'json'],
  ]);
  const report = JSON.parse(stdout || 'null') as Report | null;
  if (!report?.prediction) throw new Error(`the doctor ended with ${code}: ${stderr}${stdout}`);
  const { outcome, errno, donorErrno } = report.prediction;
  return { ending: { outcome, ...(errno && { errno }), ...(donorErrno && { donorErrno }) }, report };
}
