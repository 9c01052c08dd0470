import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';
import { z } from 'zod';
import { Document } from '../src/report/schema.js';

/**
 * Builds what the package ships: the program, the JSON Schema of its report, and the licences of what is in it.
 *
 * The program is bundled with its dependencies, because start-up is most of a run: loading the same code from
 * some 150 files takes a quarter longer. What is imported dynamically stays apart and is loaded when needed.
 */

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));

/**
 * yargs measures its help with string-width, which compiles Unicode's emoji tables when it is loaded: 10 ms of every
 * run, for text that has none. (cli-table3 requires an older one that does not.)
 */
const plainWidth: Plugin = {
  name: 'plain-width',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^string-width$/ }, ({ kind }) =>
      kind === 'import-statement' ? { path: path('src/cli/plain-width.ts') } : undefined,
    );
  },
};

rmSync(path('dist'), { recursive: true, force: true });

const { metafile } = await build({
  absWorkingDir: path('.'),
  entryPoints: ['src/cli/main.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  logLevel: 'warning',
  plugins: [plainWidth],
  // mysql2 is CommonJS and requires Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});

mkdirSync(path('dist/schema'));
const schema = { title: 'The report of mysql-clone-doctor', ...z.toJSONSchema(Document) };
writeFileSync(path('dist/schema/report.json'), `${JSON.stringify(schema, null, 2)}\n`);
writeFileSync(path('dist/THIRD-PARTY-LICENSES.txt'), licencesOf(metafile));

function licencesOf({ inputs }: Metafile): string {
  const folders = new Set(
    Object.keys(inputs).flatMap(
      (file) => file.match(/^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? [],
    ),
  );
  return [...folders].sort().map(licenceOf).join('\n\n');
}

/** A package's name, version and licence text. */
function licenceOf(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(path(folder), 'package.json'), 'utf8'));
  const file = readdirSync(path(folder)).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? readFileSync(join(path(folder), file), 'utf8').trim() : `Licence: ${manifest.license}`;
  return `${manifest.name} ${manifest.version}\n${'='.repeat(72)}\n${text}\n`;
}
