import { amount, plural } from '../../src/doctor/amount.js';
import { blindTo, defineCheck, fail, pass, unknown, warn } from '../../src/doctor/check.js';
import { storagePaths } from '../../src/evidence/storage-paths.js';
import { disksOf } from './needs.js';
import { placeAt, someOf } from './places.js';

/** As for the data directory: what moves while the copy runs. */
const MARGIN = 64 * 2 ** 20;

export default defineCheck({
  id: 'storage/other-disks',
  title: 'Each other file system holds what CLONE puts on it',
  stage: 'copy',
  consequence: 'wiped',
  why: `Undo tablespaces go to the recipient's innodb_undo_directory, the system tablespace to its innodb_data_home_dir, and
tablespaces outside of the donor's data directory to the same absolute path. The server compares sizes for the file
system of the data directory alone. Where one of the others is full, or any has no inodes left, the copy ends in the
middle, and the recipient's data is gone.`,
  references: ['storage/innobase/clone/clone0apply.cc: Clone_Handle::check_space()'],
  needs: [
    'recipient.variables',
    'recipient.storage',
    'recipient.tablespaces',
    'donor.tablespaces',
    'donor.systemBytes',
  ],
  irrelevant: ({ dataDirectory }) =>
    dataDirectory && 'with DATA DIRECTORY all but external tablespaces goes to that directory',
  evaluate({ recipient, donor }) {
    const { storage } = recipient;
    const paths = storagePaths(recipient.variables);
    if (!paths) return unknown('the recipient did not tell where it keeps its files');
    const disks = disksOf({
      storage,
      paths,
      recipientGroups: recipient.tablespaces,
      donorGroups: donor.tablespaces,
      donorSystemBytes: donor.systemBytes,
    });
    const home = placeAt(storage, paths.datadir);
    if (!disks || !home) {
      return blindTo('recipient.storage', {
        ok: false,
        reason: 'not-collected',
        detail: `the host was not asked about every directory (${storage.leftOut} were too many)`,
      });
    }
    const others = disks.filter(({ place }) => place.device !== home.device);
    const evidence = {
      disks: disks.map(
        ({ place, needed, available }) =>
          `${place.mount?.point ?? place.nearest}: ${needed} of ${available} bytes`,
      ),
    };
    const inodes = disks.filter(({ place, files }) => place.freeInodes !== null && place.freeInodes < files);
    const full = others.filter(({ needed, available }) => needed > available);
    const close = others.filter(({ needed, available }) => needed + MARGIN > available);
    const describe = (found: typeof disks) =>
      someOf(
        found.map(
          ({ contents, needed, available }) =>
            `${contents.join(' and ')} need ${amount(needed)} and have ${amount(available)}`,
        ),
      );
    const remedy = [
      {
        on: 'recipient-host' as const,
        kind: 'manual' as const,
        text: `Make room on the file system of ${someOf([...full, ...inodes, ...close].flatMap(({ contents }) => contents))}.`,
      },
    ];
    if (full.length > 0) {
      return fail(describe(full), {
        meaning: `CLONE does not compare these. It drops the recipient's data, copies until the disk is full, and fails.`,
        evidence,
        errno: ERRNO_FULL,
        remedy,
      });
    }
    if (inodes.length > 0) {
      return warn(`too few inodes for ${someOf(inodes.flatMap(({ contents }) => contents))}`, {
        meaning: 'Files that are dropped free some; where that is not enough, the copy fails in the middle.',
        evidence,
        remedy,
      });
    }
    if (close.length > 0) {
      return warn(describe(close), {
        meaning: 'That is close: what grows during the copy may not fit, and then CLONE fails in the middle.',
        evidence,
        remedy,
      });
    }
    return pass(
      others.length === 0
        ? 'everything goes to the file system of the data directory'
        : `${others.length} other ${plural(others.length, 'file system has', 'file systems have')} room`,
      { evidence },
    );
  },
});

/** What a write to a full disk gave in the copy of a tablespace. */
const ERRNO_FULL = 1026;
