import { judge } from '../doctor/judge.js';
import { leftOut } from '../doctor/select.js';
import type { Evidence } from '../evidence/evidence.js';
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
  const { checks } = await import('../../checks/index.js');
  const excluded = leftOut(checks, { only: namesOf(options.only), skip: namesOf(options.skip) });
  const evidence = await evidenceOf(options, toolVersion);
  const { makeReport } = await import('../report/report.js');
  const report = makeReport(evidence, judge(evidence, checks, excluded), toolVersion);
  await print(await render(report, options));
  return report.exitCode;
}

/** `--only a,b --only c` and `--only a b c` mean the same. */
const namesOf = (values: readonly string[] | undefined) =>
  values?.flatMap((value) => value.split(',')).filter(Boolean);

async function evidenceOf(
  options: CheckOptions & { passwords: Passwords },
  toolVersion: string,
): Promise<Evidence> {
  if (options.evidence !== undefined) {
    const { readBundle } = await import('../evidence/bundle.js');
    const evidence = await readBundle(options.evidence);
    return { ...evidence, plan: { ...evidence.plan, ...plannedBy(options) } };
  }
  const request = await requestOf(options, toolVersion);
  const { gather } = await import('../probe/gather.js');
  return withProgress(gather(request));
}

async function render(report: Report, { format, verbose }: CheckOptions): Promise<string> {
  if (format === 'json') return (await import('../report/json.js')).renderJson(report);
  const { renderTable } = await import('../report/table.js');
  return renderTable(report, { verbose, width: terminalWidth(), colour: wantsColour() });
}
