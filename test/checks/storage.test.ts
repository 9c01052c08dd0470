import { describe, expect, test } from 'vitest';
import type { Evidence, FactName } from '../../src/evidence/evidence.js';
import type { Place } from '../../src/evidence/host-facts.js';
import { absolutePath, isWithin, tidyPath } from '../../src/evidence/paths.js';
import type { TablespaceGroup } from '../../src/evidence/server-facts.js';
import { parseDataFilePath, storagePaths } from '../../src/evidence/storage-paths.js';
import { findingOf, healthyPair, pairWith, without } from '../support/evidence.js';

const MIB = 2 ** 20;

/** A place as the probe tells it, on the file system of the data directory. */
function placeLike(path: string, change: Partial<Place> = {}): Place {
  return { ...datadirPlace(), path, nearest: path, real: path, ...change };
}

function datadirPlace(): Place {
  const { storage } = healthyPair().recipient.facts;
  if (!storage.ok || !storage.value.places[0]) throw new Error('the recorded pair has no storage');
  return storage.value.places[0];
}

/** The recorded places with some of them replaced and others added. */
function places(...changed: Place[]): { places: Place[] } {
  const { storage } = healthyPair().recipient.facts;
  const recorded = storage.ok ? storage.value.places : [];
  return {
    places: [...recorded.filter(({ path }) => !changed.some((place) => place.path === path)), ...changed],
  };
}

const group = (change: Partial<TablespaceGroup>): TablespaceGroup => ({
  type: 'Single',
  own: false,
  directory: null,
  count: 1,
  allocatedBytes: MIB,
  sample: null,
  ...change,
});

const external = group({ type: 'General', directory: '/srv/ext', sample: '/srv/ext/ext.ibd' });
const absent = placeLike('/srv/ext/ext.ibd', { nearest: '/srv/ext', real: '/srv/ext' });
const known = { innodb_directories: '/srv/ext' };

const statusOf = (id: string, evidence: Evidence) => findingOf(id, evidence).status;

const checksAndFacts: [string, 'recipient' | 'donor', FactName][] = [
  ['storage/force-recovery', 'recipient', 'variables'],
  ['storage/disk-space', 'recipient', 'storage'],
  ['storage/disk-space', 'donor', 'tablespaces'],
  ['storage/other-disks', 'recipient', 'storage'],
  ['storage/other-disks', 'donor', 'systemBytes'],
  ['storage/system-files', 'donor', 'systemBytes'],
  ['storage/known-directories', 'donor', 'tablespaces'],
  ['storage/external-directories', 'donor', 'tablespaces'],
  ['storage/system-file-size', 'donor', 'systemBytes'],
  ['storage/undo-names', 'donor', 'undoFiles'],
  ['storage/undo-directory', 'recipient', 'storage'],
  ['storage/redo-directory', 'recipient', 'storage'],
  ['storage/redo-mount', 'recipient', 'storage'],
  ['storage/donor-files', 'donor', 'tablespaces'],
  ['storage/confinement', 'recipient', 'storage'],
];

test.each(checksAndFacts)('%s passes for a healthy pair, and not without %s.%s', (id, side, fact) => {
  expect(statusOf(id, healthyPair())).toBe('pass');
  expect(statusOf(id, without(healthyPair(), side, fact))).toBe('unknown');
});

