import { MYSQL_ANSWERS, MYSQLD_PID } from '../lab/host.js';
import type { LabHost } from '../lab/lab.js';
import { account, nameOf, type Pair } from './pair.js';
import type { Ending, Proof, Scenario } from './scenario.js';

const OWN_STATE =
  'SELECT MEMBER_STATE FROM performance_schema.replication_group_members WHERE MEMBER_ID = @@server_uuid';

const CLONE_TIMEOUT_MS = 120_000;

/** Only what hangs gets this far: everything else is told by what the server and its unit do. */
const STORY_TIMEOUT_MS = 120_000;

/** Tables of the servers' own schemas are theirs; what people keep is elsewhere. */
const USER_TABLES = `SELECT CONCAT('\`', TABLE_SCHEMA, '\`.\`', TABLE_NAME, '\`') FROM information_schema.TABLES
  WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA NOT IN ('mysql', 'sys', 'performance_schema', 'information_schema')
  ORDER BY 1`;

/** Runs the real CLONE on a prepared pair, waits for the end of the story and tells how it ended. */
export async function observeEnding({ donor, recipient }: Pair, scenario: Scenario): Promise<Ending> {
  const expected = await tables(donor);
  const before = await recipient.mysqldPid();
  const errors = scenario.trigger
    ? await pull(recipient, scenario.trigger, before)
    : await clone(recipient, scenario.cloneFrom ?? nameOf(donor), scenario);
  const answers = await endOfStory(recipient, before, {
    mayRestart: mayRestart(scenario, errors),
    belowSystemd: scenario.recipient?.startWith === undefined,
  });
  const [, directory] = /DATA DIRECTORY *= *'([^']+)'/.exec(scenario.clause ?? '') ?? [];
  if (directory) return { outcome: await directoryOutcome(recipient, directory), ...errors };
  if (scenario.ends.outcome === 'donor-loss')
    return { outcome: await donorOutcome(donor, expected), ...errors };
  return { outcome: await recipientOutcome(recipient, answers, expected), ...errors };
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
async function clone(
  recipient: LabHost,
  named: string,
  { clause = '', client }: Scenario,
): Promise<Omit<Ending, 'outcome'>> {
  const [host, port] = [named.slice(0, named.lastIndexOf(':')), named.slice(named.lastIndexOf(':') + 1)];
  const from = `'${account.user}'@'${host}':${port} IDENTIFIED BY '${account.password}'`;
  const { stderr } = await recipient.exec(
    [
      ...(client ? ['timeout', '-s', client.signal, String(client.afterSeconds)] : []),
      ...[
        'mysql',
        '--protocol=TCP',
        '--get-server-public-key',
        '--host=127.0.0.1',
        `--user=${account.user}`,
        `--password=${account.password}`,
      ],
      ...['-e', `CLONE INSTANCE FROM ${from} ${clause}`],
    ],
    { check: false, timeoutMs: CLONE_TIMEOUT_MS },
  );
  const errno = errorIn(stderr);
  if (errno === undefined) return {};
  const donorErrno = Number(/Clone Donor Error: (?:Connect failed: )?(\d+)/.exec(stderr)?.[1] ?? 0);
  return { errno, ...(donorErrno > 0 && { donorErrno }) };
}

/** What the client says of the statement; a connection that is lost is what a restart looks like. */
function errorIn(stderr: string): number | undefined {
  const errno = Number(/^ERROR (\d+)/m.exec(stderr)?.[1] ?? 0);
  return errno === 0 || errno === 2013 || errno === 2006 ? undefined : errno;
}

/** Any other error than the one of the restart itself ends the statement without one; a pull has waited for its own. */
const mayRestart = (scenario: Scenario, { errno }: Omit<Ending, 'outcome'>): boolean =>
  !scenario.trigger &&
  !scenario.clause?.includes('DATA DIRECTORY') &&
  (errno === undefined || errno === 3707);

/**
 * A clone that the server begins by itself reports to nobody: what can be seen is that the process is replaced, or
 * that Group Replication has come to an end without one.
 */
async function pull(
  recipient: LabHost,
  trigger: string,
  before: number | undefined,
): Promise<Omit<Ending, 'outcome'>> {
  const { stderr } = await recipient.sql(trigger, { check: false });
  const errno = errorIn(stderr);
  if (errno !== undefined) return { errno };
  const script = `
    end=$(($(date +%s) + ${CLONE_TIMEOUT_MS / 1000}))
    while [ "$(date +%s)" -lt "$end" ] && [ "$(${MYSQLD_PID})" = "${before ?? ''}" ]; do
      case "$(mysql -N -B -u root -e '${OWN_STATE}' 2>/dev/null)" in ONLINE | ERROR) exit 0 ;; esac
      sleep 0.1
    done`;
  await recipient.exec(script, { check: false, timeoutMs: CLONE_TIMEOUT_MS + 30_000 });
  return {};
}

