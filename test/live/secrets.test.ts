import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, type LabHost, labUnavailable, startLab } from '../lab/lab.js';
import { account, grants } from '../truth/pair.js';
import { installDoctor } from './install.js';
import { onTerminal } from './terminal.js';

const reason = await labUnavailable();

/** What every secret here has in its name, so that one search finds them all. */
const MARK = 'Planted';

/** Secrets of the server and its host, each in a place that the doctor comes by. */
const places = {
  environment: `${MARK}-Environment-1`,
  environmentFile: `${MARK}-EnvironmentFile-1`,
  optionFile: `${MARK}-ServerOption-1`,
  persisted: `${MARK}-Persisted-1`,
  commandLine: `${MARK}-CommandLine-1`,
  channel: `${MARK}-Channel-1`,
  recoveryChannel: `${MARK}-Recovery-1`,
  server: `${MARK}-ServerDefinition-1`,
  row: `${MARK}-Row-1`,
  otherAccount: `${MARK}-Account-1`,
};

/** The command by which the doctor reaches the server's host: it looks around on the way, when the doctor is at work. */
const SPY = `#!/bin/sh
for file in /proc/[0-9]*/cmdline; do tr '\\0' ' ' <$file; echo; done >>/srv/scratch/command-lines 2>/dev/null
env >>/srv/scratch/environment-of-command
exec ssh root@server1 "$@"
`;

