import type { Endpoint } from '../../connection/endpoint.js';
import type { Collected } from '../../evidence/collected.js';
import type { Facts } from '../../evidence/evidence.js';
import type { serverFacts } from '../../evidence/server-facts.js';
import { sqlAccount } from '../../evidence/sql-quotes.js';
import type { Limits } from '../limits.js';
import { account } from './account.js';
import { accounts } from './accounts.js';
import { channels } from './channels.js';
import { collations } from './collations.js';
import { connectionLimit } from './connection-limit.js';
import { encryptedTablespaces } from './encrypted-tablespaces.js';
import { events } from './events.js';
import { foreignTables } from './foreign-tables.js';
import { groupMembers } from './group-members.js';
import { gtidExecuted } from './gtid-executed.js';
import { gtidPurged } from './gtid-purged.js';
import { heldLocks } from './held-locks.js';
import { identityOf } from './identity.js';
import { installedComponents } from './installed-components.js';
import { installedPlugins } from './installed-plugins.js';
import { keyringComponent } from './keyring-component.js';
import { lastClone } from './last-clone.js';
import { persisted } from './persisted.js';
import { plugins } from './plugins.js';
import { precautions } from './precautions.js';
import { privileges } from './privileges.js';
import { serverDefinitions } from './server-definitions.js';
import { missingBecause, type ServerFact } from './server-fact.js';
import { type Answer, Session } from './session.js';
import { sessions } from './sessions.js';
import { status } from './status.js';
import { storedCredentials } from './stored-credentials.js';
import { systemBytes } from './system-bytes.js';
import { tablespaces } from './tablespaces.js';
import { tlsChannel } from './tls-channel.js';
import { undoFiles } from './undo-files.js';
import { completeSchemas, userSchemas } from './user-schemas.js';
import { variableSources } from './variable-sources.js';
import { variables } from './variables.js';

/** The facts that a server tells about itself. */
export type ServerFacts = Pick<Facts, keyof typeof serverFacts>;

const asked = {
  variables,
  status,
  account,
  privileges,
  plugins,
  installedPlugins,
  lastClone,
  gtidExecuted,
  gtidPurged,
  channels,
  storedCredentials,
  groupMembers,
  userSchemas,
  foreignTables,
  variableSources,
  persisted,
  accounts,
  sessions,
  events,
  serverDefinitions,
  installedComponents,
  tablespaces,
  undoFiles,
  systemBytes,
  collations,
  encryptedTablespaces,
  keyringComponent,
  tls: tlsChannel,
  heldLocks,
  connectionLimit,
} satisfies Partial<{ [Name in keyof ServerFacts]: ServerFact<Name> }>;

/**
 * Asks a server for everything that checks need to know, over one connection that it closes again.
 *
 * @returns its facts, and whether it seems to run on this machine.
 * @throws {DoctorError} when the server cannot be asked at all.
 */
export async function probeServer(
  endpoint: Endpoint,
  limits: Limits,
): Promise<{ facts: ServerFacts; local: boolean }> {
  const session = await Session.open(endpoint, limits);
  try {
    const first = precautions(limits.timeoutMs);
    const questions = Object.values(asked) as ServerFact[];
    const answers = (await session.ask([...first, ...questions.map(({ sql }) => sql)])).slice(first.length);
    const grantee = granteeOf(answers[questions.indexOf(account)]);
    const gathered = Object.fromEntries(
      questions.map((fact, i) => [fact.name, collect(fact, answers[i] as Answer, grantee)]),
    ) as Pick<ServerFacts, keyof typeof asked>;
    const facts = {
      ...gathered,
      identity: identityOf(gathered.variables),
      certificates: session.certificates,
      userSchemas: completeSchemas(gathered.userSchemas, gathered.privileges, grantee),
    };
    return { facts, local: session.isLocal };
  } finally {
    session.close();
  }
}

/** The account that advice names. */
function granteeOf(answer: Answer | undefined): string {
  const [row] = answer && 'rows' in answer ? answer.rows : [];
  return row?.account ? sqlAccount(row.account) : 'the account';
}

function collect(fact: ServerFact, answer: Answer, grantee: string): Collected<unknown> {
  if ('errno' in answer) return missingBecause(fact, answer.errno, answer.message, grantee);
  try {
    return { ok: true, value: fact.read(answer.rows) };
  } catch (error) {
    return { ok: false, reason: 'error', detail: (error as Error).message };
  }
}