describe('paths', () => {
  test.each([
    ['/var/lib/mysql/', './', '/var/lib/mysql'],
    ['/var/lib/mysql/', './app/../x', '/var/lib/mysql/app/../x'],
    ['/var/lib/mysql/', '/srv//ext/', '/srv/ext'],
    ['/', 'x', '/x'],
  ])('below %s, %s is %s', (datadir, path, absolute) => {
    expect(absolutePath(datadir, path)).toBe(absolute);
  });

  test('lie below whole directories only', () => {
    expect(isWithin('/srv/ext', '/srv/ext/a')).toBe(true);
    expect(isWithin('/srv/ext', '/srv/external')).toBe(false);
    expect(isWithin('/', '/srv')).toBe(true);
    expect(tidyPath('a//b/.')).toBe('a/b');
  });

  test('of a server', () => {
    const variables = {
      datadir: '/data/',
      innodb_data_home_dir: '/home',
      innodb_data_file_path: 'a:1M;sub/b:1G:autoextend',
      innodb_undo_directory: './',
      innodb_log_group_home_dir: '/redo/',
      innodb_directories: '/x;y',
    };
    expect(storagePaths(variables)).toEqual({
      datadir: '/data',
      systemFiles: ['/home', '/home/sub'],
      undo: '/data',
      redoHome: '/redo',
      redo: '/redo/#innodb_redo',
      known: ['/data', '/home', '/data', '/x', '/data/y'],
    });
    expect(storagePaths({ datadir: '/data/' })).toBeUndefined();
  });

  test('and sizes of innodb_data_file_path', () => {
    expect(parseDataFilePath('ibdata1:12M;ibdata2:1G:autoextend:max:8G;x:512')).toEqual([
      { name: 'ibdata1', bytes: 12 * MIB, autoextend: false },
      { name: 'ibdata2', bytes: 1024 * MIB, autoextend: true },
      { name: 'x', bytes: 512, autoextend: false },
    ]);
  });
});

test.each([
  ['0', ['old'], 'pass', undefined],
  ['1', ['old'], 'fail', 1836],
  ['6', [], 'fail', 1881],
])('innodb_force_recovery=%s with the schemas %j', (level, schemas, status, errno) => {
  const evidence = pairWith({
    recipient: { variables: { innodb_force_recovery: level }, userSchemas: schemas },
  });
  expect(findingOf('storage/force-recovery', evidence)).toMatchObject({ status, ...(errno && { errno }) });
});

describe('storage/disk-space', () => {
  const evidence = (free: number, more: { own?: number; logs?: number; plan?: string } = {}) => {
    const datadir = datadirPlace();
    return pairWith({
      donor: {
        tablespaces: [group({ allocatedBytes: 988 * MIB })],
        systemBytes: 12 * MIB,
      },
      recipient: {
        tablespaces: [
          group({ allocatedBytes: (more.own ?? 0) * MIB }),
          group({ own: true, allocatedBytes: 500 * MIB }),
        ],
        storage: {
          ...places(
            { ...datadir, freeBytes: free * MIB },
            placeLike('/copy', { nearest: '/', freeBytes: free * MIB }),
          ),
          binaryLogBytes: (more.logs ?? 0) * MIB,
        },
      },
      plan: more.plan ? { dataDirectory: more.plan } : {},
    });
  };
  test.each([
    [2000, {}, 'pass'],
    [1063, {}, 'warn'],
    [1000, {}, 'warn'],
    [997, {}, 'warn'],
    [995, {}, 'fail'],
    [500, { own: 600 }, 'pass'],
    [500, { own: 400 }, 'fail'],
    [500, { logs: 600 }, 'pass'],
  ])('%i MiB free of 1000, with %j', (free, more, status) => {
    expect(findingOf('storage/disk-space', evidence(free, more))).toMatchObject({
      status,
      consequence: 'wiped',
      ...(status === 'fail' && { errno: 3873 }),
    });
  });

  test('tables of other engines are dropped as well', () => {
    const table = (engine: string, mebibytes: number) => ({
      ...{ schema: 'old', name: 't', engine, rows: 1 },
      bytes: mebibytes * MIB,
    });
    const holding = (...tables: ReturnType<typeof table>[]) => {
      const pair = evidence(500);
      pair.recipient.facts.foreignTables = { ok: true, value: { tables, more: false } };
      return pair;
    };
    expect(statusOf('storage/disk-space', holding(table('MyISAM', 600)))).toBe('pass');
    expect(statusOf('storage/disk-space', holding(table('MyISAM', 400), table('MEMORY', 600)))).toBe('fail');
    const unseen = without(evidence(500), 'recipient', 'foreignTables');
    expect(statusOf('storage/disk-space', unseen)).toBe('fail');
  });

  test('with DATA DIRECTORY nothing is freed, and nothing harmed', () => {
    const finding = findingOf('storage/disk-space', evidence(500, { own: 600, plan: '/copy' }));
    expect(finding).toMatchObject({ status: 'fail', errno: 3873, consequence: 'refused' });
  });
});

