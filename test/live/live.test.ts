import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/report/schema.js';
import { type Lab, labUnavailable, startLab } from '../lab/lab.js';
import { account, type Pair, pairOf, prepare } from '../truth/pair.js';
import { pairOptions, runDoctor } from '../truth/predict.js';
import { installDoctor } from './install.js';

const reason = await labUnavailable();

describe.skipIf(reason !== undefined)(`on real servers${reason ? ` (${reason})` : ''}`, () => {
  let lab: Lab;
  let pair: Pair;

  beforeAll(async () => {
    lab = await startLab(['db1', 'db2']);
    pair = pairOf(lab);
    await prepare(pair, { name: 'a healthy pair', ends: { outcome: 'ok' } });
  }, 600_000);

  afterAll(async () => {
    await lab?.stop();
  }, 60_000);

  const json = async (args: string[]) => {
    const run = await runDoctor([...args, '--format', 'json']);
    return { ...run, report: JSON.parse(run.stdout) as Report };
  };

  test('the general log shows only reads', async () => {
    const { recipient } = pair;
    await recipient.sql("SET GLOBAL log_output = 'TABLE'; SET GLOBAL general_log = ON;");
    expect((await runDoctor(pairOptions(pair))).code).toBe(0);
    await recipient.sql('SET GLOBAL general_log = OFF;');
    const { stdout } = await recipient.sql(
      `SELECT REPLACE(argument, CHAR(10), ' ') FROM mysql.general_log
        WHERE command_type NOT IN ('Connect', 'Quit') AND user_host LIKE '%${account.user}%'`,
    );
    const statements = stdout.trim().split('\n');
    expect(statements.length).toBeGreaterThan(10);
    const reads = /^(SELECT|SHOW|SET SESSION (TRANSACTION READ ONLY|max_execution_time|sql_mode)) ?/;
    // The server's comment that names MariaDB's variable is gone by the time it logs the statement.
    expect(
      statements.filter((text) => !reads.test(text.replaceAll(/\/\*!?\d* ?| ?\*\/|\/\*M.*/g, ''))),
    ).toEqual([]);
  });

  test('no secret of a server is in the evidence', async () => {
    const { donor } = pair;
    const secret = 'Planted-Secret-1';
    await donor.sql(
      `CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'db9', SOURCE_USER = 'planted', SOURCE_PASSWORD = '${secret}' FOR CHANNEL 'c';`,
    );
    const { stdout, stderr, report } = await json([...pairOptions(pair), '--verbose']);
    expect(report.targets).toHaveLength(2);
    expect(`${stdout}${stderr}`).not.toMatch(/Planted-Secret|planted|Clone-Doctor-1/);
    await donor.sql("RESET REPLICA ALL FOR CHANNEL 'c';");
  });

  test('--validate-config changes no file of the recipient, and shows the name of an option without its value', async () => {
    const { recipient } = pair;
    const secret = 'Planted-Secret-2';
    await recipient.option([`planted_password=${secret}`]);
    // A file that comes and goes changes its directory. Files of the data directory are the running server's.
    const snapshot = async () =>
      (
        await recipient.exec(
          `find / -xdev \\( -path /proc -o -path /run -o -path /tmp -o -path /var/log -o -path /var/tmp \\) -prune \
             -o -printf '%p %C@\\n' | sort
           find /var/lib/mysql /var/log/mysql /tmp -type d -printf '%p %C@\\n' | sort`,
        )
      ).stdout;
    const before = await snapshot();
    const { stdout, report } = await json([...pairOptions(pair), '--validate-config']);
    expect(await snapshot()).toBe(before);
    expect(report.findings.find(({ id }) => id === 'start/option-files')).toMatchObject({
      status: 'fail',
      evidence: { errors: ['planted_password (MY-000067)', 'MY-010119'] },
    });
    expect(stdout).not.toContain(secret);
    await recipient.remove('/etc/mysql/mysql.conf.d/zz-scenario.cnf');
    await recipient.restart();
  });

  test('a wrong password is one line that says who, where and what next', async () => {
    const { code, stdout, stderr } = await runDoctor([
      '--host',
      pair.recipient.address,
      '--user',
      account.user,
      '--password=wrong',
    ]);
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(2);
    expect(stderr).toContain(
      `cannot connect to ${pair.recipient.address}:3306 as '${account.user}': access denied`,
    );
    expect(stderr).toContain('MYSQL_PWD');
    expect(stderr).not.toContain('wrong');
  });

  test("a host that is not the server's is not believed", async () => {
    const { donor, recipient } = pair;
    const { report } = await json([
      ...['--host', recipient.address, '--user', account.user, '--via', donor.via],
    ]);
    expect(report.targets[0]?.unseen.map(({ fact }) => fact)).toEqual(
      expect.arrayContaining(['process', 'parentPidVariable', 'parent', 'unit']),
    );
    expect(report.findings.find(({ id }) => id === 'restart/parent-pid-variable')?.status).toBe('unknown');
  });

  test('without a way to the host the restart is unknown, and --via is named', async () => {
    const { report, code } = await json([
      ...['--host', pair.recipient.address, '--user', account.user, '--donor', pair.donor.address],
      ...['--clone-from', 'db1:3306'],
    ]);
    expect(code).toBe(3);
    expect(report.prediction).toMatchObject({
      outcome: 'unknown',
      blind: expect.arrayContaining(['restart/parent-pid-variable']),
    });
    const finding = report.findings.find(({ id }) => id === 'restart/parent-pid-variable');
    expect(finding?.remedy.map(({ text }) => text).join()).toContain('--via');
  });

  test('an account that may do nothing gives unknown and the GRANT that is missing, not a crash', async () => {
    await pair.recipient.sql("CREATE USER 'nobody'@'%' IDENTIFIED BY 'Clone-Doctor-1';");
    const { report } = await json([
      ...['--host', pair.recipient.address, '--user', 'nobody', '--via', pair.recipient.via],
      ...['--donor', pair.donor.address, '--donor-user', account.user, '--clone-from', 'db1:3306'],
    ]);
    await pair.recipient.sql("DROP USER 'nobody'@'%';");
    const find = (id: string) => report.findings.find((finding) => finding.id === id);
    expect(find('privileges/recipient-account')).toMatchObject({ status: 'fail', errno: 1227 });
    expect(find('gate/clone-in-progress')).toMatchObject({
      status: 'unknown',
      remedy: [
        { on: 'recipient', kind: 'sql', text: "GRANT SELECT ON performance_schema.* TO 'nobody'@'%';" },
      ],
    });
    expect(find('restart/parent-pid-variable')).toMatchObject({ status: 'pass' });
  });

  test('on the recipient itself it finds socket and host alone', async () => {
    const { recipient, donor } = pair;
    const doctor = await installDoctor(recipient);
    const { code, stdout, stderr } = await recipient.exec(
      `MYSQL_PWD=${account.password} ${doctor} --user ${account.user} --donor ${donor.name} --expect-data-loss --format json`,
      { check: false },
    );
    expect(stderr).toBe('');
    const report = JSON.parse(stdout) as Report;
    expect(report.targets[0]).toMatchObject({
      address: '/var/run/mysqld/mysqld.sock',
      hostVantage: 'local',
      // A certificate is seen on a connection that uses TLS, and nobody needs TLS on a socket.
      unseen: [{ fact: 'certificates', reason: 'not-collected' }],
    });
    expect(report.prediction.outcome).toBe('ok');
    expect(code).toBe(0);
  }, 60_000);

  test('as an ordinary user on the recipient it says what it may not read, and how to', async () => {
    const { recipient, donor } = pair;
    const doctor = await installDoctor(recipient);
    const { code, stdout } = await recipient.exec(
      `MYSQL_PWD=${account.password} setpriv --reuid=65534 --regid=65534 --clear-groups ${doctor} --user ${account.user} --donor ${donor.name} --expect-data-loss --format json`,
      { check: false },
    );
    const report = JSON.parse(stdout) as Report;
    expect(code).toBe(3);
    const finding = report.findings.find(({ id }) => id === 'restart/parent-pid-variable');
    expect(finding).toMatchObject({ status: 'unknown' });
    expect(finding?.remedy.map(({ text }) => text).join()).toMatch(/root|sudo/);
  }, 60_000);
});
