import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { currentReadme } from '../scripts/readme-blocks.js';
import { grants } from './truth/pair.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

const between = (start: string, end: string) => readme.split(start)[1]?.split(end)[0]?.trim() ?? '';

test('what is generated in the README is up to date: npm run readme', async () => {
  expect(readme).toBe(await currentReadme());
});

test("the README's account is the one that real servers are tested with", () => {
  const statements = (text: string) =>
    text
      .split('\n')
      .map((line) =>
        line
          .replace(/ +--/, ' --')
          .replace(/IDENTIFIED BY '[^']*'/, "IDENTIFIED BY '...'")
          .trim(),
      )
      .filter(Boolean);
  const shown = between('<!-- account -->\n```sql', '```\n<!-- end of account -->');
  expect(statements(shown)).toEqual(statements(grants));
});