/**
 * Until a new mysqld answers; or the old one still does, which a server that is about to end may do for a while;
 * or there is none and nobody tries any more, which systemd says of its units and other supervisors do not; or its
 * unit tries again and again. Polls are counted and not the time, so that a busy machine has as many of them; and
 * they are cheap, because on a busy machine it is the polls that the others wait for.
 *
 * @returns whether a server answers.
 */
async function endOfStory(
  recipient: LabHost,
  before: number | undefined,
  { mayRestart, belowSystemd }: { mayRestart: boolean; belowSystemd: boolean },
): Promise<boolean> {
  const script = `
    state() { eval "$(systemctl show -p ActiveState -p NRestarts mysql.service)"; }
    state
    first=$NRestarts
    end=$(($(date +%s) + ${STORY_TIMEOUT_MS / 1000}))
    while [ "$(date +%s)" -lt "$end" ]; do
      pid=$(${MYSQLD_PID})
      if ${MYSQL_ANSWERS}; then
        [ "$pid" != "${before ?? ''}" ] && exit 0
        settled=$((settled + 1))
        [ "$settled" -gt ${mayRestart ? 150 : 5} ] && exit 0
      else
        settled=0
        if [ "$pid" = "" ] || [ "$pid" != "${before ?? ''}" ]; then
          state
          # A clone that cannot be started is rolled back by the second start.
          [ "$((NRestarts - first))" -gt 2 ] && exit 1
          case "$pid$ActiveState" in
            inactive | failed) gone=$((gone + 1)) ;;
            *) gone=0 ;;
          esac
          [ "$gone" -gt ${belowSystemd ? 3 : 25} ] && exit 1
        fi
      fi
      sleep 0.1
    done
    exit 1`;
  const { code } = await recipient.exec(script, { check: false, timeoutMs: STORY_TIMEOUT_MS + 30_000 });
  return code === 0;
}

/** A clone into another directory leaves the server as it was; a second one started there tells the rest. */
async function directoryOutcome(recipient: LabHost, directory: string): Promise<Ending['outcome']> {
  if (!(await tables(recipient)).has('`old`.`things`')) return 'wiped';
  const { stdout } = await recipient.exec(
    `known=$(mysql -N -B -e "SELECT IFNULL(@@innodb_directories, '')")
     mysqld --no-defaults --user=mysql --datadir='${directory}' --port=3399 --mysqlx=OFF --daemonize \
       --innodb-directories="$known" \
       --socket=/tmp/clone.sock --pid-file=/tmp/clone.pid --log-error=/tmp/clone.err >/dev/null 2>&1 &&
     mysql -N -B -u root -S /tmp/clone.sock -e 'SELECT COUNT(*) FROM app.orders' &&
     mysqladmin -u root -S /tmp/clone.sock shutdown`,
    { check: false },
  );
  return stdout.trim() === '3' ? 'ok' : 'refused';
}

async function recipientOutcome(
  recipient: LabHost,
  answers: boolean,
  expected: Tables,
): Promise<Ending['outcome']> {
  if (answers) return compare(await tables(recipient), expected);
  // Down. A start by hand tells whether the data is complete; a clone that cannot be started is rolled back by the
  // second one. systemd's own attempts would only come between.
  const start = `
    mkdir -p /run/systemd/system/mysql.service.d
    printf '[Service]\\nRestart=no\\nRestartForceExitStatus=\\n' >/run/systemd/system/mysql.service.d/zzz-by-hand.conf
    systemctl daemon-reload
    systemctl stop mysql.service
    for _ in 1 2; do
      systemctl reset-failed mysql.service
      timeout 60 systemctl start mysql.service && exit 0
    done
    exit 1`;
  const { code } = await recipient.exec(start, { check: false, timeoutMs: 150_000 });
  if (code !== 0 || !(await recipient.waitForMysql(10_000))) return 'dead';
  const outcome = compare(await tables(recipient), expected);
  return outcome === 'ok' ? 'down' : outcome;
}

/** A donor that was robbed of a file notices at its next start. */
async function donorOutcome(donor: LabHost, expected: Tables): Promise<Ending['outcome']> {
  // Until it is restarted the donor has its file open, and what it writes goes where nobody finds it again; where it opens
  // the file anew, it can crash on what it finds there.
  for (const name of expected.keys())
    await donor.sql(`INSERT INTO ${name} SELECT MAX(id) + 1 FROM ${name}`, { check: false });
  await donor.restart().catch(() => {});
  const now = (await donor.waitForMysql(5_000)) ? await tables(donor).catch(() => new Map()) : new Map();
  return [...expected].every(([name, rows]) => now.get(name) === (rows ?? 0) + 1) ? 'ok' : 'donor-loss';
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
  if (![...found.keys()].some((name) => expected.has(name))) return expected.size === 0 ? 'ok' : 'wiped';
  return [...expected].every(([name, rows]) => found.get(name) === rows) ? 'ok' : 'lossy';
}
