import { z } from 'zod';
import { type Collected, collected } from './collected.js';
import { hostFacts } from './host-facts.js';
import { serverFacts } from './server-facts.js';

const factSchemas = { ...serverFacts, ...hostFacts };
type FactSchemas = typeof factSchemas;

/** The name of a fact about one side. */
export type FactName = keyof FactSchemas;

/** The plain values of all facts about one side. */
export type FactValues = { [Name in FactName]: z.infer<FactSchemas[Name]> };

/** All facts about one side, each gathered or not by itself. */
export type Facts = { [Name in FactName]: Collected<FactValues[Name]> };

const facts = Object.fromEntries(
  Object.entries(factSchemas).map(([name, schema]) => [name, collected(schema)]),
) as unknown as { [Name in FactName]: z.ZodType<Facts[Name]> };

/** The names of all facts. */
export const factNames = Object.keys(factSchemas);

/** The server that CLONE copies from, and the one that it replaces. */
export type Side = 'recipient' | 'donor';

/** One server and how it was looked at. */
export const Target = z.object({
  /** How the user named it: `host:port` or the socket's path. */
  address: z.string(),
  /** What gave the host's facts: `local`, a command such as `ssh db2`, or null where the host was not looked at. */
  hostVantage: z.string().nullable(),
  facts: z.object(facts),
});
export type Target = { address: string; hostVantage: string | null; facts: Facts };

/** The CLONE that is planned: what the statement will say, and what the user wants of the restart. */
export const Plan = z.object({
  /** The donor as the CLONE statement will name it; absent while no donor is named. */
  cloneFrom: z.object({ host: z.string(), port: z.int() }).optional(),
  /** The donor account of the statement. */
  donorUser: z.string(),
  /**
   * No statement: the recipient joins the donor's group, and Group Replication clones where it takes that for the way.
   * `cloneFrom` and `cloneSsl` are then what it would say.
   */
  joinGroup: z.boolean().optional(),
  /** The clause DATA DIRECTORY: the recipient's own data stays, and nothing restarts. */
  dataDirectory: z.string().optional(),
  /** REQUIRE SSL, no clause, REQUIRE NO SSL. */
  cloneSsl: z.enum(['required', 'preferred', 'disabled']),
  /** `any`: the server must come back. `only-clone`: and nothing but a RESTART or CLONE may restart it. */
  restartPolicy: z.enum(['any', 'only-clone']),
  /** The user knows that the recipient's own data goes. */
  expectDataLoss: z.boolean().optional(),
  /** The restart policy of the container that ends with mysqld: nothing inside of it tells. */
  expectRestart: z.enum(['always', 'on-failure', 'never']).optional(),
  /** Seconds after which the client of the statement gives up. */
  clientTimeout: z.number().positive().optional(),
  /** MiB a second that a copy between these servers has been seen to move. */
  bandwidth: z.number().positive().optional(),
});
export type Plan = z.infer<typeof Plan>;

/** Everything that a judgement needs: it can be made elsewhere, later, by newer checks. */
export const Evidence = z.object({
  kind: z.literal('mysql-clone-doctor evidence'),
  formatVersion: z.literal(1),
  toolVersion: z.string(),
  collectedAt: z.iso.datetime(),
  plan: Plan,
  recipient: Target,
  donor: Target.nullable(),
});
export type Evidence = Omit<z.infer<typeof Evidence>, 'recipient' | 'donor'> & {
  recipient: Target;
  donor: Target | null;
};
