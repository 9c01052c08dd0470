import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * What each part may import, besides itself: connection → probe → evidence → checks → findings → report, and
 * the command line above them all. `types` are imports that are gone when the program runs.
 */
const allowed: Record<string, { values: string[]; types: string[] }> = {
  'src/doctor-error.ts': { values: [], types: [] },
  'src/evidence': { values: ['src/doctor-error.ts'], types: [] },
  'src/connection': { values: ['src/doctor-error.ts'], types: [] },
  'src/probe': { values: ['src/connection', 'src/evidence', 'src/doctor-error.ts'], types: [] },
  'src/doctor': { values: ['src/doctor-error.ts'], types: ['src/evidence'] },
  'src/report': { values: ['src/doctor', 'src/evidence'], types: ['src/doctor-error.ts'] },
  checks: { values: ['src/doctor', 'src/evidence'], types: [] },
  'package.json': { values: [], types: [] },
  'src/cli': {
    values: [
      'src/connection',
      'src/probe',
      'src/evidence',
      'src/doctor',
      'src/report',
      'src/doctor-error.ts',
      'checks',
      'package.json',
    ],
    types: [],
  },
};

const partOf = (file: string) =>
  Object.keys(allowed).find((part) => file === part || file.startsWith(`${part}/`));

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), 'utf8');
  const found = [
    ...source.matchAll(/^(?:import|export)\s+(type\s)?[^;'"]*?from\s+'(\.[^']+)'/gm),
    ...source.matchAll(/()import\('(\.[^']+)'\)/g),
  ];
  return found.map(([, type, specifier = '']) => ({
    from: file,
    to: relative(root, join(root, dirname(file), specifier)).replace(/\.js$/, '.ts'),
    typeOnly: Boolean(type),
  }));
}

const files = ['src', 'checks'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name)),
);

describe('imports follow the flow of the design', () => {
  test('there is something to look at', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(importsOf).length).toBeGreaterThan(100);
  });

  test.each(files)('%s', (file) => {
    const part = partOf(file);
    expect(part, 'every file belongs to a part').toBeDefined();
    const rule = allowed[part as string];
    const wrong = importsOf(file).filter(({ to, typeOnly }) => {
      const target = partOf(to);
      if (target === part) return false;
      const may = typeOnly ? [...(rule?.values ?? []), ...(rule?.types ?? [])] : (rule?.values ?? []);
      return !may.includes(target ?? to);
    });
    expect(wrong).toEqual([]);
  });
});

/** What is compiled at each start: everything that an import without `type` reaches. */
function reachedFrom(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const source = file.endsWith('.ts') ? readFileSync(join(root, file), 'utf8') : '';
  for (const [, specifier = ''] of source.matchAll(/^import\s+(?!type\s)[^;'"]*?from\s+'([^']+)'/gm)) {
    const to = specifier.startsWith('.') ? relative(root, join(root, dirname(file), specifier)) : specifier;
    reachedFrom(to.replace(/^(.*)\.js$/, '$1.ts'), seen);
  }
  return seen;
}

test('what is heavy is loaded when it is needed, not at each start', () => {
  const reached = reachedFrom('src/cli/main.ts');
  expect([...reached]).toContain('checks/index.ts');
  expect([...reached]).toContain('yargs');
  for (const heavy of ['zod', 'mysql2', 'ora']) expect([...reached]).not.toContain(heavy);
});
