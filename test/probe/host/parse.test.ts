import { describe, expect, it } from 'vitest';
import type { FactName, Side } from '../../../src/evidence/evidence.js';
import { isAsked } from '../../../src/evidence/one-sided.js';
import { getppid, ownPid } from '../../../src/probe/host/getppid.js';
import type { Identity } from '../../../src/probe/host/identity.js';
import { parseHost } from '../../../src/probe/host/parse.js';

const identity: Identity = {
  pidFile: '/run/mysqld/mysqld.pid',
  datadir: '/var/lib/mysql/',
  serverUuid: 'u-1',
  hostname: 'db1',
  port: 3306,
};

const looked = { places: ['/var/lib/mysql', '/srv/ext/ext.ibd'], leftOut: 0 };

/** Recorded on a host with systemd 262. */
const recorded = {
  'mysql-clone-doctor host probe': '1',
  'probe.euid': '0',
  'probe.host': 'db1',
  'process.pid': '169',
  'process.euid': '0',
  'process.nspid': '169',
  'process.ppid': '1',
  'parent.nspid': '1',
  'parent.name': 'systemd',
  'parent.word': ['/usr/lib/systemd/systemd', '--switched-root'],
  'variable.value': '1 ',
  supervisor: 'none',
  executable: '/usr/sbin/mysqld',
  controlGroup: String.raw`/system.slice/system-mysqld.slice/mysqld@a-b\x2dc.service`,
  unit: String.raw`mysqld@a-b\x2dc.service`,
  'unit.Id': String.raw`mysqld@a-b\x2dc.service`,
  'unit.LoadState': 'loaded',
  'unit.FragmentPath': '/etc/systemd/system/mysqld@.service',
  'unit.DropInPaths': '"/etc/systemd/system/mysqld@.service.d/10 late.conf" /run/b.conf',
  'unit.NeedDaemonReload': 'no',
  'unit.StartLimitIntervalUSec': '1min 30s',
  'unit.StartLimitBurst': '3',
  'unit.Type': 'simple',
  'unit.Restart': 'on-abnormal',
  'unit.TimeoutStartUSec': '1h 30min 500ms',
  'unit.RestartPreventExitStatus': '1 TERM',
  'unit.RestartForceExitStatus': '3 16',
  'unit.SuccessExitStatus': '16 75 KILL RTMIN+1',
  'unit.MainPID': '169',
  'unit.NRestarts': '0',
  'unit.Transient': 'no',
  'unit.ControlGroup': String.raw`/system.slice/system-mysqld.slice/mysqld@a-b\x2dc.service`,
  'unit.assignment': '"MYSQLD_PARENT_PID=1 "',
  'unit.EnvironmentFiles': [
    '/etc/default/mysqld (ignore_errors=yes)',
    '/etc/default/other file (ignore_errors=no)',
  ],
  'unit.newerFiles': 'yes',
  'unit.mainStart': '255023',
  'unit.now': '255109',
  'storage.uid': '996',
  'storage.groups': '996 996 ',
  'storage.capabilities': '0000000000000000',
  place: ['/var/lib/mysql', '/srv/ext/ext.ibd'],
  'place.nearest': ['/var/lib/mysql', '/srv/ext'],
  'storage.root': '/proc/169/root',
  'places.stat': [
    '65024 1461103 7 41c0 996 996 4096 2026-11-20 11:08:41.896310705 +0000\t/proc/169/root/var/lib/mysql\n' +
      '65024 12 5 41ed 0 0 80 -\t/proc/169/root/var/lib\n65024 11 5 41ed 0 0 80 -\t/proc/169/root/var\n' +
      '65024 2 5 41ed 0 0 80 -\t/proc/169/root/\n',
    '76 1459618 2 41ed 0 0 80 -\t/proc/169/root/srv/ext\n76 7 3 41ed 0 0 80 -\t/proc/169/root/srv\n',
  ],
  'places.list': [
    'drwx------ 7 996 996 4096 Nov 20 11:08 /proc/169/root/var/lib/mysql',
    'drwxr-xr-x 1 0 0 4096 Nov 20 11:08 /proc/169/root/srv/ext',
  ],
  'places.free': [
    '19806140 4096 16777216 16294032 /proc/169/root/var/lib/mysql',
    '19806140 4096 0 0 /proc/169/root/srv/ext',
  ],
  'place.real': ['/var/lib/mysql', '/srv/ext'],
  'place.mount': ['/var/lib/mysql\text4\trw,relatime', '/\toverlay\trw,relatime,redirects'],
  'storage.binaryLogs': '8 512\n16 512',
  'storage.kernelStart': '1795168284',
  'storage.confinement': '',
  pluginFiles: '',
  'pluginFiles.file': ['mysql_clone.so', 'semisync_source.so'],
  undoEncryption: '',
  'undoEncryption.encrypted': '/var/lib/mysql/undo_001',
  'keyringManifest.global': '{"read_local_manifest": true} ',
  'keyringManifest.local': '',
  cloneAuthority: '-----BEGIN CERTIFICATE-----',
  donorAddresses: '',
  'donorAddresses.address': ['10.0.0.1', 'fd00::1'],
  cloneCertificate: '-----BEGIN CERTIFICATE-----',
  'cloneCertificate.key': '',
  secrets: '',
  'secrets.commandLine': ['user', 'report-password', 'mysql-native-password', 'report-password'],
  'secrets.environment': '',
  'secrets.variable': ['MYSQL_ROOT_PASSWORD', 'MYSQL_RANDOM_ROOT_PASSWORD', 'PWD', 'MYSQL_PWD'],
  'secrets.file': ['/etc/mysql/open.cnf', '/root/.my.cnf', '/etc/mysql/group.cnf', '/etc/mysql/plain.cnf'],
  'secrets.modes': [
    'drwxr-xr-x 2 0 0 9 x /etc\ndrwxr-xr-x 2 0 0 9 x /etc/mysql\n-rw-r--r-- 1 0 0 9 x /etc/mysql/open.cnf',
    'drwx------ 2 0 0 9 x /root\n-rw-r--r-- 1 0 0 9 x /root/.my.cnf',
    'drwxr-xr-x 2 0 0 9 x /etc\n-rw-r----- 1 0 0 9 x /etc/mysql/group.cnf',
    'drwxr-xr-x 2 0 0 9 x /etc\n-rw-r--r-- 1 0 0 9 x /etc/mysql/plain.cnf',
  ],
  'secrets.options': [
    'user\nPassword\nLOOSE-keyring_hashicorp_secret_id',
    'password',
    'password',
    'mysql_native_password',
  ],
  'network.link': ['10.0.0.0/24', '127.0.0.0/8', '10.0.0.0/24'],
  'network.address': ['10.0.0.12', '127.0.0.1', '10.0.0.12', '127.0.0.1'],
  'network.ports': '0CEA\n0016\n0CEA',
  'options.read': '',
  option: ['user', 'loose-clone_ddl_timeout', 'plugin-load-add=a=a.so;b.so', 'LOOSE_x'],
  'options.file': ['lower_case_table_names=1', 'server-id=1', 'server_id=2', 'datadir=/srv/a=b'],
  'options.command': 'server-id=3',
  optionFiles: '',
  'optionFiles.changed': ['/etc/my.cnf', '/etc/my.cnf.d'],
  'optionTrial.unasked': '',
};
type Said = { [name: string]: string | string[] | undefined };