describe('storage/other-disks', () => {
  const evidence = (undo: Partial<Place>) =>
    pairWith({
      donor: { tablespaces: [group({ type: 'Undo', own: true, allocatedBytes: 100 * MIB, count: 2 })] },
      recipient: {
        variables: { innodb_undo_directory: '/undo' },
        storage: places(placeLike('/undo', { device: '9', ...undo })),
      },
    });
  test.each([
    [{ freeBytes: 99 * MIB }, 'fail'],
    [{ freeBytes: 101 * MIB }, 'warn'],
    [{ freeBytes: 1000 * MIB, freeInodes: 1 }, 'warn'],
    [{ freeBytes: 1000 * MIB, freeInodes: null }, 'pass'],
    [{ freeBytes: 0, device: datadirPlace().device }, 'pass'],
  ])('an undo directory with %j', (place, status) => {
    expect(statusOf('storage/other-disks', evidence(place))).toBe(status);
  });
});

describe('storage/system-files', () => {
  const side = (setting: string, mebibytes: number) => ({
    variables: { innodb_data_file_path: setting },
    systemBytes: mebibytes * MIB,
  });
  test.each([
    [side('ibdata1:12M:autoextend', 12), side('ibdata1:12M:autoextend', 76), 'pass', undefined],
    [side('ibdata1:12M:autoextend', 76), side('ibdata1:12M:autoextend', 12), 'pass', undefined],
    [side('x:20M:autoextend', 20), side('ibdata1:12M:autoextend', 12), 'pass', undefined],
    [side('x:20M', 20), side('ibdata1:12M:autoextend', 12), 'fail', 3869],
    [side('x:12M', 12), side('ibdata1:12M:autoextend', 12), 'pass', undefined],
    [side('x:12M', 12), side('a:12M;b:12M', 24), 'fail', 3869],
    [side('x:12M;y:12M:autoextend', 24), side('a:12M', 12), 'pass', undefined],
    [side('x:12M;y:12M:autoextend', 24), side('a:14M', 14), 'fail', 3869],
    [side('x:12M;y:12M:autoextend', 24), side('z:12M;b:14M', 26), 'pass', undefined],
    [side('', 12), side('a:12M', 12), 'unknown', undefined],
  ])('recipient %j, donor %j', (recipient, donor, status, errno) => {
    const finding = findingOf('storage/system-files', pairWith({ recipient, donor }));
    expect(finding.status).toBe(status);
    expect(finding.errno).toBe(errno);
  });
});

test.each([
  ['x:12M:autoextend', 'ibdata1:12M:autoextend', 12, 'pass'],
  ['x:12M:autoextend', 'ibdata1:12M:autoextend', 76, 'pass'],
  ['x:20M:autoextend', 'ibdata1:12M:autoextend', 12, 'fail'],
  ['x:20M:autoextend', 'ibdata1:12M:autoextend', 20, 'pass'],
  ['x:12M;y:20M:autoextend', 'ibdata1:12M', 12, 'pass'],
  ['x:12M;y:20M:autoextend', 'a:12M;b:12M:autoextend', 28, 'fail'],
  ['', 'a:12M', 12, 'unknown'],
])('the size of the last file: %s asked for, %s on the donor with %i MiB', (ours, theirs, size, status) => {
  const evidence = pairWith({
    recipient: { variables: { innodb_data_file_path: ours } },
    donor: { variables: { innodb_data_file_path: theirs }, systemBytes: size * MIB },
  });
  expect(statusOf('storage/system-file-size', evidence)).toBe(status);
});

