import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checks } from '../checks/index.js';
import { judge } from '../src/doctor/judge.js';
import { makeReport } from '../src/report/report.js';
import { renderTable } from '../src/report/table.js';
import { brokenPair } from './support/evidence.js';
import { grants } from './truth/pair.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

const between = (start: string, end: string) => readme.split(start)[1]?.split(end)[0]?.trim() ?? '';

test("the README's output is what the program prints", () => {
  const evidence = brokenPair();
  const report = makeReport(evidence, judge(evidence, checks), '0.0.0');
  const table = renderTable(report, { verbose: false, width: 100, colour: false });
  const shown = between('<!-- output: demo/broken-pair.json -->\n```text', '```\n<!-- end of output -->');
  expect(shown).toBe(table.trim());
});

test("the README's account is the one that real servers are tested with", () => {
  const statements = (text: string) =>
    text
      .split('\n')
      .map((line) =>
        line
          .replace(/--.*/, '')
          .replace(/IDENTIFIED BY '[^']*'/, "IDENTIFIED BY '...'")
          .trim(),
      )
      .filter(Boolean);
  const shown = between('<!-- account -->\n```sql', '```\n<!-- end of account -->');
  expect(statements(shown)).toEqual(statements(grants));
});
