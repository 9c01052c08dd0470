import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ErrorReport, Report } from '../../src/report/schema.js';
import { type Lab, type LabHost, labUnavailable, startLab } from '../lab/lab.js';
import { account, grants } from '../truth/pair.js';
import { makeCertificates } from './certificates.js';
import { installDoctor } from './install.js';

const reason = await labUnavailable();

/** A donor with an account, a CA and everything of its own: what is said of the recipient must not do for it. */
describe.skipIf(reason !== undefined)(`the donor's own connection${reason ? ` (${reason})` : ''}`, () => {
  let lab: Lab;
  let client: LabHost;
  let doctor: string;
  const own = { user: 'donor_only', password: 'Donor-Only-1' };
  const pem = (side: 'recipient' | 'donor', name: string) => `/srv/scratch/${side}/${name}.pem`;

  beforeAll(async () => {
    lab = await startLab(['client1', 'server1', 'server2']);
    client = lab.host('client1');
    doctor = await installDoctor(client);
    for (const [side, name] of [
      ['recipient', 'server1'],
      ['donor', 'server2'],
    ] as const) {
      const server = lab.host(name);
      const files = makeCertificates({ server: `DNS:${name}`, client: '' });
      for (const [file, content] of Object.entries(files))
        for (const host of [client, server]) await host.writeFile(`/srv/scratch/${side}/${file}`, content);
      await server.sql(
        `SET GLOBAL ssl_ca = '${pem(side, 'ca')}'; SET GLOBAL ssl_cert = '${pem(side, 'server')}';
         SET GLOBAL ssl_key = '${pem(side, 'server-key')}'; ALTER INSTANCE RELOAD TLS;`,
      );
    }
    await lab.host('server1').sql(grants);
    await lab
      .host('server2')
      .sql(grants.replaceAll(account.user, own.user).replaceAll(account.password, own.password));
    await client.writeFile(
      '/srv/scratch/both.cnf',
      `[client]\nhost=server1\nuser=${account.user}\npassword=${account.password}
[client_donor]\nuser=${own.user}\npassword="${own.password}"
[client_secure_donor]\nuser=${own.user}\npassword=${own.password}\nssl-mode=VERIFY_IDENTITY\nssl-ca=${pem('donor', 'ca')}
[client_own]\ndonor=server2\ndonor-user=${own.user}\ndonor_password=${own.password}\n`,
    );
    // mysql_config_editor takes a password from a terminal only.
    await client.exec(
      `mysql_config_editor set --login-path=far --user=${own.user} --host=server2 --skip-warn`,
    );
  }, 600_000);

  afterAll(async () => {
    await lab?.stop();
  }, 60_000);

  const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(' ');

  /** Whom the doctor was on the donor, or why it could not be anybody. */
  async function donorAs(args: readonly string[], donor = '--donor=server2') {
    const { stdout } = await client.exec(
      `${doctor} ${quoted(['--defaults-file=/srv/scratch/both.cnf', '--no-host', '--format=json', donor, ...args])}`,
      { check: false },
    );
    const answer = JSON.parse(stdout) as Report | ErrorReport;
    if ('error' in answer) return `${answer.error.kind}: ${answer.error.message}; ${answer.error.hint}`;
    expect(answer.targets.map(({ address }) => address)).toEqual(['server1:3306', 'server2:3306']);
    const accountOn = (side: string) =>
      answer.findings.find(({ id }) => id === `privileges/${side}-account`)?.evidence.account;
    expect(accountOn('recipient')).toBe(`${account.user}@%`);
    return accountOn('donor');
  }
  const itself = `${own.user}@%`;

  test("with the recipient's account it gets no access", async () => {
    expect(await donorAs([])).toMatch(
      /^access-denied: cannot connect to server2:3306 as 'clone_doctor': access denied/,
    );
  });

  test.each([
    ['its user and password', [`--donor-user=${own.user}`, `--donor-password=${own.password}`]],
    ['a group suffix', ['--donor-defaults-group-suffix=_donor']],
    [
      'a group suffix and the name of another user',
      ['--donor-defaults-group-suffix=_donor', '-uclone_doctor'],
    ],
  ])('%s are its own, and its place is that of --donor', async (_, args) => {
    expect(await donorAs(args)).toBe(itself);
  });

  test('a login path names the place and the user', async () => {
    expect(await donorAs([`--donor-password=${own.password}`], '--donor-login-path=far')).toBe(itself);
  });

  test('a URI names the place and the account', async () => {
    expect(await donorAs([], `--donor=mysql://${own.user}:${own.password}@server2`)).toBe(itself);
  });

  test('an option file can name the donor and its account', async () => {
    expect(await donorAs(['--defaults-group-suffix=_own'], '--no-login-paths')).toBe(itself);
  });

  test('MYSQL_PWD is for both, and weaker than a group of its own', async () => {
    const args = ['--no-defaults', '-hserver1', `-u${account.user}`, '--no-host', '--format=json'];
    const { stdout } = await client.exec(
      `MYSQL_PWD=${account.password} ${doctor} ${quoted([...args, '--donor=server2', `--donor-user=${own.user}`])}`,
      { check: false },
    );
    expect((JSON.parse(stdout) as ErrorReport).error.message).toContain(`server2:3306 as '${own.user}'`);
  });

  describe('TLS', () => {
    const asDonor = '--donor-defaults-group-suffix=_donor';
    const verify = ['--ssl-mode=VERIFY_IDENTITY', `--ssl-ca=${pem('recipient', 'ca')}`];

    test("the recipient's CA does not vouch for it, its own does", async () => {
      expect(await donorAs([asDonor, ...verify])).toMatch(/^tls: .*server2:3306.*not accepted/);
      expect(await donorAs([asDonor, ...verify, `--donor-ssl-ca=${pem('donor', 'ca')}`])).toBe(itself);
      expect(await donorAs([asDonor, ...verify, `--donor-ssl-ca=${pem('donor', 'other-ca')}`])).toMatch(
        /^tls: /,
      );
      expect(await donorAs(['--donor-defaults-group-suffix=_secure_donor'])).toBe(itself);
    });

    test('a weaker mode is its own, too', async () => {
      expect(await donorAs([asDonor, ...verify, '--donor-ssl-mode=REQUIRED'])).toBe(itself);
      expect(
        await donorAs([asDonor, ...verify, '--donor-ssl-mode=DISABLED', '--donor-get-server-public-key']),
      ).toBe(itself);
    });

    test('an account there that needs a certificate gets it', async ({ onTestFinished }) => {
      onTestFinished(async () => {
        await lab.host('server2').sql(`ALTER USER ${own.user}@'%' REQUIRE NONE;`);
      });
      await lab.host('server2').sql(`ALTER USER ${own.user}@'%' REQUIRE X509;`);
      expect(await donorAs([asDonor])).toMatch(/^access-denied: .*needs --ssl-cert and --ssl-key/);
      const certificate = (side: 'recipient' | 'donor') => [
        `--donor-ssl-cert=${pem(side, 'client')}`,
        `--donor-ssl-key=${pem(side, 'client-key')}`,
      ];
      expect(await donorAs([asDonor, ...certificate('donor')])).toBe(itself);
      expect(await donorAs([asDonor, ...certificate('recipient')])).toMatch(/^tls: .*server2.*--ssl-cert/);
    });

    test('a donor that allows nothing else than TLS, or nothing but TLSv1.3', async () => {
      await lab
        .host('server2')
        .sql(
          "SET GLOBAL require_secure_transport = ON; SET GLOBAL tls_version = 'TLSv1.3'; ALTER INSTANCE RELOAD TLS;",
        );
      expect(await donorAs([asDonor, '--donor-ssl-mode=DISABLED', '--donor-get-server-public-key'])).toMatch(
        /^tls: .*server2.*only encrypted connections/,
      );
      expect(await donorAs([asDonor, '--tls-version=TLSv1.2'])).toMatch(/^tls: .*server2/);
      expect(await donorAs([asDonor, '--tls-version=TLSv1.2', '--donor-tls-version=TLSv1.3'])).toBe(itself);
    });
  });
});