describe('external tablespaces', () => {
  const donor = { tablespaces: [external, group({ type: 'Undo', own: true, directory: '/srv/undo' })] };

  test.each([
    ['', [], 'fail'],
    ['/srv/extra', [], 'fail'],
    ['/srv/ext/', [], 'pass'],
    ['/else;/srv', [], 'pass'],
    ['/other', [placeLike('/srv/ext', { real: '/other' })], 'pass'],
    ['/srv/ext', [placeLike('/srv/ext', { real: '/other' })], 'pass'],
  ])('innodb_directories=%s', (innodb_directories, seen, status) => {
    const listed = innodb_directories
      .split(';')
      .filter(Boolean)
      .map((path) => seen.find((place) => place.path === tidyPath(path)) ?? placeLike(tidyPath(path)));
    const evidence = pairWith({
      donor,
      recipient: { variables: { innodb_directories }, storage: places(...seen, ...listed) },
    });
    expect(statusOf('storage/known-directories', evidence)).toBe(status);
  });

  test.each<[string, Partial<Place>, string, RegExp]>([
    ['writable', {}, 'pass', /may create/],
    ['closed', { writable: false }, 'fail', /may not write to \/srv\/ext/],
    ['missing', { nearest: '/srv', writable: false }, 'fail', /does not exist/],
    ['missing below an open one', { nearest: '/srv' }, 'pass', /may create/],
    [
      'read-only',
      { writable: false, mount: { point: '/srv/ext', type: 'ext4', readOnly: true, redirects: false } },
      'fail',
      /read-only/,
    ],
    ['with a list', { writable: null }, 'unknown', /not to be seen/],
  ])('a directory that is %s', (_, change, status, summary) => {
    const evidence = pairWith({
      donor,
      recipient: { variables: known, storage: places(placeLike('/srv/ext', change)) },
    });
    const finding = findingOf('storage/external-directories', evidence);
    expect(finding).toMatchObject({ status, summary: expect.stringMatching(summary) });
  });

  test('need a look at the host', () => {
    const evidence = without(pairWith({ donor }), 'recipient', 'storage');
    expect(statusOf('storage/external-directories', evidence)).toBe('unknown');
    expect(statusOf('storage/external-directories', without(healthyPair(), 'recipient', 'storage'))).toBe(
      'pass',
    );
  });

  test('a directory that may be written to and not read is not found after the restart', () => {
    const storage = places(placeLike('/srv/ext', { readable: false }));
    const finding = findingOf(
      'storage/external-directories',
      pairWith({ donor, recipient: { variables: known, storage } }),
    );
    expect(finding).toMatchObject({ status: 'fail', consequence: 'wiped' });
    expect(finding.errno).toBeUndefined();
  });

  test("another user's file below a sticky bit stays, and the server does not start", () => {
    const stuck = placeLike('/srv/ext/ext.ibd', { removable: false });
    const evidence = pairWith({
      donor,
      recipient: { variables: known, storage: places(placeLike('/srv/ext'), stuck) },
    });
    expect(findingOf('storage/external-directories', evidence)).toMatchObject({
      status: 'fail',
      consequence: 'dead',
    });
  });

  test.each<[string | undefined, string | undefined, string]>([
    ['/srv/ext', '/srv/ext', 'pass'],
    ['/srv/ext', '/srv', 'pass'],
    ['/srv/ext', undefined, 'unknown'],
    ['/srv/ext', '/srv/other', 'unknown'],
  ])('innodb_directories=%s now and %s after the restart: %s', (now, written, status) => {
    const id = 'start/known-directories';
    const evidence = pairWith({
      donor,
      recipient: {
        variables: { innodb_directories: now ?? '' },
        options: { values: written === undefined ? {} : { innodb_directories: written } },
      },
    });
    expect(findingOf(id, evidence)).toMatchObject({ status, consequence: 'wiped' });
    expect(statusOf(id, without(evidence, 'recipient', 'options'))).toBe('pass');
    expect(statusOf(id, without(evidence, 'recipient', 'optionFiles'))).toBe('unknown');
  });

  test('with DATA DIRECTORY nothing is harmed, and nothing replaced', () => {
    const plan = { dataDirectory: '/copy' };
    const looking = (file: Place) =>
      pairWith({
        donor,
        recipient: { variables: known, storage: places(placeLike('/srv/ext'), file) },
        plan,
      });
    expect(statusOf('storage/external-directories', looking(absent))).toBe('pass');
    expect(findingOf('storage/external-directories', looking(placeLike('/srv/ext/ext.ibd')))).toMatchObject({
      status: 'fail',
      errno: 1086,
      consequence: 'refused',
    });
    expect(findingOf('storage/known-directories', pairWith({ donor, plan }))).toMatchObject({
      status: 'fail',
      errno: 1525,
      consequence: 'refused',
    });
  });

  describe('whose file may be the one of the donor', () => {
    const ext4 = { point: '/srv', type: 'ext4', readOnly: false, redirects: false };
    const nfs = { ...ext4, type: 'nfs4' };
    const file = { device: '8', inode: '77', born: 'once', mount: ext4 };
    const look = (
      ours: Partial<Place> | null,
      theirs: Partial<Place>,
      boots: [number, number | null] = [5, 5],
    ) =>
      pairWith({
        donor: {
          ...donor,
          storage: { ...places(placeLike('/srv/ext/ext.ibd', theirs)), kernelStart: boots[1] },
        },
        recipient: {
          storage: {
            ...places(ours === null ? absent : placeLike('/srv/ext/ext.ibd', ours)),
            kernelStart: boots[0],
          },
        },
      });

    test.each([
      ['no such file', look(null, file), 'pass'],
      ['the same', look(file, file), 'fail'],
      ['another inode', look({ ...file, inode: '78' }, file), 'pass'],
      ['another device', look({ ...file, device: '9' }, file), 'pass'],
      ['born later', look({ ...file, born: 'later' }, file), 'pass'],
      ['a copy of the machine', look(file, file, [5, 5000]), 'pass'],
      ['a kernel that does not say when it began', look(file, file, [5, null]), 'warn'],
      ['the same over NFS', look({ ...file, device: '9', mount: nfs }, { ...file, mount: nfs }), 'fail'],
      ['another one over NFS', look({ ...file, inode: '9', mount: nfs }, { ...file, mount: nfs }), 'warn'],
    ])('%s', (_, evidence, status) => {
      expect(findingOf('storage/donor-files', evidence)).toMatchObject({ status, consequence: 'donor-loss' });
    });

    test('is not known without a look at both hosts', () => {
      expect(statusOf('storage/donor-files', without(look(file, file), 'donor', 'storage'))).toBe('unknown');
      expect(statusOf('storage/donor-files', without(look(file, file), 'recipient', 'storage'))).toBe(
        'unknown',
      );
      expect(statusOf('storage/donor-files', without(look(null, file), 'donor', 'storage'))).toBe('pass');
    });
  });
});