/** What the script prints, from the recorded output with some values changed or left out. */
const output = (change: Said = {}) =>
  Object.entries<Said[string]>({ ...recorded, ...change, 'mysql-clone-doctor end': '1' })
    .flatMap(([name, values]) => [values ?? []].flat().map((value) => `${name}=${value}\0`))
    .join('');
const parse = (change: Said = {}, side: Side = 'recipient') =>
  parseHost(output(change), identity, side, looked);

describe('a recorded output', () => {
  it('gives all facts', () => {
    expect(parse()).toEqual({
      process: {
        ok: true,
        value: { pid: 169, ownPid: 169, parentPid: 1, controlGroup: recorded.controlGroup },
      },
      parentPidVariable: { ok: true, value: '1 ' },
      parent: { ok: true, value: { pid: 1, name: 'systemd', command: recorded['parent.word'] } },
      executable: { ok: true, value: { path: '/usr/sbin/mysqld', replaced: false } },
      unit: {
        ok: true,
        value: {
          name: String.raw`mysqld@a-b\x2dc.service`,
          mainPid: 169,
          type: 'simple',
          restart: 'on-abnormal',
          restartForceExitStatus: ['3', '16'],
          restartPreventExitStatus: ['1', 'TERM'],
          successExitStatus: ['16', '75', 'KILL', 'RTMIN+1'],
          parentPidVariable: '1 ',
          environmentFiles: ['/etc/default/mysqld', '/etc/default/other file'],
          fragmentPath: '/etc/systemd/system/mysqld@.service',
          dropInPaths: ['/etc/systemd/system/mysqld@.service.d/10 late.conf', '/run/b.conf'],
          needDaemonReload: false,
          changedSinceStart: true,
          timeoutStart: 5400.5,
          startLimitBurst: 3,
          startLimitInterval: 90,
          restarts: 0,
          runningFor: 0.86,
          managerOf: null,
          transient: false,
          passesVariable: false,
          commandSetsVariable: false,
        },
      },
      supervisor: { ok: true, value: null },
      storage: {
        ok: true,
        value: {
          places: [
            {
              path: '/var/lib/mysql',
              nearest: '/var/lib/mysql',
              real: '/var/lib/mysql',
              isDirectory: true,
              device: '65024',
              inode: '1461103',
              born: '2026-11-20 11:08:41.896310705 +0000',
              links: 7,
              bytes: 4096,
              readable: true,
              removable: true,
              writable: true,
              mount: { point: '/var/lib/mysql', type: 'ext4', readOnly: false, redirects: false },
              freeBytes: 19806140 * 4096,
              freeInodes: 16294032,
            },
            {
              path: '/srv/ext/ext.ibd',
              nearest: '/srv/ext',
              real: '/srv/ext',
              isDirectory: true,
              device: '76',
              inode: '1459618',
              born: '-',
              links: 2,
              bytes: 80,
              readable: true,
              removable: true,
              writable: false,
              mount: { point: '/', type: 'overlay', readOnly: false, redirects: true },
              freeBytes: 19806140 * 4096,
              freeInodes: null,
            },
          ],
          leftOut: 0,
          binaryLogBytes: 12288,
          kernelStart: 1795168284,
          confinement: null,
        },
      },
      cloneCertificate: { ok: true, value: { certificate: '-----BEGIN CERTIFICATE-----', hasKey: true } },
      secrets: {
        ok: true,
        value: {
          commandLine: ['report-password'],
          environment: ['MYSQL_ROOT_PASSWORD', 'MYSQL_PWD'],
          files: [
            { path: '/etc/mysql/open.cnf', options: ['Password', 'LOOSE-keyring_hashicorp_secret_id'] },
          ],
        },
      },
      network: {
        ok: true,
        value: {
          addresses: ['10.0.0.12', '127.0.0.1'],
          links: ['10.0.0.0/24', '127.0.0.0/8'],
          ports: [3306, 22],
        },
      },
      options: {
        ok: true,
        value: {
          given: [
            { name: 'user', loose: false },
            { name: 'clone_ddl_timeout', loose: true },
            { name: 'plugin-load-add', loose: false },
            { name: 'x', loose: true },
          ],
          pluginLoads: ['a=a.so;b.so'],
          values: { lower_case_table_names: '1', server_id: '3', datadir: '/srv/a=b' },
        },
      },
      optionFiles: { ok: true, value: { changed: ['/etc/my.cnf', '/etc/my.cnf.d'] } },
      optionTrial: { ok: true, value: null },
      pluginFiles: { ok: true, value: ['mysql_clone.so', 'semisync_source.so'] },
      undoEncryption: { ok: false, reason: 'not-collected', detail: expect.stringContaining('recipient') },
      keyringManifest: { ok: true, value: { global: '{"read_local_manifest": true} ', local: null } },
      cloneAuthority: { ok: true, value: '-----BEGIN CERTIFICATE-----' },
      donorAddresses: { ok: true, value: ['10.0.0.1', 'fd00::1'] },
    });
  });

  it("gives a donor's files, and nothing of its restart", () => {
    const { storage, undoEncryption, network, ...others } = parse({}, 'donor');
    expect(storage).toEqual(parse().storage);
    expect(undoEncryption).toEqual({ ok: true, value: { encrypted: ['/var/lib/mysql/undo_001'] } });
    expect(network).toEqual(parse().network);
    for (const fact of Object.values(others)) expect(fact).toMatchObject({ reason: 'not-collected' });
  });

  it('tells files that were not asked for from files that are not there', () => {
    const silent = parse({ pluginFiles: undefined, donorAddresses: undefined, 'donorAddresses.unasked': '' });
    expect(silent.pluginFiles).toMatchObject({ ok: false, reason: 'not-collected' });
    expect(silent.donorAddresses).toEqual({ ok: true, value: null });
    expect(parse({ 'pluginFiles.file': undefined }).pluginFiles).toEqual({ ok: true, value: [] });
    expect(parse({ 'cloneAuthority.absent': '' }).cloneAuthority).toEqual({ ok: true, value: null });
    expect(parse({ 'undoEncryption.denied': '/proc/169/fd' }, 'donor').undoEncryption).toMatchObject({
      ok: false,
      reason: 'denied',
    });
    expect(parse({ 'donorAddresses.error': 'there is no getent' }).donorAddresses).toMatchObject({
      ok: false,
      reason: 'error',
    });
  });

  it.each([
    ['', '1 '],
    ['MYSQLD_PARENT_PID', null],
    ['OTHER MYSQLD_PARENT_PID', null],
    ['"MYSQLD_PARENT_PID=1 "', null],
    ['MYSQLD_PARENT_PID=2', '1 '],
  ])('UnsetEnvironment=%s leaves the variable at %j', (unset, variable) => {
    expect(parse({ 'unit.UnsetEnvironment': unset }).unit).toMatchObject({
      value: { parentPidVariable: variable },
    });
  });

  it.each([
    ['of another user', '41c0 0 0', {}, false],
    ['of the group', '41f8 0 996', {}, true],
    ['of the group, not for writing', '41e8 0 996', {}, false],
    ['for all', '41ff 0 0', {}, true],
    ['with an access control list', '41c0 0 0', { list: 'drwxrwx---+' }, null],
    ['on a read-only mount', '41c0 996 996', { mount: '/\text4\tro' }, false],
    ['behind a closed door', '41c0 996 996', { above: '41c0 0 0' }, false],
    ['above which something could not be seen', '41c0 996 996', { above: '' }, null],
    ['in an unseen place, for root', '41c0 0 0', { above: '', capabilities: '2' }, true],
    ['of another user, for root', '41c0 0 0', { capabilities: '000001ffffffffff' }, true],
  ])('tells whether the server may write to a directory %s', (_, mode, more, writable) => {
    const {
      list = 'drwx------',
      mount = '',
      above = '41ed 0 0',
      capabilities = '0',
    } = more as Record<string, string>;
    const [first, second] = recorded['places.stat'];
    const facts = parse({
      'places.stat': [
        (first ?? '')
          .replace('41c0 996 996', mode)
          .replace(above === '' ? /^.*root\/var\/lib\n/m : '41ed 0 0', above),
        second ?? '',
      ],
      'places.list': recorded['places.list'].map((line) => line.replace('drwx------', list)),
      'place.mount': [mount, ''],
      'storage.capabilities': capabilities,
    });
    expect(facts.storage).toMatchObject({ value: { places: [{ writable }, {}] } });
  });

  const firstStat = (itself: string, above: string) => [
    (recorded['places.stat'][0] ?? '').replace('41c0 996 996', itself).replace('41ed 0 0', above),
    recorded['places.stat'][1] ?? '',
  ];

  it.each([
    ['41c0 996 996', true],
    ['40c0 996 996', false],
    ['41ed 0 0', true],
  ])('tells whether the server may read a directory %s', (mode, readable) => {
    const { storage } = parse({ 'places.stat': firstStat(mode, '41ed 0 0') });
    expect(storage).toMatchObject({ value: { places: [{ readable }, {}] } });
  });

  it.each([
    ['81a4 0 0', '43ff 0 0', {}, false],
    ['81a4 996 996', '43ff 0 0', {}, true],
    ['81a4 0 0', '43ff 996 0', {}, true],
    ['81a4 0 0', '41ff 0 0', {}, true],
    ['81a4 0 0', '43ff 0 0', { 'storage.capabilities': '8' }, true],
  ])('a file %s below %s with %j may be taken away: %s', (file, folder, more, removable) => {
    const { storage } = parse({ 'places.stat': firstStat(file, folder), ...more });
    expect(storage).toMatchObject({ value: { places: [{ removable }, {}] } });
  });

  it('does not know the files when it could not look at one of them', () => {
    expect(parse({ 'places.stat': [''] }).storage).toMatchObject({ ok: false, reason: 'error' });
    expect(parse({ 'storage.denied': '/proc/169/root/' }).storage).toMatchObject({ reason: 'denied' });
  });

  it.each([
    ['unconfined\n', null],
    ['system_u:system_r:unconfined_service_t:s0\0', null],
    ['/usr/sbin/mysqld (enforce)', '/usr/sbin/mysqld (enforce)'],
  ])('the label %j confines by %j', (label, confinement) => {
    expect(parse({ 'storage.confinement': label }).storage).toMatchObject({ value: { confinement } });
  });

  it.each(['recipient', 'donor'] as const)('a %s is not asked for what only the other side is', (side) => {
    const notAsked = Object.entries(parse({}, side)).filter(
      ([, fact]) => !fact.ok && fact.detail.includes('is not asked'),
    );
    const names = Object.keys(parse()) as FactName[];
    expect(notAsked.map(([name]) => name).sort()).toEqual(
      names.filter((name) => !isAsked(side, name)).sort(),
    );
  });

  it('is found among the noise of a login shell', () => {
    const noise = `Welcome to db1!\nprocess.pid=1\0\n`;
    expect(parseHost(`${noise}${output()}logout\n`, identity, 'recipient', looked)).toEqual(parse());
  });

  it.each([
    ['nothing', '', /printed nothing/],
    ['something else', 'bash: no job control\n', /cut off/],
    ['no end', output().replace('mysql-clone-doctor end=1\0', ''), /cut off/],
    ['no beginning', output({ 'mysql-clone-doctor host probe': undefined }), /cut off/],
    ['a cut', output().slice(0, -1), /cut off/],
  ])('is not believed: %s', (_, text, detail) => {
    for (const fact of Object.values(parseHost(text, identity, 'recipient', looked))) {
      expect(fact).toMatchObject({ ok: false, reason: 'error', detail: expect.stringMatching(detail) });
    }
  });

  it.each([
    ['process.pid', '16x', 'process'],
    ['process.pid', '', 'process'],
    ['process.pid', '99999999999999999999', 'process'],
    ['process.nspid', '169 x', 'process'],
    ['process.ppid', '-1', 'process'],
    ['parent.nspid', 'x', 'process'],
    ['parent.nspid', '1\t1', 'process'],
    ['controlGroup', undefined, 'process'],
    ['parent.name', undefined, 'parent'],
    ['process.ppid', '', 'parent'],
    ['variable.value', undefined, 'parentPidVariable'],
    ['executable', undefined, 'executable'],
    ['executable', '', 'executable'],
    ['unit', undefined, 'unit'],
    ['unit.NRestarts', '-1', 'unit'],
    ['unit.StartLimitBurst', '[not set]', 'unit'],
    ['unit.NeedDaemonReload', 'maybe', 'unit'],
    ['unit.TimeoutStartUSec', '1 fortnight', 'unit'],
    ['unit.SuccessExitStatus', '16,17', 'unit'],
    ['unit.DropInPaths', '"open', 'unit'],
    ['unit.assignment', '"MYSQLD_PARENT_PID=1', 'unit'],
    ['unit.Type', '', 'unit'],
    ['options.read', undefined, 'options'],
    ['options.error', 'Could not open required defaults file', 'options'],
  ] as const)('%s=%s is an error, never a guess', (name, value, fact) => {
    expect(parse({ [name]: value })[fact]).toMatchObject({ ok: false, reason: 'error' });
  });

  it('tells an ended process', () => {
    expect(parse({ problem: 'ended' }).process).toMatchObject({ detail: expect.stringContaining('ended') });
  });

  it('knows a replaced program', () => {
    const value = { path: '/usr/sbin/mysqld', replaced: true };
    expect(parse({ executable: '/usr/sbin/mysqld (deleted)' }).executable).toEqual({ ok: true, value });
  });

  it('names what root in a container lacks', () => {
    const { executable } = parse({ executable: undefined, 'executable.denied': '/proc/169/exe' });
    expect(executable).toMatchObject({
      reason: 'denied',
      remedy: expect.stringContaining('docker exec -i --privileged'),
    });
  });

  it.each([
    ['options.problem', 'elsewhere', 'unsupported'],
    ['options.problem', 'no-tool', 'unsupported'],
    ['options.denied', '/proc/169/root', 'denied'],
  ])('%s=%s says why there are no options', (name, value, reason) => {
    expect(parse({ [name]: value }).options).toMatchObject({ ok: false, reason });
  });

  it.each([
    [{ 'optionFiles.problem': 'no-pid-file' }, 'error'],
    [{ 'optionFiles.problem': 'relative' }, 'unsupported'],
    [{ 'optionFiles.denied': '/proc/169/root' }, 'denied'],
    [{ optionFiles: undefined }, 'error'],
  ])('%j says why nobody knows of changed option files', (change, reason) => {
    expect(parse(change).optionFiles).toMatchObject({ ok: false, reason });
  });

  it.each<[Said, object]>([
    [{ 'optionTrial.status': '0' }, { ok: true, value: { status: 0, errors: [] } }],
    [
      { 'optionTrial.status': '1', 'optionTrial.complaint': ['MY-000067 inodb_x', 'MY-010119 '] },
      {
        ok: true,
        value: {
          status: 1,
          errors: [
            { code: 'MY-000067', name: 'inodb_x' },
            { code: 'MY-010119', name: null },
          ],
        },
      },
    ],
    [{ 'optionTrial.status': '127' }, { ok: false, reason: 'error' }],
    [{}, { ok: false, reason: 'error' }],
    [{ 'optionTrial.problem': 'no-tool' }, { ok: false, reason: 'unsupported' }],
    [{ 'optionTrial.problem': 'elsewhere' }, { ok: false, reason: 'unsupported' }],
    [{ 'optionTrial.denied': '/proc/169/root' }, { ok: false, reason: 'denied' }],
  ])('%j is what the program says of its options', (change, fact) => {
    const { optionTrial } = parse({ 'optionTrial.unasked': undefined, ...change });
    expect(optionTrial).toMatchObject(fact);
  });

  it('stands without NSpid, before Linux 4.1', () => {
    expect(parse({ 'process.nspid': '', 'parent.nspid': '' }).process).toMatchObject({
      value: { ownPid: 169, parentPid: 1 },
    });
  });
});

