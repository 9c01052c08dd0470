import type { Endpoint } from '../../connection/endpoint.js';
import type { Collected, Missing } from '../../evidence/collected.js';
import type { FactName, Facts, FactValues } from '../../evidence/evidence.js';
import type { serverFacts } from '../../evidence/server-facts.js';
import { sqlAccount } from '../../evidence/sql-quotes.js';
import { runsOnWindows } from '../../evidence/windows.js';
import type { Limits } from '../limits.js';
import { account } from './account.js';
import { accounts } from './accounts.js';
import { channels } from './channels.js';
import { collations } from './collations.js';
import { connectionLimit } from './connection-limit.js';
import { donorList } from './donor-list.js';
import { encryptedTablespaces } from './encrypted-tablespaces.js';
import { events } from './events.js';
import { failedRestart } from './failed-restart.js';
import { foreignTables } from './foreign-tables.js';
import { groupMembers } from './group-members.js';
import { gtidExecuted } from './gtid-executed.js';
import { gtidPurged } from './gtid-purged.js';
import { heldLocks } from './held-locks.js';
import { hostCache } from './host-cache.js';
import { identityOf } from './identity.js';
import { installedComponents } from './installed-components.js';
import { installedPlugins } from './installed-plugins.js';
import { keyringComponent } from './keyring-component.js';
import { lastClone } from './last-clone.js';
import { persisted } from './persisted.js';
import { plugins } from './plugins.js';
import { precautions } from './precautions.js';
import { privileges } from './privileges.js';
import { runningDdl } from './running-ddl.js';
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
  failedRestart,
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
  runningDdl,
  connectionLimit,
  hostCache,
  donorList,
} satisfies Partial<{ [Name in keyof ServerFacts]: ServerFact<Name> }>;

/** What a server says first, while it still answers the rest. */
interface Introduction {
  variables: ServerFacts['variables'];
  identity: ServerFacts['identity'];
  /** Whether it seems to run on this machine. */
  local: boolean;
}

/** A server that is being asked. Both promises are rejected with a DoctorError when it cannot be asked at all. */
export interface ServerProbe {
  introduction: Promise<Introduction>;
  facts: Promise<ServerFacts>;
}

/** Asks a server for everything that checks need to know, over one connection that it closes again. */
export function probeServer(endpoint: Endpoint, limits: Limits): ServerProbe {
  let introduce = (_: Introduction) => {};
  const introduced = new Promise<Introduction>((resolve) => {
    introduce = resolve;
  });
  const facts = askAll(endpoint, limits, introduce);
  const introduction = Promise.race([introduced, facts.then(() => introduced)]);
  // Whoever waits for one of them learns of the failure there.
  facts.catch(() => {});
  introduction.catch(() => {});
  return { introduction, facts };
}

async function askAll(
  endpoint: Endpoint,
  limits: Limits,
  introduce: (introduction: Introduction) => void,
): Promise<ServerFacts> {
  const session = await Session.open(endpoint, limits);
  try {
    const introduceBy = (known: ServerFacts['variables']) =>
      introduce({ variables: known, identity: identityOf(known), local: session.isLocal });
    const first = precautions(limits.timeoutMs);
    const questions = Object.values(asked) as ServerFact[];
    const statements = [...first, ...questions.map(({ sql }) => sql)];
    const all = await session.ask(statements, (statement, rows) => {
      if (statement === variables.sql) introduceBy(collect(variables, { rows }, ''));
    });
    const answers = all.slice(first.length);
    const grantee = granteeOf(answers[questions.indexOf(account)]);
    const gathered = Object.fromEntries(
      questions.map((fact, i) => [fact.name, collect(fact, answers[i] as Answer, grantee)]),
    ) as Pick<ServerFacts, keyof typeof asked>;
    introduceBy(gathered.variables);
    const identity = identityOf(gathered.variables);
    return {
      ...gathered,
      ...(identity.ok && runsOnWindows(identity.value) && pathsOfWindows),
      identity,
      certificates: session.certificates,
      connection: { ok: true as const, value: session.ends },
      userSchemas: completeSchemas(gathered.userSchemas, gathered.privileges, grantee),
    };
  } finally {
    session.close();
  }
}

/** Drive letters and backslashes: a tablespace elsewhere must not be taken for one in the data directory. */
const notUnderstood: Missing = {
  ok: false,
  reason: 'unsupported',
  detail: 'the server runs on Windows, and the doctor does not understand its paths',
};
const pathsOfWindows = { tablespaces: notUnderstood, undoFiles: notUnderstood };

/** The account that advice names. */
function granteeOf(answer: Answer | undefined): string {
  const [row] = answer && 'rows' in answer ? answer.rows : [];
  return row?.account ? sqlAccount(row.account) : 'the account';
}

function collect<Name extends FactName>(
  fact: ServerFact<Name>,
  answer: Answer,
  grantee: string,
): Collected<FactValues[Name]> {
  if ('errno' in answer) return missingBecause(fact, answer.errno, answer.message, grantee);
  try {
    return { ok: true, value: fact.read(answer.rows) };
  } catch (error) {
    return { ok: false, reason: 'error', detail: (error as Error).message };
  }
}