/** A password in every place where one can be, and a search of everything that the doctor says for any of them. */
describe.skipIf(reason !== undefined)(`secrets${reason ? ` (${reason})` : ''}`, () => {
  let lab: Lab;
  let client: LabHost;
  let server: LabHost;
  let doctor: string;
  /** Of the account as it is now. */
  let password: string;

  /** Gives the account a password of its own for one way, on both sides. */
  const plant = async (way: string) => {
    password = `${MARK}-${way}-${Math.random().toString(36).slice(2)} x`;
    await server.sql(`ALTER USER '${account.user}'@'%' IDENTIFIED BY '${password}';`);
  };

  beforeAll(async () => {
    lab = await startLab(['client1', 'server1']);
    [client, server] = [lab.host('client1'), lab.host('server1')];
    doctor = await installDoctor(client);
    await server.writeFile('/etc/mysql/secret.env', `ANOTHER_TOKEN=${places.environmentFile}\n`);
    await server.dropIn(
      `[Service]\nEnvironment=SOME_TOKEN=${places.environment}\nEnvironmentFile=/etc/mysql/secret.env
ExecStart=\nExecStart=/usr/sbin/mysqld --loose-some-secret=${places.commandLine}\n`,
    );
    await server.option([`report_password = ${places.optionFile}`, `loose-token = ${places.optionFile}`]);
    await server.restart();
    await server.sql(`${grants}
      SET PERSIST_ONLY report_password = '${places.persisted}';
      CREATE USER other@'%' IDENTIFIED BY '${places.otherAccount}';
      CREATE DATABASE app; CREATE TABLE app.t SELECT '${places.row}' AS c;
      CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'db9', SOURCE_USER = 'planted', SOURCE_PASSWORD = '${places.channel}'
        FOR CHANNEL 'c';
      CHANGE REPLICATION SOURCE TO SOURCE_USER = 'planted', SOURCE_PASSWORD = '${places.recoveryChannel}'
        FOR CHANNEL 'group_replication_recovery';
      CREATE SERVER far FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'db9', PASSWORD '${places.server}');`);
    await server.exec('systemctl start ssh');
    await client.exec("ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id_ed25519");
    const { stdout: key } = await client.exec('cat /root/.ssh/id_ed25519.pub');
    await server.exec('mkdir -p /root/.ssh; cat >>/root/.ssh/authorized_keys', { input: key });
    await client.exec('ssh-keyscan server1 >/root/.ssh/known_hosts 2>/dev/null');
    await client.writeFile('/srv/scratch/spy', SPY);
    await client.exec('chmod 755 /srv/scratch/spy');
  }, 600_000);

  afterAll(async () => {
    await lab?.stop();
  }, 60_000);

  const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(' ');

  /** Runs the doctor from a script: what starts it has nothing on its own command line. */
  async function run(args: readonly string[], environment = ''): Promise<{ code: number; said: string }> {
    await client.writeFile('/srv/scratch/run', `${environment} ${doctor} ${quoted(args)}\n`);
    const { code, stdout, stderr } = await client.exec('sh /srv/scratch/run', { check: false });
    return { code, said: `${stdout}${stderr}` };
  }

  /** What the spy saw: the command lines of all processes, and the environment that it got. */
  async function seen(): Promise<string> {
    const { stdout } = await client.exec(
      'cd /srv/scratch && cat command-lines environment-of-command && rm command-lines environment-of-command',
    );
    return stdout;
  }

  const host = ['-hserver1', `-u${account.user}`, '--via=/srv/scratch/spy'];
  const uri = (at: string) => `mysql://${account.user}:${password}@${at}`;

  /** How the password comes to the doctor: its arguments, and assignments before it. */
  const ways: Record<string, () => Promise<[string[], string?]>> = {
    'short option': async () => [[`-p${password}`, ...host]],
    'long option': async () => [[`--password=${password}`, ...host]],
    'option file': async () => {
      await client.writeFile('/srv/scratch/secret.cnf', `[client]\npassword="${password}"\n`);
      return [['--defaults-file=/srv/scratch/secret.cnf', ...host]];
    },
    'login path': async () => {
      await client.exec('rm -f /root/.mylogin.cnf');
      await onTerminal(client, 'mysql_config_editor set --login-path=secret --password', [
        ['Enter password', password],
      ]);
      return [['--login-path=secret', ...host]];
    },
    environment: async () => [host, `MYSQL_PWD='${password}'`],
    URI: async () => [[`--uri=${uri('server1')}`, '--via=/srv/scratch/spy']],
    'URI of the donor': async () => [
      [...host, `--donor=${uri('server1')}`, '--donor-via=/srv/scratch/spy'],
      `MYSQL_PWD='${password}'`,
    ],
    'option for the donor': async () => [
      [...host, '--donor=server1', `--donor-password=${password}`],
      `MYSQL_PWD='${password}'`,
    ],
    'option file for the donor': async () => {
      await client.writeFile(
        '/srv/scratch/secret.cnf',
        `[client]\npassword="${password}"\n[client_far]\npassword="${password}"\n`,
      );
      return [
        [
          '--defaults-file=/srv/scratch/secret.cnf',
          ...host,
          '--donor=server1',
          '--donor-defaults-group-suffix=_far',
        ],
      ];
    },
  };

  const secret = (text: string) => expect(text).not.toMatch(new RegExp(`${MARK}|planted`, 'i'));

  test.each(Object.keys(ways))(
    'nothing tells a password that came by: %s',
    async (way) => {
      await plant(way.replaceAll(' ', ''));
      const [args, environment] = (await ways[way]?.()) ?? [[]];
      const bundle = '/srv/scratch/bundle.json';
      const collected = await run(['collect', bundle, ...args], environment);
      expect(collected.code, collected.said).toBe(0);
      const { stdout: evidence } = await client.exec(`cat ${bundle}`);
      const answers = [collected.said, evidence, await seen()];
      const runs: [string[], boolean][] = [
        [['--verbose'], true],
        [['--format=json'], true],
        [['--print-connection'], false],
        [['-P1'], false],
        [['--nonsense', '--format=json'], false],
      ];
      for (const [more, looks] of runs) {
        const { said } = await run([...args, ...more], environment);
        answers.push(said, looks ? await seen() : '');
      }
      answers.push((await run(['--evidence', bundle, '--verbose'])).said);
      await client.exec(`rm ${bundle}`);
      expect(answers.join('').length).toBeGreaterThan(20_000);
      expect(answers.join('')).toContain('mysql-clone-doctor');
      for (const text of answers) secret(text);
    },
    120_000,
  );

  test('no error tells the password that is part of it', async () => {
    await plant('Errors');
    const wrong = `${password}!`;
    await client.writeFile('/srv/scratch/early.cnf', `password=${wrong}\n`);
    await client.writeFile('/srv/scratch/forgotten.cnf', `[mysql-clone-doctor]\npassword ${wrong}\n`);
    await client.writeFile('/srv/scratch/open.cnf', `[client]\npassword=${wrong}\n[group\n`);
    await client.exec(`printf %s '${wrong}' >/root/.mylogin.cnf; chmod 600 /root/.mylogin.cnf`);
    const cases: string[][] = [
      [...host, `-p${wrong}`],
      [...host, '-p', wrong],
      [...host, '--password', wrong],
      [...host, `--pasword=${wrong}`],
      [...host, `--password=${password}`, '--nonsense', `--donor-pasword=${wrong}`, '--pasword', wrong],
      ['--no-login-paths', '--defaults-file=/srv/scratch/early.cnf', ...host],
      ['--no-login-paths', '--defaults-file=/srv/scratch/forgotten.cnf', ...host],
      ['--no-login-paths', '--defaults-file=/srv/scratch/open.cnf', ...host],
      ['--login-path=secret', ...host],
      [`--uri=mysql://${account.user}:${wrong}@server1`],
      [`--uri=mysql://${account.user}:${wrong}@server1:port`],
      [`--uri=mysqlx://${account.user}:${wrong}@server1`],
      [`--uri=mysql://${account.user}:a/${wrong}@server1`],
      [`--uri=mysql://${account.user}:%${wrong}@server1`],
      [`${account.user}:${wrong}@server1`],
      [...host, `-p${password}`, `--donor=${account.user}:${wrong}@server1`],
      [...host, `-p${password}`, `--donor=${account.user}:${wrong}@nowhere`],
      [...host, `-p${password}`, `--clone-from=${account.user}:${wrong}@server1`],
      [...host, `-p${password}`, `--ssh=root:${wrong}@server1`],
    ];
    for (const args of cases) {
      for (const format of [[], ['--format=json']]) {
        const { code, said } = await run([...args, ...format]);
        expect(code, said).toBe(3);
        secret(said);
      }
    }
    await client.exec('rm /root/.mylogin.cnf');
  }, 180_000);
});
