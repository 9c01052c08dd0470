import { styleText } from 'node:util';
import type { Finding, FindingStatus, Outcome, Remedy } from '../doctor/finding.js';
import { grid } from './grid.js';
import type { Report, ReportTarget } from './schema.js';
import { describeCopy, describeError, describeOutcome, places } from './wording.js';

export interface TableOptions {
  /** Show passes too, and the evidence of every finding. */
  verbose: boolean;
  /** Columns of the terminal. */
  width: number;
  colour: boolean;
}

type Style = Parameters<typeof styleText>[0];

const marks: Record<FindingStatus, { text: string; style: Style }> = {
  fail: { text: '✗ fail', style: 'red' },
  unknown: { text: '? unknown', style: 'magenta' },
  warn: { text: '! warn', style: 'yellow' },
  skip: { text: '- skip', style: 'gray' },
  pass: { text: '✓ pass', style: 'green' },
};

const worstFirst: readonly FindingStatus[] = ['fail', 'unknown', 'warn', 'skip', 'pass'];

const MARK_WIDTH = 11;
const INDENT = ' '.repeat(MARK_WIDTH + 2);

/** Renders a report for people: the prediction first, then what decides it, area by area, worst first. */
export function renderTable(unsafe: Report, options: TableOptions): string {
  const report = withoutControlCharacters(unsafe);
  const shown = report.findings.filter(({ status }) =>
    options.verbose ? status !== 'skip' : ['fail', 'unknown', 'warn'].includes(status),
  );
  const sections = [
    renderPrediction(report, options),
    renderTargets(report.targets, options),
    ...byArea(shown).map(([area, findings]) => renderArea(area, findings, options)),
    renderSkipped(report.findings, options),
    renderNextStep(report),
    renderSummary(report, options),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

function renderPrediction(
  { prediction, plan, copy, targets, findings }: Report,
  options: TableOptions,
): string {
  const { outcome, because, then, leaks, blind } = prediction;
  const label = options.colour ? ` ${outcome.toUpperCase()} ` : `${outcome.toUpperCase()}:`;
  const what = plan.statement ?? 'CLONE (no donor was named)';
  const error = describeError(prediction);
  const head = style(label, headStyle(outcome), options);
  const donorless = targets.length === 1 ? '; without a donor only the recipient was looked at' : '';
  const without = findings.find(({ settles, status }) => settles && status === 'pass');
  const end = without ? `no clone: ${without.summary}` : describeOutcome(outcome);
  const rows: [string, string][] = [
    ['prediction', `${head} ${end}${error && ` (${error})`}${donorless}`],
    ['planned', what],
    ...(copy ? [['to copy', describeCopy(copy)] satisfies [string, string]] : []),
  ];
  if (outcome !== 'unknown' && because.length > 0) rows.push(['because of', someOf(because)]);
  for (const next of then.filter((end) => end.outcome !== 'unknown')) {
    const end = `${next.outcome.toUpperCase()}: ${describeOutcome(next.outcome)}`;
    rows.push(['once fixed', `${end} (${someOf(next.because)})`]);
  }
  if (blind.length > 0) rows.push(['not seen', someOf(blind)]);
  if (leaks.length > 0)
    rows.push(['leaks', `stored passwords of the donor reach the recipient (${leaks.join(', ')})`]);
  return grid(rows, [MARK_WIDTH], options.width);
}

/** More than a few ids tell a reader no more than their number does. */
const someOf = (ids: readonly string[]): string =>
  ids.length <= FEW ? ids.join(', ') : `${ids.slice(0, FEW - 1).join(', ')} and ${ids.length - FEW + 1} more`;

const FEW = 5;

function headStyle(outcome: Outcome): Style {
  if (outcome === 'ok') return ['bold', 'green', 'inverse'];
  return outcome === 'unknown' ? ['bold', 'magenta', 'inverse'] : ['bold', 'red', 'inverse'];
}

const renderTargets = (targets: readonly ReportTarget[], options: TableOptions): string =>
  grid(
    targets.map(({ role, address, product, version, hostVantage }) => [
      role,
      `${address}   ${product ?? 'unknown product'} ${version ?? ''}   host: ${hostVantage ?? 'not looked at'}`,
    ]),
    [MARK_WIDTH],
    options.width,
  );

function byArea(findings: readonly Finding[]): [string, Finding[]][] {
  const areas = new Map<string, Finding[]>();
  for (const finding of findings) areas.set(finding.area, [...(areas.get(finding.area) ?? []), finding]);
  const worst = (group: Finding[]) => Math.min(...group.map(severity));
  return [...areas]
    .map(([area, group]): [string, Finding[]] => [area, group.toSorted((a, b) => severity(a) - severity(b))])
    .sort(([, a], [, b]) => worst(a) - worst(b));
}

const severity = ({ status }: Finding) => worstFirst.indexOf(status);

function renderArea(area: string, findings: readonly Finding[], options: TableOptions): string {
  return [style(area, 'bold', options), ...findings.map((finding) => renderFinding(finding, options))].join(
    '\n',
  );
}

function renderFinding(finding: Finding, options: TableOptions): string {
  const { status, id, summary, meaning, evidence, remedy } = finding;
  const mark = marks[status];
  const text = [style(id, 'bold', options), summary, ...(meaning ? [meaning] : [])];
  if (options.verbose) {
    const values = Object.entries(evidence).map(([key, value]) => `${key}=${showValue(value)}`);
    if (values.length > 0) text.push(style(values.join('  '), 'gray', options));
  }
  const head: [string, string] = [style(mark.text, mark.style, options), text.join('\n')];
  return [
    grid([head], [MARK_WIDTH], options.width),
    ...byPlace(remedy).map((group) => renderRemedies(group, options)),
  ].join('\n');
}

const showValue = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** Neighbours that are typed at one place, in one go. */
function byPlace(remedies: readonly Remedy[]): [Remedy, ...Remedy[]][] {
  const groups: [Remedy, ...Remedy[]][] = [];
  for (const remedy of remedies) {
    const last = groups.at(-1);
    const joins = last && remedy.kind !== 'manual' && heading(last[0]) === heading(remedy);
    if (joins) last.push(remedy);
    else groups.push([remedy]);
  }
  return groups;
}

const heading = ({ on, kind, path, when }: Remedy) => {
  const time = when ? 'after the clone, ' : '';
  return kind === 'manual' ? '' : `→ ${time}${places[on]}${path ? `, in ${path}` : ''}:`;
};

/** What is to be typed stays out of every table: it must be possible to paste it. */
function renderRemedies(group: readonly [Remedy, ...Remedy[]], options: TableOptions): string {
  const [first] = group;
  if (first.kind === 'manual') return grid([['', `→ ${first.text}`]], [MARK_WIDTH], options.width);
  const lines = group.flatMap(({ text }) => text.split('\n')).map((line) => `${INDENT}    ${line}`);
  return [`${INDENT}${heading(first)}`, ...lines].join('\n');
}

function renderSkipped(findings: readonly Finding[], options: TableOptions): string {
  const reasons = new Map<string, string[]>();
  for (const { status, summary, id } of findings) {
    if (status === 'skip') reasons.set(summary, [...(reasons.get(summary) ?? []), id]);
  }
  if (reasons.size === 0) return '';
  const rows = [...reasons].map(([reason, ids]): [string, string] => [
    style(marks.skip.text, marks.skip.style, options),
    style(`${reason}: ${options.verbose ? ids.join(', ') : someOf(ids)}`, 'gray', options),
  ]);
  return grid(rows, [MARK_WIDTH], options.width);
}

function renderNextStep({ prediction, plan }: Report): string {
  if (prediction.outcome !== 'ok' || !plan.statement) return '';
  return `To ${plan.joinGroup ? 'join' : 'clone'}, ${places.recipient}:\n    ${plan.statement}`;
}

function renderSummary({ summary, findings, exitCode }: Report, options: TableOptions): string {
  const counts = [
    `${summary.pass} passed`,
    `${summary.warn} warned`,
    `${summary.fail} failed`,
    `${summary.unknown} unknown`,
    `${summary.skip} skipped`,
  ].join(', ');
  const more = options.verbose ? '' : '; --verbose shows the passes and all evidence';
  return `${findings.length} checks: ${counts} (exit code ${exitCode}${more})`;
}

const style = (text: string, format: Style, { colour }: TableOptions) =>
  colour ? styleText(format, text, { validateStream: false }) : text;

/** What servers say may hold control characters; a terminal must not act on them. */
const withoutControlCharacters = (report: Report): Report =>
  JSON.parse(
    JSON.stringify(report, (_, value) =>
      typeof value === 'string' ? value.replaceAll(CONTROL, ' ') : value,
    ),
  ) as Report;

/** All but the line's end. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;
