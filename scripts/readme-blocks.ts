import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checks } from '../checks/index.js';
import { judge } from '../src/doctor/judge.js';
import { readBundle } from '../src/evidence/bundle.js';
import { makeReport } from '../src/report/report.js';
import { renderTable } from '../src/report/table.js';
import { readResults, showTotals } from '../test/truth/results.js';
import { scenarios } from '../test/truth/scenarios/index.js';

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));

export const readmePath = path('README.md');

/** The README with what is generated in it as it is to be now. */
export async function currentReadme(): Promise<string> {
  let text = readFileSync(readmePath, 'utf8');
  for (const [name, block] of Object.entries(await blocks())) text = replaced(text, name, block);
  return text;
}

/** What stands between `<!-- NAME -->` and `<!-- end of ... -->`. */
const blocks = async (): Promise<Record<string, string>> => ({
  'output: demo/broken-pair.json': `\`\`\`text\n${await output()}\n\`\`\``,
  'results: test/truth/results.json': results(),
  'checks: checks/index.ts': checkTable(),
});

async function output(): Promise<string> {
  const evidence = await readBundle(path('demo/broken-pair.json'));
  const report = makeReport(evidence, judge(evidence, checks), '0.0.0');
  return renderTable(report, { verbose: false, width: 100, colour: false }).trimEnd();
}

function results(): string {
  const endings = Object.values(readResults());
  // Where the end hangs on what nobody can see, `unknown` is the right answer, and not the one that came true.
  const unknown = scenarios.filter(({ predicted }) => predicted?.outcome === 'unknown').length;
  return (
    `Of ${endings.length} real clones, each prepared to be different, ${endings.length - unknown} ended as the doctor had said before, with the error number\n` +
    `it had said; of the other ${unknown} it said that nobody can know. They ended: ${showTotals(endings)}.\n` +
    '`npm run test:truth` repeats them.'
  );
}

/** The registry, in the order in which a clone meets the checks. */
function checkTable(): string {
  const rows = checks.map(
    ({ id, stage, consequence, title }) => `| \`${id}\` | ${stage} | ${consequence} | ${title} |`,
  );
  return ['| check | stage | if it fails | a pass says |', '|---|---|---|---|', ...rows].join('\n');
}

function replaced(text: string, name: string, block: string): string {
  const start = `<!-- ${name} -->\n`;
  const from = text.indexOf(start) + start.length;
  const to = text.indexOf('\n<!-- end of ', from);
  if (from < start.length || to === -1) throw new Error(`README.md has no block ${name}`);
  return text.slice(0, from) + block + text.slice(to);
}
