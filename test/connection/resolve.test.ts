import { describe, expect, test } from 'vitest';
import type { DefaultsChoice } from '../../src/connection/defaults.js';
import { endpointOf } from '../../src/connection/endpoint.js';
import { decryptLoginFile } from '../../src/connection/login-path.js';
import { resolveConnections, type Said } from '../../src/connection/resolve.js';
import type { Settings } from '../../src/connection/settings.js';
import { filesOf } from '../support/files.js';

/** Written by mysql_config_editor 9.7: [client], [work] with quotes and a backslash, [work_donor]. */
const loginFile = Buffer.from(
  'AAAAABQQFgkZDxsKFQsIDwAFAxoSFgkYEAAAAF+tre9g09HoSdpo5yzSFYIQAAAAceGXELtE7GrjsyP21RNoLxAAAAD/0nFw+QhH/xg/onul' +
    'hZctEAAAAAMel1XMXzVlKUZY2NP2BLYQAAAATM/EG/H59HmHSRVP4BM4YSAAAAADX8iK0t0wFPK6Vn/SCy2wFnPIhGZXPIHa3ktFEgaJERAA' +
    'AABSFYG1dQdmim27FnuMTg2jEAAAAPreJu+oDU84Mi2lvbM4DesQAAAATA/YxhLvo7jlYjlGyVcf4BAAAADZC+iMW8IPYM0+T6fb7ZbM',
  'base64',
);

const said = (more: Partial<Said> = {}): Said => ({
  choice: {},
  recipient: {},
  donorChoice: {},
  donorSettings: {},
  ...more,
});

const cli = (values: Record<string, string>): Settings =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, source: `--${name}` }]));

const plain = (settings: Settings) =>
  Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, setting?.value]));

const home = { HOME: '/home/me' };

describe('the login path file', () => {
  test('is read as mysql_config_editor wrote it', () => {
    expect(decryptLoginFile('f', loginFile)).toBe(
      '[client]\nuser = "luser"\nhost = "lhost"\n' +
        `[work]\nuser = "o'b\\x"\nhost = "w h\\"o#st"\nsocket = "/s"\nport = 3399\n[work_donor]\nuser = "wd"\n`,
    );
  });

  test.each([
    ['cut off', loginFile.subarray(0, 60)],
    ['something else', Buffer.from('[client]\nuser=somebody\npassword=secret-here\n')],
  ])('%s is refused, without what it holds', (_, content) => {
    expect(() => decryptLoginFile('/home/me/.mylogin.cnf', content)).toThrow(
      /^\/home\/me\/\.mylogin\.cnf is not a login path file, or is damaged$/,
    );
  });
});

