import { z } from 'zod';

/** Why a fact is missing; each word is the reader's clue to what would make it visible. */
export const MissingReason = z.enum(['denied', 'timeout', 'unsupported', 'not-collected', 'error']);
export type MissingReason = z.infer<typeof MissingReason>;

/** A fact that could not be gathered. It is data like any other: it travels in bundles and is judged. */
export const Missing = z.object({
  ok: z.literal(false),
  reason: MissingReason,
  /** One sentence with the server's or system's own words, without secrets. */
  detail: z.string(),
  /** What would let the doctor see it: an option, a user to run as. */
  remedy: z.string().optional(),
  /** The statement that would let the account see it. */
  grant: z.string().optional(),
});
export type Missing = {
  ok: false;
  reason: MissingReason;
  detail: string;
  remedy?: string | undefined;
  grant?: string | undefined;
};

/** One fact about a server or host, gathered or not. */
export type Collected<T> = { ok: true; value: T } | Missing;

/** The schema of a fact that may be missing. */
export const collected = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value }), Missing]);
