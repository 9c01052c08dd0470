import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { labUnavailable, startLab } from '../test/lab/lab.js';
import { account, pairOf, prepare } from '../test/truth/pair.js';
import { pairOptions } from '../test/truth/predict.js';
import { restartScenarios } from '../test/truth/scenarios/restart.js';

/**
 * Shows the doctor at work: on recorded evidence of real servers, or with --live on servers that it boots for
 * the purpose (as root, on Debian).
 */

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));

function doctor(title: string, shown: string, args: string[]): void {
  process.stdout.write(`\n━━ ${title}\n$ mysql-clone-doctor ${shown}\n\n`);
  spawnSync(process.execPath, [path('dist/main.js'), ...args], {
    stdio: 'inherit',
    env: { ...process.env, MYSQL_PWD: account.password },
  });
}

function recorded(): void {
  const show = (title: string, file: string) =>
    doctor(title, `--evidence demo/${file}`, ['--evidence', path(`demo/${file}`)]);
  show(
    'A broken pair: evidence of two real servers, gathered with "mysql-clone-doctor collect"',
    'broken-pair.json',
  );
  show('A healthy pair', 'healthy-pair.json');
  process.stdout.write(
    '\nAs root on Debian, "npm run demo -- --live" shows the same on servers that it boots.\n',
  );
}

async function live(): Promise<void> {
  const reason = await labUnavailable();
  if (reason) {
    process.stderr.write(`The live demo cannot run here: ${reason}\n`);
    process.exitCode = 3;
    return;
  }
  process.stderr.write(
    'Booting two hosts with MySQL; the first time this builds them, which takes a minute or two.\n',
  );
  const lab = await startLab(['db1', 'db2']);
  try {
    const pair = pairOf(lab);
    const down = restartScenarios[0];
    if (!down) throw new Error('there are restart scenarios');
    for (const scenario of [{ name: 'a healthy pair', ends: { outcome: 'ok' as const } }, down]) {
      await prepare(pair, scenario);
      doctor(
        `db1 and db2: ${scenario.name}`,
        "--host db2 --donor db1 --via '...' --donor-via '...'",
        pairOptions(pair),
      );
    }
  } finally {
    await lab.stop();
  }
}

if (process.argv.includes('--live')) await live();
else recorded();