test.each([
  [['undo_001', 'undo_002'], 'pass'],
  [['undo_001', 'u3.ibu', 'u3.ibu'], 'fail'],
])('undo files %j', (undoFiles, status) => {
  expect(statusOf('storage/undo-names', pairWith({ donor: { undoFiles } }))).toBe(status);
});

test.each([
  [{}, 'pass'],
  [{ writable: false }, 'fail'],
  [{ writable: null }, 'unknown'],
  [{ nearest: '/' }, 'fail'],
])('an undo directory with %j', (change, status) => {
  const evidence = pairWith({
    recipient: {
      variables: { innodb_undo_directory: '/undo/' },
      storage: places(placeLike('/undo', change)),
    },
  });
  expect(statusOf('storage/undo-directory', evidence)).toBe(status);
});

describe('the redo log', () => {
  const evidence = (home: Partial<Place>, redo: Partial<Place>, variables = {}) =>
    pairWith({
      recipient: {
        variables: { innodb_log_group_home_dir: '/redo/', ...variables },
        storage: places(placeLike('/redo', home), placeLike('/redo/#innodb_redo', redo)),
      },
    });
  const mount = { point: '/redo', type: 'xfs', readOnly: false, redirects: false };

  test.each([
    [{}, {}, {}, 'pass', undefined],
    [{ writable: false }, {}, {}, 'fail', 1004],
    [{ writable: null }, {}, {}, 'unknown', undefined],
    [{ freeBytes: 5 * MIB }, {}, {}, 'warn', undefined],
    [{ real: '/mnt/redo' }, { real: '/mnt/redo/#innodb_redo' }, {}, 'pass', undefined],
    [{}, { real: '/srv/r' }, {}, 'fail', 1525],
    [{}, { real: '/srv/r' }, { innodb_directories: '/srv/r' }, 'pass', undefined],
  ])('home %j, directory %j, %j', (home, redo, variables, status, errno) => {
    const finding = findingOf('storage/redo-directory', evidence(home, redo, variables));
    expect(finding.status).toBe(status);
    expect(finding.errno).toBe(errno);
  });

  test.each<[Partial<Place>, string]>([
    [{ mount }, 'pass'],
    [{ mount: { ...mount, point: '/redo/#innodb_redo' } }, 'fail'],
    [{ mount: { ...mount, type: 'overlay' }, links: 1 }, 'fail'],
    [{ mount: { ...mount, type: 'overlay', redirects: true }, links: 1 }, 'pass'],
    [{ mount: { ...mount, type: 'overlay' }, links: 2 }, 'pass'],
    [{ mount: { ...mount, type: 'btrfs' }, links: 1 }, 'pass'],
    [{ mount: null }, 'unknown'],
    [{ nearest: '/redo' }, 'pass'],
  ])('a directory with %j', (redo, status) => {
    expect(findingOf('storage/redo-mount', evidence({}, redo))).toMatchObject({
      status,
      consequence: 'dead',
    });
  });
});

