import { judge } from '../doctor/judge.js';
import { leftOut } from '../doctor/select.js';
import type { Evidence } from '../evidence/evidence.js';
import { planOfJoin } from '../evidence/join-plan.js';
import type { Report } from '../report/schema.js';
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
      ? leftOut((await loadChecks()).checks, { only: namesOf(options.only), skip: namesOf(options.skip) })
      : undefined;
  const evidence = await evidenceOf(options, toolVersion, () => void prepare(options));
  const [{ checks }, { makeReport }, render] = await prepare(options);
  const report = makeReport(evidence, judge(evidence, checks, excluded), toolVersion);
  await print(render(report));
  return report.exitCode;
}

const loadChecks = () => import('../../checks/index.js');

/** Loads what judges and prints. */
const prepare = (options: CheckOptions) =>
  Promise.all([loadChecks(), import('../report/report.js'), renderer(options)]);

/** `--only a,b --only c` and `--only a b c` mean the same. */
const namesOf = (values: readonly string[] | undefined) =>
  values?.flatMap((value) => value.split(',')).filter(Boolean);

async function evidenceOf(
  options: CheckOptions & { passwords: Passwords },
  toolVersion: string,
  onWaiting: () => void,
): Promise<Evidence> {
  if (options.evidence !== undefined) {
    const { readBundle } = await import('../evidence/bundle.js');
    const evidence = await readBundle(options.evidence);
    const plan = { ...evidence.plan, ...plannedBy(options) };
    return { ...evidence, plan: planOfJoin(plan, evidence.recipient.facts, evidence.donor?.facts) };
  }
  const request = await requestOf(options, toolVersion);
  const { gather } = await import('../probe/gather.js');
  return withProgress((onAsked) => gather({ ...request, onWaiting, onAsked }));
}

async function renderer({ format, verbose }: CheckOptions): Promise<(report: Report) => string> {
  if (format === 'json') return (await import('../report/json.js')).renderJson;
  const { renderTable } = await import('../report/table.js');
  return (report) => renderTable(report, { verbose, width: terminalWidth(), colour: wantsColour() });
}