describe('which file says what', () => {
  const files = filesOf({
    '/etc/my.cnf': '[client]\nuser=etc\nport=1\n[mysqld]\nuser=mysql\n',
    '/etc/mysql/my.cnf': '[client]\nuser=debian\nhost=debian\n[mysql]\nhost=other\n',
    '/opt/my.cnf': '[client]\nuser=mysqlhome\n',
    '/extra.cnf': '[client]\nuser=extra\nssl_mode=REQUIRED\nno-such=1\n',
    '/home/me/.my.cnf': '[mysql-clone-doctor]\nuser=own\n[client]\nuser=home\n[client_eu]\nuser=eu\n',
    '/home/me/.mylogin.cnf': loginFile,
  });
  const user = (choice: DefaultsChoice, env = {}) =>
    resolveConnections(said({ choice: { noLoginPaths: true, ...choice } }), { ...home, ...env }, files)
      .recipient.user?.value;

  test('a later file wins, and within a file the later line, of whatever group', () => {
    expect(user({})).toBe('home');
    expect(user({}, { HOME: '/nowhere' })).toBe('debian');
    expect(user({}, { HOME: '/nowhere', MYSQL_HOME: '/opt' })).toBe('mysqlhome');
    expect(user({ defaultsExtraFile: '/extra.cnf' }, { HOME: '/nowhere', MYSQL_HOME: '/opt' })).toBe('extra');
    expect(user({ defaultsExtraFile: '/extra.cnf' })).toBe('home');
    expect(user({ defaultsFile: '/extra.cnf' })).toBe('extra');
    expect(user({ defaultsFile: '~/.my.cnf' })).toBe('home');
    expect(user({ noDefaults: true })).toBeUndefined();
    expect(user({ defaultsGroupSuffix: '_eu' })).toBe('eu');
    expect(user({}, { MYSQL_GROUP_SUFFIX: '_eu' })).toBe('eu');
  });

  test('the login path wins over the files, and stays with --no-defaults', () => {
    expect(user({ noLoginPaths: false })).toBe('luser');
    expect(user({ noLoginPaths: false, loginPath: 'work' })).toBe("o'b\\x");
    expect(user({ noLoginPaths: false, loginPath: 'work', defaultsGroupSuffix: '_donor' })).toBe('wd');
    expect(user({ noLoginPaths: false, noDefaults: true })).toBe('luser');
  });

  test('the order is environment, files, login path, URI, command line, each with its source', () => {
    const { recipient } = resolveConnections(
      said({ uri: 'mysql://uri@uri:3307', recipient: cli({ user: 'cli' }) }),
      { ...home, MYSQL_HOST: 'env', MYSQL_PWD: 'env', MYSQL_TCP_PORT: '2', MYSQL_UNIX_PORT: '/env' },
      files,
    );
    expect(recipient).toMatchObject({
      user: { value: 'cli', source: '--user' },
      host: { value: 'uri', source: '--uri' },
      port: { value: '3307', source: '--uri' },
      socket: { value: '/env', source: 'environment MYSQL_UNIX_PORT' },
      password: { value: 'env', source: 'environment MYSQL_PWD' },
    });
  });

  test('a named file that is not there is an error, a file that everybody may write is passed over', () => {
    expect(() => user({ defaultsFile: '/nope' })).toThrow('--defaults-file: cannot read /nope');
    expect(() => user({ defaultsExtraFile: '/nope' })).toThrow('--defaults-extra-file: cannot read /nope');
    const open = filesOf({ '/etc/my.cnf': '[client]\nuser=x\n' }, { '/etc/my.cnf': 0o666 });
    const { recipient, warnings } = resolveConnections(said(), home, open);
    expect(recipient.user).toBeUndefined();
    expect(warnings).toEqual(['/etc/my.cnf is ignored: everybody may write to it']);
  });

  test.each([0o644, 0o640, 0o700])('a login path file of mode %o is passed over', (mode) => {
    const path = '/home/me/.mylogin.cnf';
    const { recipient, warnings } = resolveConnections(
      said(),
      home,
      filesOf({ [path]: loginFile }, { [path]: mode }),
    );
    expect(recipient.user).toBeUndefined();
    expect(warnings).toHaveLength(1);
  });

  test('an unknown option is a mistake in the own group, not in that of all clients', () => {
    const read = (text: string) =>
      resolveConnections(said(), home, filesOf({ '/etc/my.cnf': text })).recipient;
    expect(() => read('[mysql-clone-doctor]\nhots=x\n')).toThrow('/etc/my.cnf, line 2: unknown option hots');
    // Behind a forgotten `=` is the value.
    expect(() => read('[mysql-clone-doctor]\npassword Secret-7\n')).toThrow(/unknown option password$/);
    expect(read('[mysql-clone-doctor]\nloose_hots=x\nloose-host=y\n')).toMatchObject({
      host: { value: 'y' },
    });
    expect(plain(read('[client]\nhots=x\nskip-get-server-public-key\nskip_password\n'))).toEqual({
      'get-server-public-key': '0',
      password: '',
    });
    expect(plain(read('[client]\npassword\n'))).toEqual({ password: undefined });
    expect(() => read('[client]\nhost\n')).toThrow('/etc/my.cnf, line 2: host needs a value');
  });
});

