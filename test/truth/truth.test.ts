import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labUnavailable, startLab } from '../lab/lab.js';
import { observeEnding } from './observe.js';
import { type Pair, pairOf, prepare } from './pair.js';
import { predictEnding } from './predict.js';
import { type Ending, type Scenario, showEnding } from './scenario.js';
import { compatibilityScenarios } from './scenarios/compatibility.js';
import { gateScenarios } from './scenarios/gate.js';
import { restartScenarios } from './scenarios/restart.js';

const scenarios: Scenario[] = [...gateScenarios, ...compatibilityScenarios, ...restartScenarios];

const reason = await labUnavailable();

describe.skipIf(reason !== undefined)(
  `the prediction is what a real CLONE does${reason ? ` (${reason})` : ''}`,
  () => {
    let lab: Lab;
    let pair: Pair;
    const table: { scenario: string; predicted: string; observed: string; agree: boolean }[] = [];

    beforeAll(async () => {
      lab = await startLab(['db1', 'db2']);
      pair = pairOf(lab);
    }, 600_000);

    afterAll(async () => {
      await lab?.stop();
      console.table(table);
    }, 60_000);

    test.each(scenarios)('$name', { timeout: 180_000 }, async (scenario) => {
      await prepare(pair, scenario);
      const predicted = await predictEnding(pair, scenario);
      const observed: Ending = await observeEnding(pair, scenario);
      table.push({
        scenario: scenario.name,
        predicted: showEnding(predicted.ending),
        observed: showEnding(observed),
        agree: showEnding(predicted.ending) === showEnding(observed),
      });
      expect(observed, 'the real CLONE ends as it is known to').toEqual(scenario.ends);
      expect(predicted.ending, 'the doctor predicted it').toEqual(observed);
    });
  },
);
