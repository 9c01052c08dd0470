import { readFileSync } from 'node:fs';
import { checks } from '../../checks/index.js';
import type { Finding } from '../../src/doctor/finding.js';
import { judge } from '../../src/doctor/judge.js';
import type { MissingReason } from '../../src/evidence/collected.js';
import type { Evidence, FactName, FactValues } from '../../src/evidence/evidence.js';

const read = (name: string) => readFileSync(new URL(`../../demo/${name}.json`, import.meta.url), 'utf8');

const recorded = read('healthy-pair');

/** What the doctor saw of a real healthy pair; each call gives a copy to change. */
export const healthyPair = (): Evidence => JSON.parse(recorded) as Evidence;

/** What the doctor saw of a real pair with a problem in every stage. */
export const brokenPair = (): Evidence => JSON.parse(read('broken-pair')) as Evidence;

type SideName = 'recipient' | 'donor';
type Changes = { [Name in FactName]?: Partial<FactValues[Name]> | FactValues[Name] };

/** Facts of a healthy pair with something else in them: objects are merged, all else is replaced. */
export function pairWith(changes: {
  recipient?: Changes;
  donor?: Changes;
  plan?: Partial<Evidence['plan']>;
}): Evidence {
  const evidence = healthyPair();
  for (const side of ['recipient', 'donor'] as const) {
    for (const [name, change] of Object.entries(changes[side] ?? {}))
      applyChange(evidence, side, name as FactName, change);
  }
  Object.assign(evidence.plan, changes.plan);
  return evidence;
}

function applyChange(evidence: Evidence, side: SideName, name: FactName, change: unknown): void {
  const facts = evidence[side]?.facts as unknown as Record<FactName, { ok: boolean; value?: unknown }>;
  const fact = facts[name];
  const merge = isObject(fact.value) && isObject(change);
  facts[name] = { ok: true, value: merge ? { ...(fact.value as object), ...change } : change };
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same pair with one fact that could not be gathered. */
export function without(
  evidence: Evidence,
  side: SideName,
  name: FactName,
  reason: MissingReason = 'denied',
): Evidence {
  const facts = evidence[side]?.facts as unknown as Record<FactName, unknown>;
  facts[name] = { ok: false, reason, detail: `${name} is out of sight` };
  return evidence;
}

/** The finding of one check about some evidence. */
export function findingOf(id: string, evidence: Evidence): Finding {
  const check = checks.find((candidate) => candidate.id === id);
  if (!check) throw new Error(`no check ${id}`);
  return judge(evidence, [check])[0] as Finding;
}