describe('the donor', () => {
  const base = cli({ host: 'db2', port: '3307', user: 'dba', password: 'pw', 'ssl-mode': 'REQUIRED' });
  const donor = (more: Partial<Said>, files: Record<string, string | Buffer> = {}) =>
    plain(resolveConnections(said({ recipient: base, ...more }), home, filesOf(files)).donor);

  test('is as the recipient, but for the place', () => {
    expect(donor({ donor: 'db1' })).toEqual({
      host: 'db1',
      protocol: 'TCP',
      user: 'dba',
      password: 'pw',
      'ssl-mode': 'REQUIRED',
    });
    expect(donor({ donor: 'db1:3308', donorSettings: cli({ user: 'other' }) })).toMatchObject({
      port: '3308',
      user: 'other',
    });
    expect(donor({})).not.toHaveProperty('host');
  });

  test('may be a URI, a login path, a group, or options of the own group', () => {
    expect(donor({ donor: 'mysql://u:p%40@db1:3309/?ssl-mode=disabled' })).toMatchObject({
      host: 'db1',
      port: '3309',
      user: 'u',
      password: 'p@',
      'ssl-mode': 'disabled',
    });
    const login = { '/home/me/.mylogin.cnf': loginFile };
    expect(donor({ donor: 'db1', donorChoice: { loginPath: 'work' } }, login)).toMatchObject({
      host: 'db1',
      port: '3399',
      user: "o'b\\x",
    });
    expect(() => donor({ donorChoice: { loginPath: 'none' } }, login)).toThrow("no login path 'none'");
    const groups = { '/etc/my.cnf': '[client_eu]\nhost=eu\nuser=eu\n[mysql-clone-doctor]\ndonor-user=own\n' };
    expect(donor({ donorChoice: { defaultsGroupSuffix: '_eu' } }, groups)).toMatchObject({
      host: 'eu',
      user: 'eu',
    });
    expect(donor({ donor: 'db1' }, groups)).toMatchObject({ user: 'own' });
    expect(() => donor({ donorChoice: { defaultsGroupSuffix: '_us' } }, groups)).toThrow('[client_us]');
    expect(donor({}, { '/etc/my.cnf': '[mysql-clone-doctor]\ndonor=db1:3310\n' })).toMatchObject({
      host: 'db1',
      port: '3310',
    });
  });
});

describe('the endpoint', () => {
  const at = (values: Record<string, string>, sockets: string[] = []) =>
    endpointOf(cli(values), 'me', filesOf(Object.fromEntries(sockets.map((path) => [path, ''])))).at;

  test('localhost and no host are the socket, with a port too, unless the protocol is TCP', () => {
    const socket = { socket: '/var/run/mysqld/mysqld.sock' };
    expect(at({})).toEqual(socket);
    expect(at({ host: '' })).toEqual(socket);
    expect(at({ host: 'localhost', port: '3307' })).toEqual(socket);
    expect(at({}, ['/tmp/mysql.sock'])).toEqual({ socket: '/tmp/mysql.sock' });
    expect(at({ socket: '/s' })).toEqual({ socket: '/s' });
    expect(at({ protocol: 'tcp' })).toEqual({ host: 'localhost', port: 3306 });
    expect(at({ host: '127.0.0.1', socket: '/s', port: '0' })).toEqual({ host: '127.0.0.1', port: 3306 });
  });

  test.each([
    [{ host: 'db1', protocol: 'SOCKET' }, 'protocol SOCKET reaches this machine only'],
    [{ protocol: 'PIPE' }, 'exists on Windows only'],
    [{ protocol: 'quic' }, "protocol (--protocol): 'quic' is none of TCP, SOCKET"],
    [{ port: 'x' }, "--port: 'x' is not a port"],
    [{ 'ssl-mode': 'VERIFY' }, "'VERIFY' is none of DISABLED"],
    [{ 'ssl-mode': 'VERIFY_CA' }, 'needs a CA'],
    [{ 'tls-version': 'TLSv1.1' }, "'TLSv1.1' names none of"],
    [{ 'tls-version': '' }, "'' names none of"],
    [{ 'tls-version': 'TLSv1.2,soon' }, 'names none of'],
  ])('%j is refused', (values, message) => {
    expect(() => at(values as unknown as Record<string, string>)).toThrow(message);
  });

  test('a CA without a mode is verified with', () => {
    const tls = (values: Record<string, string>) => endpointOf(cli(values), 'me', filesOf({})).tls;
    expect(tls({}).mode).toBe('PREFERRED');
    expect(tls({ 'ssl-ca': '/ca' }).mode).toBe('VERIFY_CA');
    expect(tls({ 'ssl-ca': '/ca', 'ssl-mode': 'req' }).mode).toBe('REQUIRED');
    expect(tls({ 'tls-version': 'tlsv1.2,TLSv1.3' })).toMatchObject({
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.3',
    });
  });

  test('the login name is the user that nobody named', () => {
    expect(endpointOf({}, 'me', filesOf({})).user).toBe('me');
  });
});
