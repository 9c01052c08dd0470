import type { Evidence, Side } from '../evidence/evidence.js';
import { type Check, skip, splitNeed, unknown, type Verdict } from './check.js';
import type { Finding } from './finding.js';

/**
 * Runs the checks over the evidence, in their order.
 *
 * A check whose facts are missing, or that throws, gives an `unknown` finding; the others go on. One that was
 * left out is a skip, and as blind as one that had no donor.
 *
 * @param leftOut ids of checks that are not to run.
 */
export function judge(
  evidence: Evidence,
  checks: readonly Check[],
  leftOut: ReadonlySet<string> = new Set(),
): Finding[] {
  /** Why nothing else of a side matters. */
  const precluded = new Map<Side, string>();
  /** Why nothing matters any more. */
  let settled: string | undefined;
  return checks.map((check) => {
    const startedAt = performance.now();
    const verdict = leftOut.has(check.id)
      ? skip('left out by --only or --skip', { evidence: { missing: 'left out' } })
      : settled !== undefined
        ? skip(settled)
        : evaluate(check, evidence, precluded);
    if (verdict.settles) settled = verdict.summary;
    if (check.precludes && verdict.status === 'fail') precluded.set(check.precludes, verdict.summary);
    return {
      id: check.id,
      area: check.area,
      title: check.title,
      stage: check.stage,
      consequence: check.consequence,
      references: [...check.references],
      ...(evidence.plan.joinGroup && !verdict.settles ? unseen(verdict) : verdict),
      durationMs: performance.now() - startedAt,
    };
  });
}

/** A clone that Group Replication begins tells no client its error; what keeps it from beginning does. */
const unseen = ({ errno: _, donorErrno: __, ...verdict }: Verdict): Verdict => verdict;

function evaluate(
  check: Check,
  { plan, collectedAt, recipient, donor }: Evidence,
  precluded: ReadonlyMap<Side, string>,
): Verdict {
  const { identity } = recipient.facts;
  const irrelevant = check.irrelevant?.(plan, identity?.ok ? identity.value : undefined);
  if (irrelevant) return skip(irrelevant);
  const sides = new Set([...check.needs, ...(check.wishes ?? [])].map((need) => splitNeed(need)[0]));
  const pointless = [...precluded].find(([side]) => sides.has(side));
  if (pointless) return skip(pointless[1]);
  if (!donor && check.needs.some((need) => splitNeed(need)[0] === 'donor')) {
    return skip('needs a donor, and none was named: add --donor HOST[:PORT]', {
      evidence: { missing: 'donor' },
    });
  }
  try {
    return check.evaluate({ recipient: recipient.facts, donor: donor?.facts ?? {}, plan, collectedAt });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return unknown(`the check itself failed: ${message}`, {
      remedy: [
        { on: 'doctor', kind: 'manual', text: 'This is a defect of mysql-clone-doctor; please report it.' },
      ],
    });
  }
}
