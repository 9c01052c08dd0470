import { fileURLToPath } from 'node:url';
import { labUnavailable, startLab } from '../test/lab/lab.js';
import { pairOf, prepare } from '../test/truth/pair.js';
import { pairOptions, runDoctor } from '../test/truth/predict.js';
import type { Scenario } from '../test/truth/scenario.js';
import { compatibilityScenarios } from '../test/truth/scenarios/compatibility.js';
import { restartScenarios } from '../test/truth/scenarios/restart.js';

/** Records what the doctor sees of real pairs in the lab, for the demo and the unit tests. */

const byName = (scenarios: Scenario[], name: string) => {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`no scenario ${name}`);
  return found;
};

const dead = byName(compatibilityScenarios, 'lower_case_table_names=1 on the recipient');
const down = byName(restartScenarios, 'no MYSQLD_PARENT_PID');

const recordings: Record<string, Scenario> = {
  'healthy-pair': { name: 'a healthy pair', ends: { outcome: 'ok' } },
  'broken-pair': {
    name: 'a pair with a problem in every stage',
    recipient: { ...down.recipient, ...dead.recipient, sql: 'SET GLOBAL clone_valid_donor_list = NULL;' },
    donor: {
      sql: `INSTALL PLUGIN group_replication SONAME 'group_replication.so';
        CHANGE REPLICATION SOURCE TO SOURCE_USER = 'recovery', SOURCE_PASSWORD = 'Recovery-Secret-1'
          FOR CHANNEL 'group_replication_recovery';`,
    },
    ends: { outcome: 'refused', errno: 3869 },
  },
};

const reason = await labUnavailable();
if (reason) throw new Error(`the lab cannot run here: ${reason}`);
const lab = await startLab(['db1', 'db2']);
try {
  for (const [name, scenario] of Object.entries(recordings)) {
    const pair = pairOf(lab);
    await prepare(pair, scenario);
    const file = fileURLToPath(new URL(`../demo/${name}.json`, import.meta.url));
    const { code, stderr } = await runDoctor(['collect', file, ...pairOptions(pair)]);
    if (code !== 0) throw new Error(stderr);
    process.stderr.write(stderr);
  }
} finally {
  await lab.stop();
}
