import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realFiles } from '../../src/connection/files.js';
import { parseOptionFile } from '../../src/connection/option-file.js';
import type { Report } from '../../src/report/schema.js';
import { type Lab, type LabHost, labUnavailable, startLab } from '../lab/lab.js';
import { account, grants } from '../truth/pair.js';
import { makeCertificates } from './certificates.js';
import { installDoctor } from './install.js';
import { onTerminal } from './terminal.js';

const reason = await labUnavailable();

/** Quotes words for a shell. */
const sh = (words: readonly string[]) => words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');

/** The doctor against the real client: what connects with one connects with the other. */
describe.skipIf(reason !== undefined)(`connections${reason ? ` (${reason})` : ''}`, () => {
  let lab: Lab;
  let client: LabHost;
  let server: LabHost;
  let doctor: string;

  beforeAll(async () => {
    lab = await startLab(['client1', 'server1']);
    [client, server] = [lab.host('client1'), lab.host('server1')];
    await Promise.all([client.sql(grants), server.sql(grants)]);
    doctor = await installDoctor(client);
    await installDoctor(server);
  }, 600_000);

  afterAll(async () => {
    await lab?.stop();
  }, 60_000);

  interface Ran {
    code: number;
    stdout: string;
    stderr: string;
  }

  /** Runs the doctor on a host; `environment` holds assignments. */
  const run = async (host: LabHost, args: readonly string[], environment = ''): Promise<Ran> => {
    const { code, stdout, stderr } = await host.exec(`${environment} ${doctor} ${sh(args)}`, {
      check: false,
    });
    return { code, stdout, stderr };
  };

  /** Whether the client and the doctor connect, and what each of them says if not. */
  async function both(host: LabHost, args: readonly string[], environment = `MYSQL_PWD=${account.password}`) {
    const mysql = ['mysql', '--no-defaults', ...args, '-e', 'DO 1'];
    const [real, ours] = await Promise.all([
      host.exec(`${environment} ${sh(mysql)}`, { check: false }),
      run(host, ['--no-defaults', '--no-host', '--format=json', ...args], environment),
    ]);
    const answer = JSON.parse(ours.stdout) as { error?: { kind: string; message: string; hint: string } };
    return {
      real: real.code === 0,
      ours: answer.error === undefined,
      words: `${answer.error?.message ?? ''}; ${answer.error?.hint ?? ''}`,
      kind: answer.error?.kind,
      realWords: real.stderr,
    };
  }

  /** Asserts that both do the same, and tells what they do. */
  async function same(host: LabHost, args: readonly string[], environment?: string) {
    const result = await both(host, args, environment);
    expect(result.ours, `${args.join(' ')}\nmysql: ${result.realWords}\ndoctor: ${result.words}`).toBe(
      result.real,
    );
    return result;
  }

  describe('option files', () => {
    const tricky = [
      '# c',
      '; c2',
      '[client]',
      'host = db#2   # hi',
      'user="a # b" # trailing',
      "password='it\\'s\\s\\x\\\\'",
      'port   =  3310',
      'ssl_mode=REQUIRED',
      'password = x"y#z"w  # z',
      'loose-foo=1',
      '[client_donor]',
      'user=donor',
      '[ client ]',
      'user=spaced',
      '[client ]',
      'user = ab;c',
      'user =  ',
      'user',
      "'user' = q",
      'password="abc',
      'password="a\\"#b"',
      'socket="',
      'socket=""',
      'user=ends\\',
      'user=a\\bc',
      '!bogus x',
      '!include /srv/scratch/one.cnf',
      '!includedir /srv/scratch/more  ',
      'user=last',
    ].join('\n');

    test('are read as by my_print_defaults', async () => {
      const files: Record<string, string> = {
        '/srv/scratch/one.cnf': '[mysql]\nuser=no\n[client]\nuser=one\n',
        '/srv/scratch/more/2.cnf': '[client]\nuser=two\n',
        '/srv/scratch/more/10.cnf': '[client]\nuser=ten\n!include /srv/scratch/one.cnf\n',
        '/srv/scratch/more/.hidden.cnf': '[client]\nuser=hidden\n',
        '/srv/scratch/more/x.txt': '[client]\nuser=text\n',
      };
      await client.writeFile('/srv/scratch/tricky.cnf', tricky);
      for (const [path, text] of Object.entries(files)) await client.writeFile(path, text);
      const { stdout } = await client.exec(
        'my_print_defaults --defaults-file=/srv/scratch/tricky.cnf --show client',
      );
      const machine = {
        ...realFiles,
        read: (path: string) => files[path],
        list: (folder: string) => Object.keys(files).flatMap((path) => path.split(`${folder}/`)[1] ?? []),
      };
      const ours = parseOptionFile('/srv/scratch/tricky.cnf', tricky, machine, () => {});
      const shown = ours
        .filter(({ group }) => group === 'client')
        .map(({ name, value }) => `--${name}${value === undefined ? '' : `=${value}`}`);
      expect(shown).toEqual(stdout.trimEnd().split('\n'));
      expect(shown.length).toBeGreaterThan(20);
    });

    test('and the login path come in the order of the real client', async () => {
      await client.writeFile('/etc/my.cnf', '[client]\nuser=etc\nport=1\n');
      await client.writeFile(
        '/etc/mysql/conf.d/zz.cnf',
        '[client]\nuser=debian\nport=2\n[client_eu]\nuser=debian_eu\n',
      );
      await client.writeFile('/srv/scratch/home/my.cnf', '[client]\nuser=mysqlhome\n');
      await client.writeFile('/srv/scratch/extra.cnf', '[client]\nuser=extra\n[client_eu]\nport=4\n');
      await client.writeFile('/srv/scratch/open.cnf', '[client]\nuser=open\n');
      await client.exec('chmod 666 /srv/scratch/open.cnf');
      await client.writeFile('/root/.my.cnf', '[client]\nuser=home\n');
      await client.exec(`
        mysql_config_editor set --login-path=client --host=lhost --skip-warn
        mysql_config_editor set --login-path=work --host='w h"o#st' --user="o'b\\x" --port=3399 --socket=/s --skip-warn
        mysql_config_editor set --login-path=work_eu --user=work_eu --skip-warn`);
      const cases: [string[], string?][] = [
        [[]],
        [[], 'MYSQL_HOME=/srv/scratch/home'],
        [['--defaults-extra-file=/srv/scratch/extra.cnf']],
        [['--defaults-extra-file=/srv/scratch/extra.cnf'], 'HOME=/nowhere'],
        [['--defaults-extra-file=/srv/scratch/extra.cnf', '--defaults-group-suffix=_eu']],
        [[], 'MYSQL_GROUP_SUFFIX=_eu'],
        [['--defaults-file=/srv/scratch/extra.cnf']],
        [['--defaults-file=~/.my.cnf']],
        [['--defaults-file=/srv/scratch/open.cnf']],
        [['--defaults-file=/srv/scratch/extra.cnf', '--login-path=work']],
        [['--no-defaults']],
        [['--no-defaults', '--login-path=work']],
        [['--login-path=work']],
        [['--no-login-paths']],
        [['--defaults-group-suffix=_eu', '--login-path=work']],
        [['--login-path=nope']],
      ];
      for (const [args, environment = ''] of cases) {
        const { stdout } = await client.exec(
          `cd / && ${environment} my_print_defaults ${sh(args)} --show client`,
        );
        const ours = await run(client, ['--print-connection', ...args], environment);
        for (const name of ['host', 'user', 'port', 'socket']) {
          const last = stdout.split('\n').findLast((line) => line.startsWith(`--${name}=`));
          const [, shown, source] = new RegExp(`^  ${name} +(.*?)  +(.*)$`, 'm').exec(ours.stdout) ?? [];
          const said = source === 'login name' ? undefined : shown;
          expect(said, `${name} of ${args.join(' ')} ${environment}`).toBe(last?.slice(name.length + 3));
        }
      }
    }, 120_000);

    afterAll(async () => {
      await client.exec('rm -f /etc/my.cnf /etc/mysql/conf.d/zz.cnf /root/.my.cnf /root/.mylogin.cnf');
    });

    test.each([
      ['--defaults-file=/nope'],
      ['--defaults-extra-file=/nope'],
      ['--defaults-file=/srv/scratch/bad1.cnf'],
      ['--defaults-file=/srv/scratch/bad2.cnf'],
      ['--defaults-file=/srv/scratch/bad3.cnf'],
    ])('%s stops both', async (option) => {
      await client.writeFile('/srv/scratch/bad1.cnf', 'user=a\n');
      await client.writeFile('/srv/scratch/bad2.cnf', '[client\nuser=a\n');
      await client.writeFile('/srv/scratch/bad3.cnf', '[client]\n!includedir /nope\n');
      expect((await client.exec(`mysql ${option} --print-defaults`, { check: false })).code).not.toBe(0);
      expect((await run(client, [option, '--print-connection'])).code).toBe(3);
    });

    test('host, port, protocol and socket lead to the same place', async () => {
      const kind =
        'SELECT connection_type FROM performance_schema.threads WHERE processlist_id = CONNECTION_ID()';
      const environment = `MYSQL_PWD=${account.password}`;
      const cases: [string[], string?][] = [
        [[]],
        [['-hlocalhost']],
        [['-hlocalhost', '-P3306']],
        [['-P3306']],
        [['-h', '']],
        [['-h127.0.0.1']],
        [['--protocol=tcp']],
        [['--protocol=TC']],
        [['-hserver1', '-S/run/mysqld/mysqld.sock']],
        [['-S/run/mysqld/mysqld.sock']],
        [[], 'MYSQL_HOST=127.0.0.1'],
        [[], 'MYSQL_UNIX_PORT=/run/mysqld/mysqld.sock'],
        [['-h127.0.0.1', '-P0']],
      ];
      for (const [args, more = ''] of cases) {
        const words = [`-u${account.user}`, ...args];
        const { stdout } = await server.exec(`${environment} ${more} mysql -NB ${sh(words)} -e "${kind}"`);
        const ours = await run(server, ['--format=json', '--no-host', ...words], `${environment} ${more}`);
        const address = (JSON.parse(ours.stdout) as Report).targets[0]?.address ?? '';
        expect(address.startsWith('/'), `${args.join(' ')} ${more}: ${address}`).toBe(
          stdout.trim() === 'Socket',
        );
      }
      for (const args of [
        ['--protocol=socket', '-hserver1'],
        ['--protocol=soon'],
        ['--protocol=pipe'],
        ['-S/nope'],
        ['--protocol=tcp', '-P3399'],
      ]) {
        expect((await same(server, [`-u${account.user}`, ...args])).ours).toBe(false);
      }
    }, 120_000);
  });

  describe('TLS', () => {
    const pem = (name: string) => `/srv/scratch/tls/${name}.pem`;

    beforeAll(async () => {
      const names = { server: `DNS:server1,IP:${server.address}`, elsewhere: 'DNS:elsewhere', server1: '' };
      for (const [name, content] of Object.entries(makeCertificates(names))) {
        for (const host of [client, server]) await host.writeFile(`/srv/scratch/tls/${name}`, content);
      }
      await client.exec(`mkdir -p /srv/scratch/capath && cp ${pem('ca')} /srv/scratch/capath/`);
    }, 60_000);

    /** Lets the server show a certificate. */
    const certificate = (name: string) =>
      server.sql(`SET GLOBAL ssl_ca = '${pem('ca')}'; SET GLOBAL ssl_cert = '${pem(name)}';
        SET GLOBAL ssl_key = '${pem(`${name}-key`)}'; SET GLOBAL tls_version = 'TLSv1.2,TLSv1.3';
        SET GLOBAL require_secure_transport = OFF; ALTER INSTANCE RELOAD TLS;`);

    const states: Record<string, () => Promise<unknown>> = {
      'a certificate for its name and address': () => certificate('server'),
      'a certificate for another name': () => certificate('elsewhere'),
      'a certificate with the name in its subject alone': () => certificate('server1'),
      'TLS required': async () => {
        await certificate('server');
        await server.sql('SET GLOBAL require_secure_transport = ON;');
      },
      'no TLS': async () => {
        await server.option(['tls_version =']);
        await server.restart();
      },
    };

    test.each(Object.keys(states))(
      'a server with %s: every ssl-mode as with mysql',
      async (state) => {
        await states[state]?.();
        const hosts = ['server1', server.address];
        const cas = [[], [`--ssl-ca=${pem('ca')}`], [`--ssl-ca=${pem('other-ca')}`]];
        const cases = [
          ...['DISABLED', 'PREFERRED', 'REQUIRED'].flatMap((mode) =>
            [cas[0], cas[2]].map((ca) => ['-hserver1', `--ssl-mode=${mode}`, ...(ca ?? [])]),
          ),
          ...cas.map((ca) => ['-hserver1', ...ca]),
          ...cas.map((ca) => ['-hserver1', '--ssl-mode=VERIFY_CA', ...ca]),
          ...hosts.flatMap((host) => cas.map((ca) => [`-h${host}`, '--ssl-mode=VERIFY_IDENTITY', ...ca])),
        ];
        const outcomes: boolean[] = [];
        for (const args of cases) {
          const key =
            args.includes('--ssl-mode=DISABLED') || state === 'no TLS' ? ['--get-server-public-key'] : [];
          outcomes.push((await same(client, [`-u${account.user}`, ...args, ...key])).ours);
        }
        expect(new Set(outcomes)).toEqual(new Set([true, false]));
      },
      120_000,
    );

    test('versions, client certificates, revocation lists and folders do the same', async () => {
      await server.option([]);
      await server.restart();
      await certificate('server');
      const identity = [`-u${account.user}`, '-hserver1', `--ssl-ca=${pem('ca')}`];
      const outcomes = [];
      for (const args of [
        ['--tls-version=TLSv1.2'],
        ['--tls-version=TLSv1.3'],
        ['--tls-version=TLSv1.1'],
        ['--tls-version='],
        [`--ssl-cert=${pem('elsewhere')}`],
        [`--ssl-cert=${pem('elsewhere')}`, `--ssl-key=${pem('elsewhere-key')}`],
        [`--ssl-cert=${pem('elsewhere')}`, `--ssl-key=${pem('server-key')}`],
        ['--ssl-cert=/nope', `--ssl-key=${pem('server-key')}`],
        [`--ssl-crl=${pem('crl')}`],
        [`--ssl-crl=${pem('empty-crl')}`],
        ['--ssl-mode=verify_identity'],
        ['--ssl-mode=REQ'],
        ['--ssl-mode=2'],
        ['--ssl-ca=/nope'],
        ['--ssl-ca=/nope', '--ssl-mode=REQUIRED'],
      ]) {
        outcomes.push((await same(client, [...identity, ...args])).ours);
      }
      expect(outcomes.map(Number).join('')).toBe('110001000111001');
      const folder = [
        `-u${account.user}`,
        '-hserver1',
        '--ssl-capath=/srv/scratch/capath',
        '--ssl-mode=VERIFY_CA',
      ];
      expect((await same(client, folder)).ours).toBe(false);
      await server.sql("SET GLOBAL tls_version = 'TLSv1.3'; ALTER INSTANCE RELOAD TLS;");
      expect((await same(client, [...identity, '--tls-version=TLSv1.2'])).ours).toBe(false);
      expect((await same(client, [...identity, '--tls-version=TLSv1.2', '--ssl-mode=PREFERRED'])).ours).toBe(
        false,
      );
      await certificate('server');
    }, 120_000);

    test('on the socket there is TLS only where it is insisted on', async () => {
      for (const mode of ['DISABLED', 'PREFERRED', 'REQUIRED', 'VERIFY_CA', 'VERIFY_IDENTITY']) {
        await same(server, [`-u${account.user}`, `--ssl-mode=${mode}`, `--ssl-ca=${pem('ca')}`]);
      }
    }, 60_000);

    describe('authentication', () => {
      beforeAll(async () => {
        await server.exec(
          `mysql -e "INSTALL PLUGIN auth_socket SONAME 'auth_socket.so';
          INSTALL PLUGIN mysql_no_login SONAME 'mysql_no_login.so'"`,
          { check: false },
        );
        await server.sql(`
          CREATE USER sha2@'%' IDENTIFIED WITH caching_sha2_password BY 'Pw-1';
          CREATE USER 'empty'@'%' IDENTIFIED WITH caching_sha2_password BY '';
          CREATE USER sha256@'%' IDENTIFIED WITH sha256_password BY 'Pw-1';
          CREATE USER nobody IDENTIFIED WITH auth_socket;
          CREATE USER nologin@'%' IDENTIFIED WITH mysql_no_login;
          CREATE USER expired@'%' IDENTIFIED BY 'Pw-1' PASSWORD EXPIRE;
          CREATE USER locked@'%' IDENTIFIED BY 'Pw-1' ACCOUNT LOCK;
          CREATE USER x509@'%' IDENTIFIED BY 'Pw-1' REQUIRE X509;
          CREATE USER tls@'%' IDENTIFIED BY 'Pw-1' REQUIRE SSL;`);
        await server.exec(`cat /var/lib/mysql/public_key.pem >/srv/scratch/public.pem`);
        const { stdout } = await server.exec('cat /var/lib/mysql/public_key.pem');
        await client.writeFile('/srv/scratch/public.pem', stdout);
      }, 60_000);

      const plain = '--ssl-mode=DISABLED';
      test.each([
        ['sha2', [], true, ''],
        ['sha2', [plain], false, 'caching_sha2_password would have to send the password without TLS'],
        ['sha2', [plain, '--get-server-public-key'], true, ''],
        ['sha2', [plain, '--server-public-key-path=/srv/scratch/public.pem'], true, ''],
        ['empty', [plain, '--password='], true, ''],
        ['sha256', [], true, ''],
        ['sha256', [plain], true, ''],
        ['sha256', [plain, '--server-public-key-path=/srv/scratch/public.pem'], true, ''],
        ['nologin', [], false, 'access denied'],
        ['expired', [], false, 'password has expired'],
        ['locked', [], false, 'account is locked'],
        ['x509', [], false, 'REQUIREs X509 needs --ssl-cert and --ssl-key'],
        ['x509', [`--ssl-cert=${pem('elsewhere')}`, `--ssl-key=${pem('elsewhere-key')}`], true, ''],
        ['tls', [], true, ''],
        ['tls', [plain, '--get-server-public-key'], false, 'REQUIREs SSL needs --ssl-mode'],
      ])(
        '%s with %j: %j',
        async (user, args, connects, words) => {
          // A password in the server's cache needs no protection any more.
          await server.sql('FLUSH PRIVILEGES');
          const environment = 'MYSQL_PWD=Pw-1';
          const mysql = ['mysql', '--no-defaults', '-hserver1', `-u${user}`, ...args, '-e', 'DO 1'];
          const real = await client.exec(`${environment} ${sh(mysql)}`, { check: false });
          await server.sql('FLUSH PRIVILEGES');
          const ours = await run(client, ['--no-defaults', '-hserver1', `-u${user}`, ...args], environment);
          expect(real.code === 0, real.stderr).toBe(connects);
          expect(/cannot connect/.test(ours.stderr), ours.stderr).toBe(!connects);
          expect(ours.stderr).toContain(words);
          expect(ours.stderr).not.toContain('Pw-1');
        },
        30_000,
      );

      test('auth_socket lets in whom it names', async () => {
        const asNobody = `setpriv --reuid=65534 --regid=65534 --clear-groups ${doctor} -unobody`;
        expect((await server.exec(asNobody, { check: false })).stderr).toBe('');
        expect((await run(server, ['-unobody'])).stderr).toContain('access denied');
      });

      test('a second factor that asks for no password is none of its business', async () => {
        await server.sql(
          `CREATE USER factors@localhost IDENTIFIED BY 'Pw-1' AND IDENTIFIED WITH auth_socket AS 'root'`,
        );
        expect((await run(server, ['-ufactors'], 'MYSQL_PWD=Pw-1')).stderr).toBe('');
        expect((await run(server, ['-ufactors'], 'MYSQL_PWD=Pw-2')).stderr).toContain('access denied');
        const asNobody = `MYSQL_PWD=Pw-1 setpriv --reuid=65534 --regid=65534 --clear-groups ${doctor} -ufactors`;
        expect((await server.exec(asNobody, { check: false })).stderr).toContain('access denied');
      });

      test('an expired password in a server that keeps the connection is one sentence', async () => {
        await server.sql('FLUSH PRIVILEGES');
        await server.option(['disconnect_on_expired_password = OFF']);
        await server.restart();
        const { code, stderr } = await run(client, ['-hserver1', '-uexpired'], 'MYSQL_PWD=Pw-1');
        expect(code).toBe(3);
        expect(stderr).toContain('password has expired');
      }, 60_000);
    });
  });

  test('a password is asked for on the terminal, without an echo', async () => {
    const { seen } = await onTerminal(client, `${doctor} -hserver1 -u${account.user} -p --no-host`, [
      ['password of', 'Clone-Doctor-0\\01771'],
    ]);
    expect(seen).toContain(`password of '${account.user}' on the recipient: `);
    expect(seen).toContain('prediction');
    expect(seen).not.toContain('Clone-Doctor');
  }, 90_000);

  describe('ssh', () => {
    const environment = `MYSQL_PWD=${account.password}`;
    const base = ['-hserver1', `-u${account.user}`, '--format=json', '--timeout=3'];
    const look = async (...args: string[]) => {
      const startedAt = Date.now();
      const ran = await run(client, [...base, ...args], environment);
      const [target] = (JSON.parse(ran.stdout) as Report).targets;
      const { findings } = JSON.parse(ran.stdout) as Report;
      const finding = findings.find(({ id }) => id === 'restart/parent-pid-variable');
      return {
        vantage: target?.hostVantage,
        unseen: target?.unseen.map(({ fact }) => fact) ?? [],
        status: finding?.status,
        words: `${finding?.summary} ${finding?.remedy.map(({ text }) => text).join(' ')}`,
        seconds: (Date.now() - startedAt) / 1000,
      };
    };

    beforeAll(async () => {
      await server.exec('systemctl start ssh');
      await client.exec("ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id_ed25519");
      const { stdout } = await client.exec('cat /root/.ssh/id_ed25519.pub');
      await server.exec('cat >>/root/.ssh/authorized_keys', { input: stdout });
      await client.exec('ssh-keyscan server1 >/root/.ssh/known_hosts 2>/dev/null');
    }, 60_000);

    test('a key that is accepted shows everything', async () => {
      expect(await look('--ssh', 'root@server1')).toMatchObject({
        vantage: 'ssh root@server1',
        unseen: [],
        status: 'pass',
      });
    }, 30_000);

    test('the configuration of OpenSSH applies, a jump too', async () => {
      await client.writeFile(
        '/root/.ssh/config',
        `Host db\n  HostName ${server.address}\n  HostKeyAlias server1\n  User root\n  ProxyJump root@server1\n`,
      );
      await client.exec('chmod 600 /root/.ssh/config');
      expect(await look('--ssh', 'db')).toMatchObject({
        vantage: 'ssh db',
        unseen: [],
        status: 'pass',
      });
    }, 30_000);

    test('--sudo asks for root on the host, and says what to do where it may not', async () => {
      await server.exec(`cat >/usr/local/bin/sudo && chmod 755 /usr/local/bin/sudo`, {
        input: '#!/bin/sh\n[ "$1" = -n ] || exit 9\nshift\nexec "$@"\n',
      });
      expect(await look('--ssh', 'root@server1', '--sudo')).toMatchObject({
        vantage: 'ssh root@server1 sudo -n',
        status: 'pass',
      });
      await server.exec('cat >/usr/local/bin/sudo', {
        input: '#!/bin/sh\necho "sudo: a password is required" >&2; exit 1\n',
      });
      const refused = await look('--ssh', 'root@server1', '--sudo');
      expect(refused.status).toBe('unknown');
      expect(refused.words).toContain('NOPASSWD');
    }, 30_000);

    test('--no-host looks at no host', async () => {
      expect(await look('--ssh', 'root@server1', '--no-host')).toMatchObject({
        vantage: null,
        status: 'unknown',
      });
    }, 30_000);

    test('a refused key, an unknown host key, a wrong one and a name that does not exist end in a sentence', async () => {
      const refused = await look('--ssh', 'mysql@server1');
      expect(refused.status).toBe('unknown');
      expect(refused.words).toMatch(/Permission denied.*ssh-add/s);
      const nowhere = await look('--ssh', 'nowhere');
      expect(nowhere.words).toContain('Could not resolve hostname');
      await client.exec('mv /root/.ssh/known_hosts /root/.ssh/known_hosts.right');
      const unknown = await look('--ssh', 'root@server1');
      expect(unknown.status).toBe('unknown');
      expect(unknown.words).toMatch(/Host key verification failed.*compare the fingerprint/s);
      await client.exec(
        "sed 's/^server1/other/' /root/.ssh/known_hosts.right >/dev/null; ssh-keygen -q -t ed25519 -N '' -f /tmp/k; (printf 'server1 '; cat /tmp/k.pub) >/root/.ssh/known_hosts",
      );
      expect((await look('--ssh', 'root@server1')).words).toMatch(/find out why/);
      await client.exec('mv /root/.ssh/known_hosts.right /root/.ssh/known_hosts');
    }, 60_000);

    test('a host that hangs costs no more than --timeout allows', async () => {
      await server.exec('kill -STOP $(systemctl show -P MainPID ssh)');
      const stopped = await look('--ssh', 'root@server1');
      await server.exec('kill -CONT $(systemctl show -P MainPID ssh)');
      await server.exec(
        "nft 'add table inet t; add chain inet t c { type filter hook input priority 0; }; add rule inet t c tcp dport 22 drop'",
      );
      const dropped = await look('--ssh', 'root@server1');
      await server.exec('nft delete table inet t');
      for (const { status, words, seconds, unseen } of [stopped, dropped]) {
        expect(status).toBe('unknown');
        expect(unseen).toContain('unit');
        expect(words).toContain('--timeout');
        expect(seconds).toBeLessThan(9);
      }
    }, 60_000);
  });
});
