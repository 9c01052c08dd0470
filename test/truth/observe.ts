import type { LabHost } from '../lab/lab.js';
import { account, type Pair } from './pair.js';
import type { Ending, Proof, Scenario } from './scenario.js';

const CLONE_TIMEOUT_MS = 120_000;

/** How long a server may take to come back, or to be given up by what watches it. */
const RESTART_TIMEOUT_MS = 30_000;

/** Tables of the servers' own schemas are theirs; what people keep is elsewhere. */
const USER_TABLES = `SELECT CONCAT('\`', TABLE_SCHEMA, '\`.\`', TABLE_NAME, '\`') FROM information_schema.TABLES
  WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA NOT IN ('mysql', 'sys', 'performance_schema', 'information_schema')
  ORDER BY 1`;

/** Runs the real CLONE on a prepared pair, waits for the end of the story and tells how it ended. */
export async function observeEnding({ donor, recipient }: Pair, scenario: Scenario): Promise<Ending> {
  const expected = await tables(donor);
  const before = await recipient.mysqldPid();
  const errors = await clone(recipient, scenario);
  await endOfStory(recipient, before);
  if (scenario.ends.outcome === 'donor-loss')
    return { outcome: await donorOutcome(donor, expected), ...errors };
  return { outcome: await recipientOutcome(recipient, expected), ...errors };
}

/** Answers of the servers that do not show what they should; none when all do. */
export async function failedProofs(pair: Pair, proofs: readonly Proof[]): Promise<string[]> {
  const answers = await Promise.all(
    proofs.map(async (proof) => {
      const { stdout, stderr } = await pair[proof.on].sql(proof.sql, { check: false });
      return { proof, text: `${stdout}${stderr}`.trim() };
    }),
  );
  return answers
    .filter(({ proof, text }) => !proof.shows.test(text))
    .map(({ proof, text }) => `${proof.sql}: ${text} does not match ${proof.shows}`);
}

/** The statement, typed on the recipient; a connection that is lost to the restart is no error. */
async function clone(recipient: LabHost, scenario: Scenario): Promise<Omit<Ending, 'outcome'>> {
  const named = scenario.cloneFrom ?? 'db1:3306';
  const [host, port] = [named.slice(0, named.lastIndexOf(':')), named.slice(named.lastIndexOf(':') + 1)];
  const from = `'${account.user}'@'${host}':${port} IDENTIFIED BY '${account.password}'`;
  const { stderr } = await recipient.exec(
    [
      ...[
        'mysql',
        '--protocol=TCP',
        '--host=127.0.0.1',
        `--user=${account.user}`,
        `--password=${account.password}`,
      ],
      ...['-e', `CLONE INSTANCE FROM ${from} ${scenario.clause ?? ''}`],
    ],
    { check: false, timeoutMs: CLONE_TIMEOUT_MS },
  );
  const errno = Number(/^ERROR (\d+)/m.exec(stderr)?.[1] ?? 0);
  if (errno === 0 || errno === 2013 || errno === 2006) return {};
  const donorErrno = Number(/Clone Donor Error: (?:Connect failed: )?(\d+)/.exec(stderr)?.[1] ?? 0);
  return { errno, ...(donorErrno > 0 && { donorErrno }) };
}

/**
 * Until a new mysqld answers and stays, or the old one has been answering long enough to be going to stay, or
 * there has been none for a while and its unit does not try any more.
 */
async function endOfStory(recipient: LabHost, before: number | undefined): Promise<void> {
  const script = `
    end=$(($(date +%s%3N) + ${RESTART_TIMEOUT_MS}))
    while [ "$(date +%s%3N)" -lt "$end" ]; do
      if mysqladmin --connect-timeout=2 ping >/dev/null 2>&1; then
        [ "$(pidof mysqld)" != "${before ?? ''}" ] && exit 0
        settled=$((settled + 1))
        [ "$settled" -gt 15 ] && exit 0
      else
        settled=0
        if ! pidof mysqld >/dev/null; then
          case "$(systemctl is-active mysql.service)" in
            inactive | failed) gone=$((gone + 1)) ;;
            *) gone=0 ;;
          esac
          [ "$gone" -gt 20 ] && exit 0
        else
          gone=0
        fi
      fi
      sleep 0.1
    done`;
  await recipient.exec(script, { check: false, timeoutMs: RESTART_TIMEOUT_MS + 10_000 });
}

async function recipientOutcome(recipient: LabHost, expected: Tables): Promise<Ending['outcome']> {
  if (await recipient.waitForMysql(1_000)) return compare(await tables(recipient), expected);
  // Down. A start by hand tells whether the data is complete.
  const start = 'systemctl reset-failed mysql.service; timeout 30 systemctl start mysql.service';
  await recipient.exec(start, { check: false, timeoutMs: 60_000 });
  if (!(await recipient.waitForMysql(5_000))) return 'dead';
  const outcome = compare(await tables(recipient), expected);
  return outcome === 'ok' ? 'down' : outcome;
}

/** A donor that was robbed of a file notices at its next start. */
async function donorOutcome(donor: LabHost, expected: Tables): Promise<Ending['outcome']> {
  await donor.restart().catch(() => {});
  const now = (await donor.waitForMysql(5_000)) ? await tables(donor) : new Map();
  return [...expected].every(([name, rows]) => now.get(name) === rows) ? 'ok' : 'donor-loss';
}

/** Rows by table; undefined where a table cannot be read. */
type Tables = Map<string, number | undefined>;

async function tables(host: LabHost): Promise<Tables> {
  const names = (await host.sql(USER_TABLES)).stdout.split('\n').filter(Boolean);
  const counts = await Promise.all(
    names.map(async (name): Promise<[string, number | undefined]> => {
      const { code, stdout } = await host.sql(`SELECT COUNT(*) FROM ${name}`, { check: false });
      return [name, code === 0 ? Number(stdout) : undefined];
    }),
  );
  return new Map(counts);
}

function compare(found: Tables, expected: Tables): Ending['outcome'] {
  if (found.has('`old`.`things`')) return 'refused';
  if (found.size === 0) return expected.size === 0 ? 'ok' : 'wiped';
  return [...expected].every(([name, rows]) => found.get(name) === rows) ? 'ok' : 'lossy';
}