test.each([
  [null, '/srv/undo', 'pass'],
  ['/usr/sbin/mysqld (enforce)', './', 'pass'],
  ['/usr/sbin/mysqld (enforce)', '/srv/undo', 'warn'],
  ['/usr/sbin/mysqld (complain)', '/srv/undo', 'pass'],
])('confined by %s with undo in %s', (confinement, undo, status) => {
  const evidence = pairWith({
    recipient: { variables: { innodb_undo_directory: undo }, storage: { confinement } },
  });
  expect(statusOf('storage/confinement', evidence)).toBe(status);
});

describe('the directory of DATA DIRECTORY', () => {
  const judge = (id: string, dataDirectory: string, place: Partial<Place> = {}) =>
    findingOf(
      id,
      pairWith({
        plan: { dataDirectory },
        recipient: {
          storage: places(
            placeLike('/srv/new', { nearest: '/srv', real: '/srv', ...place }),
            placeLike('/var/lib/mysql/new', { nearest: '/var/lib/mysql', real: '/var/lib/mysql' }),
          ),
        },
      }),
    );
  const there = { nearest: '/srv/new', real: '/srv/new' };

  test('one that is to be created passes', () => {
    expect(judge('gate/new-directory', '/srv/new').status).toBe('pass');
    expect(judge('storage/new-directory', '/srv//new/').status).toBe('pass');
  });

  test('one that exists is refused before all else', () => {
    expect(judge('gate/new-directory', '/srv/new', there)).toMatchObject({ status: 'fail', errno: 1007 });
    expect(judge('storage/new-directory', '/srv/new', { ...there, writable: false }).status).toBe('pass');
  });

  test.each([
    ['/var/lib/mysql/new', {}],
    ['/srv/new', { real: '/var/lib/mysql' }],
  ])('so is one in the data directory: %s', (directory, place) => {
    expect(judge('gate/new-directory', directory, place)).toMatchObject({ status: 'fail', errno: 3632 });
  });

  test.each([[{ writable: false }], [{ ...there, isDirectory: false }], [{ isDirectory: false }]])(
    'one that cannot be created is refused at last: %o',
    (place) => {
      expect(judge('gate/new-directory', '/srv/new', place).status).toBe('pass');
      expect(judge('storage/new-directory', '/srv/new', place)).toMatchObject({
        status: 'fail',
        errno: 1006,
      });
    },
  );

  test.each(['gate/new-directory', 'storage/new-directory'])('%s: unknown, or nothing to do', (id) => {
    const evidence = pairWith({ plan: { dataDirectory: '/srv/new' } });
    expect(findingOf(id, evidence).status).toBe('unknown');
    expect(findingOf(id, without(evidence, 'recipient', 'storage')).status).toBe('unknown');
    expect(findingOf(id, healthyPair()).status).toBe('skip');
  });

  test('an access control list has the last word', () => {
    expect(judge('storage/new-directory', '/srv/new', { writable: null }).status).toBe('unknown');
  });
});