describe('the unit', () => {
  const noUnit = Object.keys(recorded).flatMap((name) =>
    name.startsWith('unit') ? [[name, undefined]] : [],
  );
  const without = (change: Said) => parse({ ...Object.fromEntries(noUnit), ...change }).unit;

  it('is null outside of any', () => {
    expect(without({ 'unit.none': '' })).toEqual({ ok: true, value: null });
  });

  it("is not the user's manager", () => {
    expect(without({ 'unit.none': '', 'unit.user': '1000' })).toMatchObject({ reason: 'unsupported' });
  });

  it.each([
    [{ 'unit.problem': 'no-systemd' }, 'unsupported', /mysql.service, but no systemd/],
    [{ 'unit.problem': 'other-user', 'unit.user': '1000' }, 'unsupported', /only uid 1000 and root/],
    [
      { 'unit.problem': 'failed', 'unit.words': 'Failed to connect to bus' },
      'error',
      /Failed to connect to bus/,
    ],
  ])('that cannot be asked for: %j', (change, reason, detail) => {
    const unit = without({ unit: 'mysql.service', ...change });
    expect(unit).toMatchObject({ ok: false, reason, detail: expect.stringMatching(detail) });
    expect(unit).toHaveProperty('remedy');
  });

  it('of a machine in a container is not the unit of that name here', () => {
    const change = {
      controlGroup: '/machine.slice/machine-db1.scope/payload/system.slice/mysql.service',
      'unit.ControlGroup': '/system.slice/mysql.service',
      'unit.MainPID': '700',
    };
    expect(parse(change).unit).toMatchObject({ ok: false, reason: 'unsupported' });
    expect(parse({ ...change, 'unit.LoadState': 'not-found', 'unit.MainPID': '0' }).unit).toMatchObject({
      reason: 'unsupported',
    });
    // The same process, seen from another control group namespace.
    expect(parse({ ...change, 'unit.MainPID': '169' }).unit.ok).toBe(true);
  });

  it('holds what runs below it', () => {
    expect(parse({ controlGroup: `${recorded.controlGroup}/supervise` }).unit.ok).toBe(true);
    expect(parse({ controlGroup: `${recorded.controlGroup}x`, 'unit.MainPID': '7' }).unit.ok).toBe(false);
  });

  it('that is a scope has no main process and restarts nothing', () => {
    const unit = without({
      controlGroup: '/system.slice/run-7.scope',
      unit: 'run-7.scope',
      'unit.Id': 'run-7.scope',
      'unit.LoadState': 'loaded',
      'unit.FragmentPath': '/run/systemd/transient/run-7.scope',
      'unit.DropInPaths': '',
      'unit.NeedDaemonReload': 'no',
      'unit.StartLimitIntervalUSec': '10s',
      'unit.StartLimitBurst': '5',
      'unit.ControlGroup': '/system.slice/run-7.scope',
    });
    expect(unit).toMatchObject({
      ok: true,
      value: { name: 'run-7.scope', mainPid: 0, type: '', restart: 'no' },
    });
  });

  it('with empty settings', () => {
    const change = {
      'unit.RestartForceExitStatus': '',
      'unit.DropInPaths': '',
      'unit.EnvironmentFiles': undefined,
      'unit.assignment': undefined,
      'unit.mainStart': undefined,
      'unit.TimeoutStartUSec': 'infinity',
      'unit.StartLimitIntervalUSec': '0',
    };
    expect(parse(change).unit).toMatchObject({
      ok: true,
      value: {
        restartForceExitStatus: [],
        dropInPaths: [],
        environmentFiles: [],
        parentPidVariable: null,
        runningFor: null,
        timeoutStart: null,
        startLimitInterval: 0,
      },
    });
  });

  it('keeps to numbers that JSON can hold', () => {
    const { unit } = parse({ 'unit.StartLimitIntervalUSec': 'infinity' });
    expect(unit.ok && Number.isFinite(unit.value?.startLimitInterval)).toBe(true);
  });
});

describe('getppid() inside of the server', () => {
  it.each([
    ['on the host', [4242], 1, [1], 1],
    ['PID 1 of a container, seen from the host', [4242, 1], 4200, [4200], 0],
    ['child of PID 1, seen from the host', [4242, 17], 4241, [4241, 1], 1],
    ['its parent is outside, seen from the host', [4242, 17], 4200, [4200], 0],
    ['its parent is outside, seen from inside', [17], 0, null, 0],
    ['a container in a container', [4242, 90, 17], 4241, [4241, 89], 0],
    ['the same, parent inside', [4242, 90, 17], 4241, [4241, 89, 16], 16],
    ['PID 1 seen from inside', [1], 0, null, 0],
    ['before Linux 4.1', null, 77, null, 77],
    ['a parent that is deeper: a race', [4242], 99, [99, 1], undefined],
  ])('%s', (_, nspid, ppid, parentNspid, expected) => {
    const process = { pid: nspid?.[0] ?? 4242, nspid };
    expect(getppid(process, ppid === 0 ? null : { pid: ppid, nspid: parentNspid })).toBe(expected);
    expect(ownPid(process)).toBe(nspid?.at(-1) ?? 4242);
  });
});
