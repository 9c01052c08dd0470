import { checks } from '../../checks/index.js';
import { judge } from '../doctor/judge.js';
import { leftOut } from '../doctor/select.js';
import { DoctorError } from '../doctor-error.js';
import { readBundle } from '../evidence/bundle.js';
import type { Evidence } from '../evidence/evidence.js';
import { planOfJoin } from '../evidence/join-plan.js';
import { gather } from '../probe/gather.js';
import { renderJson } from '../report/json.js';
import { makeReport } from '../report/report.js';
import type { Report } from '../report/schema.js';
import { renderTable } from '../report/table.js';
import type { Passwords } from './normalise.js';
import type { CheckOptions } from './options.js';
import { plannedBy } from './plan.js';
import { print } from './print.js';
import { withProgress } from './progress.js';
import { requestOf } from './request.js';
import { terminalWidth, wantsColour } from './terminal.js';

/**
 * Looks, judges and prints.
 *
 * @returns the exit code.
 * @throws {DoctorError} when there is nothing to judge.
 */
export async function check(
  options: CheckOptions & { passwords: Passwords },
  toolVersion: string,
): Promise<number> {
  // Names that are not right are told before anybody is asked.
  const excluded =
    options.only || options.skip
      ? leftOut(checks, { only: namesOf(options.only), skip: namesOf(options.skip) })
      : undefined;
  const evidence = await evidenceOf(options, toolVersion);
  const report = makeReport(evidence, judge(evidence, checks, excluded), toolVersion);
  await print(render(report, options));
  return report.exitCode;
}

/** `--only a,b --only c` and `--only a b c` mean the same. */
const namesOf = (values: readonly string[] | undefined) =>
  values?.flatMap((value) => value.split(',')).filter(Boolean);

/** The options that name a place to look at. */
const placeOptions = [
  'host',
  'socket',
  'uri',
  'donor',
  'ssh',
  'via',
  'donor-ssh',
  'donor-via',
  'validate-config',
] as const;

async function evidenceOf(
  options: CheckOptions & { passwords: Passwords },
  toolVersion: string,
): Promise<Evidence> {
  if (options.evidence !== undefined) {
    const given = placeOptions.find((name) => options[name]);
    if (given !== undefined) {
      throw new DoctorError(`--evidence and --${given}: the file says what was looked at`, {
        hint: 'give one',
      });
    }
    const evidence = await readBundle(options.evidence);
    const plan = { ...evidence.plan, ...plannedBy(options) };
    return { ...evidence, plan: planOfJoin(plan, evidence.recipient.facts, evidence.donor?.facts) };
  }
  const request = await requestOf(options, toolVersion);
  return withProgress((onAsked) => gather({ ...request, onAsked }));
}

const render = (report: Report, { format, verbose }: CheckOptions): string =>
  format === 'json'
    ? renderJson(report)
    : renderTable(report, { verbose, width: terminalWidth(), colour: wantsColour() });
