import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { precautions } from '../../src/probe/server/precautions.js';
import { type Answer, Session } from '../../src/probe/server/session.js';
import type { Report } from '../../src/report/schema.js';
import { type Lab, type LabHost, labUnavailable, startLab } from '../lab/lab.js';
import { replaceByMariadb } from '../lab/mariadb.js';
import { account } from '../truth/pair.js';
import { runDoctor } from '../truth/predict.js';

const reason = await labUnavailable();

describe.skipIf(reason !== undefined)(`on a real MariaDB${reason ? ` (${reason})` : ''}`, () => {
  let lab: Lab;
  let maria: LabHost;

  beforeAll(async () => {
    lab = await startLab(['maria']);
    maria = lab.host('maria');
    await replaceByMariadb(maria);
    await maria.sql(`
      CREATE USER '${account.user}'@'%' IDENTIFIED BY '${account.password}';
      GRANT SHOW DATABASES ON *.* TO '${account.user}'@'%';
      GRANT SELECT ON performance_schema.* TO '${account.user}'@'%';
      GRANT SELECT ON mysql.plugin TO '${account.user}'@'%';
      CREATE DATABASE app; CREATE TABLE app.t (a INT); GRANT ALL ON app.* TO '${account.user}'@'%';
      CREATE ROLE app_role; GRANT app_role TO '${account.user}'@'%';`);
  }, 600_000);

  afterAll(async () => {
    await lab?.stop();
  }, 60_000);

  const open = () =>
    Session.open(
      {
        at: { host: maria.address, port: 3306 },
        ...account,
        tls: { mode: 'PREFERRED' },
        getServerPublicKey: false,
        cleartext: false,
      },
      { timeoutMs: 60_000 },
    );

  test('the precautions are in force', { timeout: 90_000 }, async () => {
    const session = await open();
    const errno = (answer: Answer | undefined) => (answer && 'errno' in answer ? answer.errno : 0);
    try {
      const attempts = ['INSERT INTO app.t VALUES (1)', 'DROP TABLE app.t', 'SELECT SLEEP(30)'];
      const before = precautions(1000);
      const answers = await session.ask([...before, ...attempts]);
      // Read-only transaction, twice, and max_statement_time.
      expect(answers.map(errno)).toEqual([...before.map(() => 0), 1792, 1792, 1969]);
    } finally {
      session.close();
    }
  });

  test('one check says that it is MariaDB, the others say nothing; the log shows only reads', async () => {
    await maria.sql("SET GLOBAL log_output = 'TABLE'; SET GLOBAL general_log = ON;");
    const { code, stdout, stderr } = await runDoctor([
      ...['--host', maria.address, '--user', account.user, '--via', maria.via, '--format', 'json'],
    ]);
    await maria.sql('SET GLOBAL general_log = OFF;');
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    const { findings, prediction, targets } = JSON.parse(stdout) as Report;
    expect(prediction).toMatchObject({
      outcome: 'refused',
      errno: 1064,
      because: ['compatibility/vendor'],
    });
    expect(findings.filter(({ status }) => status !== 'skip').map(({ id }) => id)).toEqual([
      'compatibility/vendor',
    ]);
    expect(targets[0]).toMatchObject({ product: 'MariaDB', serverUuid: null });
    const unseen = Object.fromEntries(targets[0]?.unseen.map(({ fact, reason }) => [fact, reason]) ?? []);
    expect(unseen).toMatchObject({
      lastClone: 'unsupported',
      channels: 'unsupported',
      groupMembers: 'unsupported',
      process: 'unsupported',
    });
    for (const fact of ['variables', 'identity', 'account', 'privileges', 'plugins', 'userSchemas'])
      expect(unseen).not.toHaveProperty(fact);

    const { stdout: log } = await maria.sql(`SELECT REPLACE(argument, CHAR(10), ' ') FROM mysql.general_log
      WHERE command_type NOT IN ('Connect', 'Quit') AND user_host LIKE '%${account.user}%'`);
    // A batch is logged as a whole, and again as what is left of it after a statement that failed.
    const statements = log.split(/[;\n]/).map((statement) => statement.trim());
    expect(statements.length).toBeGreaterThan(10);
    expect(statements.filter((text) => !/^(SELECT |SHOW |SET SESSION |$)/.test(text))).toEqual([]);
    expect(stdout).not.toMatch(/PASSWORD|\*[0-9A-F]{40}/);
  });
});
