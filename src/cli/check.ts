import { judge } from '../doctor/judge.js';
import type { Evidence } from '../evidence/evidence.js';
import type { Report } from '../report/schema.js';
import type { CheckOptions } from './options.js';
import { print } from './print.js';
import { withProgress } from './progress.js';
import { requestOf } from './request.js';

/**
 * Looks, judges and prints.
 *
 * @returns the exit code.
 * @throws {DoctorError} when there is nothing to judge.
 */
export async function check(options: CheckOptions, toolVersion: string): Promise<number> {
  const evidence = await evidenceOf(options, toolVersion);
  const [{ checks }, { makeReport }] = await Promise.all([
    import('../../checks/index.js'),
    import('../report/report.js'),
  ]);
  const report = makeReport(evidence, judge(evidence, checks), toolVersion);
  await print(await render(report, options));
  return report.exitCode;
}

async function evidenceOf(options: CheckOptions, toolVersion: string): Promise<Evidence> {
  if (options.evidence !== undefined) {
    const { readBundle } = await import('../evidence/bundle.js');
    return readBundle(options.evidence);
  }
  const request = requestOf(options, toolVersion);
  const { gather } = await import('../probe/gather.js');
  return withProgress(gather(request));
}

async function render(report: Report, { format, verbose }: CheckOptions): Promise<string> {
  if (format === 'json') return (await import('../report/json.js')).renderJson(report);
  const { renderTable } = await import('../report/table.js');
  const width = Math.min(process.stdout.columns ?? 100, 120);
  return renderTable(report, { verbose, width, colour: wantsColour() });
}

/** A terminal that can, unless NO_COLOR; FORCE_COLOR also without a terminal. */
const wantsColour = () =>
  !process.env.NO_COLOR &&
  (Boolean(process.env.FORCE_COLOR) || (process.stdout.isTTY && process.stdout.hasColors()));
