import type { LabHost } from '../lab/lab.js';
import { account, type Pair } from './pair.js';
import type { Ending, Scenario } from './scenario.js';

const CLONE_TIMEOUT_MS = 120_000;
const RESTART_TIMEOUT_MS = 20_000;

/** Runs the real CLONE on a prepared pair, waits for the end of the story and tells how it ended. */
export async function observeEnding({ recipient }: Pair, scenario: Scenario): Promise<Ending> {
  const before = await recipient.mysqldPid();
  const errors = await clone(recipient, scenario);
  await endOfStory(recipient, before);
  return { outcome: await outcomeOf(recipient), ...errors };
}

/** The statement, typed on the recipient; a connection that is lost to the restart is no error. */
async function clone(recipient: LabHost, scenario: Scenario): Promise<Omit<Ending, 'outcome'>> {
  const [host, port] = (scenario.cloneFrom ?? 'db1:3306').split(':');
  const statement = `CLONE INSTANCE FROM '${account.user}'@'${host}':${port} IDENTIFIED BY '${account.password}' ${scenario.clause ?? ''}`;
  const { stderr } = await recipient.exec(
    [
      'mysql',
      '--protocol=TCP',
      '--host=127.0.0.1',
      `--user=${account.user}`,
      `--password=${account.password}`,
      '-e',
      statement,
    ],
    { check: false, timeoutMs: CLONE_TIMEOUT_MS },
  );
  const errno = Number(/^ERROR (\d+)/m.exec(stderr)?.[1] ?? 0);
  if (errno === 0 || errno === 2013 || errno === 2006) return {};
  const donorErrno = Number(/Clone Donor Error: (\d+)/.exec(stderr)?.[1] ?? 0);
  return { errno, ...(donorErrno > 0 && { donorErrno }) };
}

/** Until the server answers again, or has been given up by whatever watches it. */
async function endOfStory(recipient: LabHost, before: number | undefined): Promise<void> {
  const script = `
    end=$(($(date +%s%3N) + ${RESTART_TIMEOUT_MS}))
    while [ "$(date +%s%3N)" -lt "$end" ]; do
      if mysqladmin --connect-timeout=2 ping >/dev/null 2>&1; then
        # The old process may be on its way out: only one that stays counts.
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
          [ "$gone" -gt 15 ] && exit 0
        fi
      fi
      sleep 0.1
    done`;
  await recipient.exec(script, { check: false, timeoutMs: RESTART_TIMEOUT_MS + 10_000 });
}

async function outcomeOf(recipient: LabHost): Promise<Ending['outcome']> {
  const seen = await look(recipient);
  if (seen) return judge(seen);
  // Down. A start by hand tells whether the data is complete.
  await recipient.exec('systemctl reset-failed mysql.service; timeout 30 systemctl start mysql.service', {
    check: false,
    timeoutMs: 60_000,
  });
  const up = (await recipient.waitForMysql(5_000)) ? await look(recipient) : undefined;
  if (!up) return 'dead';
  return judge(up) === 'ok' ? 'down' : judge(up);
}

interface Seen {
  donorRows: number;
  oldSchema: boolean;
}

async function look(recipient: LabHost): Promise<Seen | undefined> {
  if (!(await recipient.waitForMysql(1_000))) return undefined;
  const { stdout } = await recipient.sql(
    "SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'old'; SELECT COUNT(*) FROM app.orders;",
    { check: false },
  );
  const [old, rows] = stdout.trim().split('\n').map(Number);
  return { oldSchema: old === 1, donorRows: rows ?? 0 };
}

const judge = ({ donorRows, oldSchema }: Seen): Ending['outcome'] => {
  if (oldSchema) return 'refused';
  return donorRows === 3 ? 'ok' : 'wiped';
};