describe('storage/open-files', () => {
  const id = 'storage/open-files';
  const judge = (open_files_limit: string, innodb_open_files: string, count: number) =>
    pairWith({
      recipient: { variables: { open_files_limit, innodb_open_files } },
      donor: {
        tablespaces: [
          { type: 'Single', own: false, directory: null, count, allocatedBytes: 1, sample: null },
        ],
      },
    });

  test.each([
    ['300', '400', 900, 'warn'],
    ['300', '400', 299, 'pass'],
    ['600', '400', 900, 'pass'],
    ['10000', '4000', 20_000, 'pass'],
    ['0', '400', 1, 'unknown'],
  ])('of %s files InnoDB keeps %s open, and the donor has %i: %s', (limit, most, count, status) => {
    expect(findingOf(id, judge(limit, most, count))).toMatchObject({ status });
  });

  test('names the unit, and needs to know how many tables there are', () => {
    const evidence = () => judge('300', '400', 900);
    expect(findingOf(id, evidence()).remedy[0]).toMatchObject({
      kind: 'systemd',
      text: expect.stringContaining('LimitNOFILE'),
    });
    expect(findingOf(id, without(evidence(), 'recipient', 'unit')).remedy[0]).toMatchObject({
      kind: 'manual',
    });
    expect(findingOf(id, without(evidence(), 'donor', 'tablespaces'))).toMatchObject({ status: 'unknown' });
    expect(findingOf(id, without(evidence(), 'recipient', 'variables'))).toMatchObject({ status: 'unknown' });
  });
});

describe('storage/block-size', () => {
  const id = 'storage/block-size';
  const encrypted = { count: 2, first: 'app/secret', blockSize: 4096, compressed: 1, serverBlockSize: 4096 };
  const judge = (donor: object, serverBlockSize: number | null, plan = {}) =>
    pairWith({
      plan,
      donor: { encryptedTablespaces: { ...encrypted, ...donor } },
      recipient: { encryptedTablespaces: { serverBlockSize } },
    });

  test('another block size, for tables that are both compressed and encrypted', () => {
    expect(findingOf(id, healthyPair())).toMatchObject({ status: 'pass' });
    expect(findingOf(id, judge({}, 4096))).toMatchObject({ status: 'pass' });
    expect(findingOf(id, judge({}, 1024))).toMatchObject({
      status: 'fail',
      errno: 3868,
      consequence: 'wiped',
    });
    expect(findingOf(id, judge({ compressed: 0 }, 1024))).toMatchObject({ status: 'pass' });
  });

  test('is unknown where the size or the tables are', () => {
    expect(findingOf(id, judge({}, null))).toMatchObject({ status: 'unknown' });
    expect(findingOf(id, judge({}, 4096, { dataDirectory: '/srv/new' }))).toMatchObject({
      status: 'unknown',
    });
    const hidden = judge({ compressed: 0 }, 1024);
    expect(findingOf(id, without(hidden, 'donor', 'privileges'))).toMatchObject({ status: 'unknown' });
    for (const side of ['recipient', 'donor'] as const)
      expect(findingOf(id, without(judge({}, 4096), side, 'encryptedTablespaces'))).toMatchObject({
        status: 'unknown',
      });
  });
});
