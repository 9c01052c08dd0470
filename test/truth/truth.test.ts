import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labUnavailable, startLab } from '../lab/lab.js';
import { failedProofs, observeEnding } from './observe.js';
import { type Pair, pairOf, prepare } from './pair.js';
import { predictEnding } from './predict.js';
import { showEnding } from './scenario.js';
import { scenarios } from './scenarios/index.js';

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
      const agreeing = table.filter(({ agree }) => agree).length;
      console.log(`${table.length} scenarios, ${agreeing} predicted as observed`);
    }, 60_000);

    test.each(scenarios)('$name', { timeout: 240_000 }, async (scenario) => {
      await prepare(pair, scenario);
      const predicted = await predictEnding(pair, scenario);
      const observed = await observeEnding(pair, scenario);
      table.push({
        scenario: scenario.name,
        predicted: showEnding(predicted.ending),
        observed: showEnding(observed),
        agree: showEnding(predicted.ending) === showEnding(observed),
      });
      expect(observed, 'the real CLONE ends as it is known to').toEqual(scenario.ends);
      expect(predicted.ending, 'the doctor predicted it').toEqual(observed);
      const problems = predicted.report.findings
        .filter(({ status }) => status === 'warn' || status === 'fail')
        .map(({ id }) => id);
      expect(problems, 'the doctor found what is wrong').toEqual(
        expect.arrayContaining(scenario.findings ?? []),
      );
      expect(await failedProofs(pair, scenario.proof ?? [])).toEqual([]);
    });
  },
);

test('every scenario has a name of its own', () => {
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
});
