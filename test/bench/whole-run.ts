import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { labUnavailable, startLab } from '../lab/lab.js';
import { account, pairOf, prepare } from '../truth/pair.js';
import { pairOptions } from '../truth/predict.js';

/**
 * Measures a whole run against two lab servers and their hosts, in turn with `node -e 0`: `npm run bench`.
 * What counts is the ratio; the machine's speed is in both. Results are kept in README.md beside this file.
 */

const RUNS = 21;

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const env = { ...process.env, MYSQL_PWD: account.password };

function wallMs(args: readonly string[]): number {
  const startedAt = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ms = performance.now() - startedAt;
  if (status !== 0) throw new Error(`exit code ${status}: ${stderr}`);
  return ms;
}

/** Peak resident memory of the program itself, in MiB. */
function peakMiB(args: readonly string[]): number {
  const report = 'data:text/javascript,process.on("exit",()=>console.error(process.resourceUsage().maxRSS))';
  const { stderr } = spawnSync(process.execPath, ['--import', report, ...args], { env, encoding: 'utf8' });
  return Number(stderr.trim().split('\n').at(-1)) / 1024;
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const reason = await labUnavailable();
if (reason) throw new Error(`the lab cannot run here: ${reason}`);
const lab = await startLab(['db1', 'db2']);
try {
  const pair = pairOf(lab);
  await prepare(pair, { name: 'a healthy pair', ends: { outcome: 'ok' } });
  const commands = {
    'node -e 0': ['-e', '0'],
    '--version': [program, '--version'],
    table: [program, ...pairOptions(pair)],
    json: [program, ...pairOptions(pair), '--format', 'json'],
  };
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, [] as number[]]));
  for (let run = 0; run < RUNS; run++) {
    for (const [name, args] of Object.entries(commands)) times[name]?.push(wallMs(args));
  }
  const base = median(times['node -e 0'] ?? []);
  console.table(
    Object.entries(commands).map(([name, args]) => ({
      command: name,
      'median ms': Math.round(median(times[name] ?? [])),
      'ratio to node -e 0': Number((median(times[name] ?? []) / base).toFixed(2)),
      'peak MiB': Math.round(peakMiB(args)),
    })),
  );
} finally {
  await lab.stop();
}
