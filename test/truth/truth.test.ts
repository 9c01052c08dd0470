import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labUnavailable } from '../lab/lab.js';
import { type Lanes, startLanes } from './lanes.js';
import { failedProofs, observeEnding } from './observe.js';
import { done, onlyReadsDonor, prepare } from './pair.js';
import { predictEnding } from './predict.js';
import { showTotals, writeResults } from './results.js';
import { showEnding } from './scenario.js';
import { scenarios } from './scenarios/index.js';

const reason = await labUnavailable();

/** One after the other those that leave a donor as the next one wants it. */
const inOrder = [...scenarios].sort((a, b) => Number(onlyReadsDonor(b)) - Number(onlyReadsDonor(a)));

const byName = inOrder.map((scenario) => [scenario.name, scenario] as const);

/** Set by `npm run truth:record`. */
const recording = process.env.MYSQL_CLONE_DOCTOR_RECORD === '1';

interface Row {
  scenario: string;
  predicted: string;
  observed: string;
  agree: boolean;
  seconds: number;
  /** How often it was told, at most twice. */
  tries: number;
}

describe
  .skipIf(reason !== undefined)
  .concurrent(`the prediction is what a real CLONE does${reason ? ` (${reason})` : ''}`, () => {
    let lanes: Lanes;
    let startedAt: number;
    const rows = new Map<string, Row>();
    const passed = new Set<string>();

    beforeAll(async () => {
      lanes = await startLanes();
      startedAt = Date.now();
    }, 600_000);

    afterAll(async () => {
      await lanes?.stop();
      show(
        scenarios.flatMap(({ name }) => rows.get(name) ?? []),
        Date.now() - startedAt,
      );
      // What ran in part, or not as it should, is no record.
      if (recording && passed.size === scenarios.length)
        writeResults(Object.fromEntries([...rows].map(([name, { observed }]) => [name, observed])));
    }, 120_000);

    // `$name` would be cut off, and `-t NAME` would not find it.
    test.each(byName)('%s', { timeout: 300_000 }, (_, scenario) =>
      lanes.use(async (hosts) => {
        const began = Date.now();
        const row: Row = {
          scenario: scenario.name,
          predicted: '',
          observed: '',
          agree: false,
          seconds: 0,
          tries: (rows.get(scenario.name)?.tries ?? 0) + 1,
        };
        rows.set(scenario.name, row);
        const pair = await prepare(hosts, scenario);
        const predicted = await predictEnding(pair, scenario);
        row.predicted = showEnding(predicted.ending);
        const observed = await observeEnding(pair, scenario);
        row.observed = showEnding(observed);
        row.agree = row.predicted === row.observed;
        row.seconds = Math.round((Date.now() - began) / 100) / 10;
        expect(observed, 'the real CLONE ends as it is known to').toEqual(scenario.ends);
        expect(predicted.ending, 'the doctor predicted it').toEqual(scenario.predicted ?? observed);
        const problems = predicted.report.findings
          .filter(({ status }) => status === 'warn' || status === 'fail')
          .map(({ id }) => id);
        expect(problems, 'the doctor found what is wrong').toEqual(
          expect.arrayContaining(scenario.findings ?? []),
        );
        if (showEnding(scenario.predicted ?? observed) === 'ok') {
          const alarms = problems.filter((id) => id.startsWith('restart/'));
          expect(scenario.findings ?? [], 'nothing warns of a restart that works').toEqual(
            expect.arrayContaining(alarms),
          );
        }
        expect(
          problems.filter((id) => scenario.quiet === 'all' || scenario.quiet?.includes(id)),
          'the doctor raised no false alarm',
        ).toEqual([]);
        for (const [id, words] of Object.entries(scenario.says ?? {}))
          expect(predicted.report.findings.find((finding) => finding.id === id)?.summary).toMatch(words);
        expect(await failedProofs(pair, scenario.proof ?? [])).toEqual([]);
        passed.add(scenario.name);
        done(hosts, scenario);
      }),
    );
  });

function show(rows: Row[], milliseconds: number): void {
  console.table(rows);
  const agreeing = rows.filter(({ agree }) => agree).length;
  const unknown = rows.filter(({ predicted }) => predicted.startsWith('unknown')).length;
  const observed = showTotals(rows.map((row) => row.observed || 'nothing'));
  console.log(
    `${rows.length} of ${scenarios.length} scenarios in ${Math.round(milliseconds / 1000)} s: ${observed}; ` +
      `${agreeing} predicted as observed, ${unknown} said to be unknown`,
  );
}
