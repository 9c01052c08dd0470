import { z } from 'zod';

/**
 * Where CLONE meets a problem, in the order in which it meets them. Everything before `copy` leaves the
 * recipient untouched; `copy` begins by dropping the recipient's data.
 */
export const Stage = z.enum(['gate', 'copy', 'restart', 'start', 'after']);
export type Stage = z.infer<typeof Stage>;

/** What a failed check does to the servers. */
export const Consequence = z.enum([
  'refused',
  'wiped',
  'down',
  'dead',
  'lossy',
  'donor-loss',
  'leak',
  'none',
]);
export type Consequence = z.infer<typeof Consequence>;

export const FindingStatus = z.enum(['pass', 'warn', 'fail', 'unknown', 'skip']);
export type FindingStatus = z.infer<typeof FindingStatus>;

/** Something to type or do. `text` can be pasted as it is, at the place that `on` names. */
export const Remedy = z.object({
  on: z.enum(['recipient', 'donor', 'recipient-host', 'donor-host', 'doctor']),
  kind: z.enum(['sql', 'option-file', 'systemd', 'shell', 'manual']),
  text: z.string(),
  /** What would do harm before the clone. */
  when: z.literal('after-clone').optional(),
  /** For `systemd` and `option-file`: the file that the text belongs into. */
  path: z.string().optional(),
});
export type Remedy = { [K in keyof z.infer<typeof Remedy>]: z.infer<typeof Remedy>[K] };

/** The values that a finding was judged from. */
export const EvidenceValues = z.record(z.string(), z.json());
export type EvidenceValues = Record<string, string | number | boolean | null | string[]>;

/** What one check says about the planned clone. */
export const Finding = z.object({
  id: z.string(),
  area: z.string(),
  title: z.string(),
  stage: Stage,
  status: FindingStatus,
  /** What was seen, in one sentence with the actual values. */
  summary: z.string(),
  /** What that means for the clone; absent where there is nothing to add. */
  meaning: z.string().optional(),
  evidence: EvidenceValues,
  /** What happens when this check fails; for a pass or a skip, what it guards against. */
  consequence: Consequence,
  /** The error number that the client of the CLONE statement would see. */
  errno: z.int().optional(),
  /** The donor's own error, where the client sees it wrapped in 3862. */
  donorErrno: z.int().optional(),
  /** There is no clone, for better or worse: nothing else of it matters. */
  settles: z.literal(true).optional(),
  remedy: z.array(Remedy),
  references: z.array(z.string()),
  durationMs: z.number(),
});
export type Finding = Omit<z.infer<typeof Finding>, 'evidence'> & { evidence: EvidenceValues };

const Outcome = z.enum(['ok', 'refused', 'wiped', 'down', 'dead', 'lossy', 'donor-loss', 'unknown']);
export type Outcome = z.infer<typeof Outcome>;

/** What the CLONE would do, as a whole. */
export const Prediction = z.object({
  outcome: Outcome,
  /** Where it ends; absent when nothing stands in the way. */
  stage: Stage.optional(),
  errno: z.int().optional(),
  donorErrno: z.int().optional(),
  /** The findings that decide the outcome. */
  because: z.array(z.string()),
  /** What follows, stage by stage, once the problems of the stages before are fixed. */
  then: z.array(z.object({ outcome: Outcome, stage: Stage, because: z.array(z.string()) })),
  /** Findings by which a secret of the donor reaches the recipient. */
  leaks: z.array(z.string()),
  /** Checks that could not see what they needed, and that could change the outcome. */
  blind: z.array(z.string()),
});
export type Prediction = z.infer<typeof Prediction>;
