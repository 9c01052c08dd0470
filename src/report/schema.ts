import { z } from 'zod';
import { Finding, FindingStatus, Prediction } from '../doctor/finding.js';
import { MissingReason } from '../evidence/collected.js';
import { Plan } from '../evidence/evidence.js';

const Tool = z.object({ name: z.literal('mysql-clone-doctor'), version: z.string() });

/** One server, who it is, and how much of it could be seen. */
const ReportTarget = z.object({
  role: z.enum(['recipient', 'donor']),
  address: z.string(),
  version: z.string().nullable(),
  product: z.string().nullable(),
  serverUuid: z.string().nullable(),
  /** How the host was looked at: `local`, the command of --via, or null where it was not. */
  hostVantage: z.string().nullable(),
  /** Facts that this side was asked for and that could not be gathered, and why. */
  unseen: z.array(z.object({ fact: z.string(), reason: MissingReason, detail: z.string() })),
});

/** What the doctor says of a pair of servers. The same object stands behind every format. */
export const Report = z.object({
  schemaVersion: z.literal('1.0'),
  tool: Tool,
  /** When the evidence was gathered. */
  collectedAt: z.iso.datetime(),
  targets: z.array(ReportTarget),
  plan: z.object({
    ...Plan.shape,
    /** The statement that was judged; the password is left to the reader. */
    statement: z.string().nullable(),
  }),
  prediction: Prediction,
  /** How much is copied, and what is known of the time that it takes; null without a donor that says so. */
  copy: z
    .object({
      bytes: z.number(),
      /** The tightest of the recipient's own limits; null without one. */
      limitMibPerSecond: z.number().nullable(),
      /** It takes no less, because of that limit; null where nothing can be told. */
      minSeconds: z.number().nullable(),
      /** What it takes at the rate of --bandwidth; null without one. */
      aboutSeconds: z.number().nullable(),
    })
    .nullable(),
  summary: z.record(FindingStatus, z.int()),
  findings: z.array(Finding),
  exitCode: z.int().min(0).max(3),
});

/** What stands in the report's place when the doctor could not judge at all; the exit code is then 3. */
export const ErrorReport = z.object({
  schemaVersion: z.literal('1.0'),
  tool: Tool,
  error: z.object({
    kind: z.enum(['usage', 'unreachable', 'access-denied', 'tls', 'not-mysql', 'timeout', 'internal']),
    message: z.string(),
    hint: z.string().nullable(),
  }),
  exitCode: z.literal(3),
});

/** Everything that `--format json` prints. */
export const Document = z.union([Report, ErrorReport]);

export type Report = Omit<z.infer<typeof Report>, 'findings'> & { findings: Finding[] };
export type ReportTarget = z.infer<typeof ReportTarget>;
export type ErrorReport = z.infer<typeof ErrorReport>;
