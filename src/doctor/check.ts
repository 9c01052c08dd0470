import type { Collected, Missing } from '../evidence/collected.js';
import type { FactName, Facts, FactValues, Plan, Side } from '../evidence/evidence.js';
import type { Consequence, EvidenceValues, FindingStatus, Remedy, Stage } from './finding.js';

/** A fact of one side, as checks ask for it: `donor.variables`. */
export type Need = `${Side}.${FactName}`;

/** The facts of one side among the needs, as plain values. */
type Required<N extends Need, S extends Side> = {
  [Name in FactName as `${S}.${Name}` extends N ? Name : never]: FactValues[Name];
};

/** The facts of one side among the wishes, each gathered or not. */
type Wished<N extends Need, S extends Side> = {
  [Name in FactName as `${S}.${Name}` extends N ? Name : never]: Collected<FactValues[Name]>;
};

/** What `evaluate` gets: the facts that the check declared, when they were gathered, and the planned clone. */
type Input<N extends Need = never, W extends Need = never> = {
  [S in Side]: Required<N, S> & Wished<W, S>;
} & { plan: Plan; collectedAt: string };

/** What one evaluation says. Everything else of a finding comes from the check's own description. */
export interface Verdict {
  status: FindingStatus;
  summary: string;
  meaning?: string;
  evidence: EvidenceValues;
  remedy: Remedy[];
  /** Where this case ends differently from what the check declares. */
  consequence?: Consequence;
  errno?: number;
  donorErrno?: number;
  /** There is no clone, for better or worse: nothing else of it matters. */
  settles?: true;
}

type Extra = Partial<Omit<Verdict, 'status' | 'summary'>>;

const verdict = (status: FindingStatus, summary: string, extra: Extra = {}): Verdict => ({
  evidence: {},
  remedy: [],
  ...extra,
  ...(extra.meaning && { meaning: oneLine(extra.meaning) }),
  status,
  summary,
});

/** Text that was broken into lines for the sake of the source file. */
const oneLine = (text: string) => text.replaceAll(/\s*\n\s*/g, ' ');

export const pass = (summary: string, extra?: Extra): Verdict => verdict('pass', summary, extra);
export const warn = (summary: string, extra: Extra & { meaning: string }): Verdict =>
  verdict('warn', summary, extra);
export const fail = (summary: string, extra: Extra & { meaning: string }): Verdict =>
  verdict('fail', summary, extra);
export const skip = (reason: string, extra?: Extra): Verdict => verdict('skip', reason, extra);
export const unknown = (summary: string, extra?: Extra): Verdict => verdict('unknown', summary, extra);

/** The verdict of a check that needs a fact which could not be gathered. */
export function blindTo(need: Need, { reason, detail, grant, remedy }: Missing): Verdict {
  return unknown(`${need} could not be seen: ${detail}`, {
    evidence: { missing: need, reason },
    remedy: [
      ...(grant ? [{ on: splitNeed(need)[0], kind: 'sql' as const, text: grant }] : []),
      ...(remedy ? [{ on: 'doctor' as const, kind: 'manual' as const, text: remedy }] : []),
    ],
  });
}

export interface CheckDescription<N extends Need, W extends Need> {
  /** The path of the check's file below `checks/`, without its ending; never reused. */
  id: string;
  /** The state that a pass asserts. */
  title: string;
  stage: Stage;
  consequence: Consequence;
  /** One paragraph: what the server does, and why the check exists. */
  why: string;
  /** Manual pages and server source files that the rule comes from. */
  references: readonly string[];
  /** Facts without which the check cannot judge: when one is missing, the finding is `unknown`. */
  needs: readonly N[];
  /** Facts that the check looks at when they are there. */
  wishes?: readonly W[];
  /** The reason why the planned clone, or this kind of recipient, has nothing to do with this check, if so. */
  irrelevant?: (plan: Plan, recipient: FactValues['identity'] | undefined) => string | undefined;
  /** The side on which nothing else is worth looking at when this check fails: there is no CLONE on that server. */
  precludes?: Side;
  evaluate(input: Input<N, W>): Verdict;
}

/** A check with its types closed over, as the registry and the runner hold it. */
export interface Check extends Omit<CheckDescription<Need, Need>, 'evaluate'> {
  area: string;
  evaluate(input: {
    recipient: Partial<Facts>;
    donor: Partial<Facts>;
    plan: Plan;
    collectedAt: string;
  }): Verdict;
}

/** Makes a check of its description; the compiler sees to it that `evaluate` uses declared facts only. */
export function defineCheck<const N extends Need, const W extends Need = never>(
  description: CheckDescription<N, W>,
): Check {
  const area = description.id.slice(0, description.id.indexOf('/'));
  const { evaluate } = description;
  return {
    ...description,
    why: oneLine(description.why),
    area,
    evaluate: ({ recipient, donor, plan, collectedAt }) => {
      const sides: Record<Side, Partial<Facts>> = { recipient, donor };
      const input: Record<Side, Record<string, unknown>> = { recipient: {}, donor: {} };
      for (const need of description.needs) {
        const [side, name] = splitNeed(need);
        const fact = sides[side][name];
        if (!fact?.ok) return blindTo(need, fact ?? notCollected);
        input[side][name] = fact.value;
      }
      for (const wish of description.wishes ?? []) {
        const [side, name] = splitNeed(wish);
        input[side][name] = sides[side][name] ?? notCollected;
      }
      return evaluate({ ...input, plan, collectedAt } as unknown as Input<N, W>);
    },
  };
}

const notCollected: Missing = { ok: false, reason: 'not-collected', detail: 'was not gathered' };

/** The two halves of `donor.variables`. */
export function splitNeed(need: Need): [Side, FactName] {
  const dot = need.indexOf('.');
  return [need.slice(0, dot) as Side, need.slice(dot + 1) as FactName];
}
