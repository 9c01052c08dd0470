import { amount } from '../../src/doctor/amount.js';
import { blindTo, defineCheck, fail, pass, unknown, warn } from '../../src/doctor/check.js';
import { donorBytes } from '../../src/evidence/copy.js';
import { absolutePath } from '../../src/evidence/paths.js';
import type { ForeignTables } from '../../src/evidence/server-facts.js';
import { storagePaths } from '../../src/evidence/storage-paths.js';
import { freedOn } from './needs.js';
import { placeAt } from './places.js';

/**
 * What the estimate leaves out and what moves between the doctor's look and the copy: ib_buffer_pool, the redo of
 * the copy, temporary and redo files that the recipient makes when it starts, growth on both sides.
 */
const MARGIN = 64 * 2 ** 20;
/** How far from the limit both answers are possible. */
const BLUR = 4 * 2 ** 20;

export default defineCheck({
  id: 'storage/disk-space',
  title: "The donor's data fits on the file system of the recipient's data directory",
  stage: 'copy',
  consequence: 'wiped',
  why: `The server compares what the donor's InnoDB files occupy with what is free in the recipient's data directory, and ends
with 3873 where it is too little. It does so after the recipient's data is dropped. That frees space, which is counted
here too. The server leaves out the redo log and whatever grows during the copy, and it counts all files for this one
file system, even those that it will put elsewhere.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-remote.html',
    'storage/innobase/clone/clone0apply.cc: Clone_Handle::check_space()',
  ],
  needs: [
    'recipient.variables',
    'recipient.storage',
    'recipient.tablespaces',
    'donor.tablespaces',
    'donor.systemBytes',
  ],
  wishes: ['recipient.foreignTables'],
  evaluate({ recipient, donor, plan }) {
    const { storage } = recipient;
    const paths = storagePaths(recipient.variables);
    if (!paths) return unknown('the recipient did not tell where it keeps its files');
    const target = plan.dataDirectory ? absolutePath(paths.datadir, plan.dataDirectory) : paths.datadir;
    const place = placeAt(storage, target);
    if (!place) return blindTo('recipient.storage', notSeen(target));

    const needed = donorBytes(donor.tablespaces, donor.systemBytes);
    const freed = plan.dataDirectory
      ? 0
      : freedOn(place.device, { storage, paths, recipientGroups: recipient.tablespaces }) +
        (recipient.foreignTables.ok ? bytesOf(recipient.foreignTables.value) : 0);
    const available = place.freeBytes + freed;
    const evidence = {
      directory: target,
      neededBytes: needed,
      freeBytes: place.freeBytes,
      freedBytes: freed,
    };
    const seen = `the donor's data needs ${amount(needed)}, and ${target} has ${amount(available)}${freed > 0 ? `, of which ${amount(freed)} are the recipient's own data` : ''}`;
    const remedy = [
      {
        on: 'recipient-host' as const,
        kind: 'manual' as const,
        text: `Make ${amount(Math.max(0, needed + MARGIN - available))} more room on the file system of ${target}.`,
      },
    ];
    if (needed > available + BLUR) {
      return fail(seen, {
        meaning: plan.dataDirectory
          ? 'CLONE ends with error 3873; nothing of the recipient is harmed.'
          : "CLONE drops the recipient's data first, and then ends with error 3873.",
        evidence,
        errno: 3873,
        ...(plan.dataDirectory && { consequence: 'refused' as const }),
        remedy,
      });
    }
    if (needed + Math.max(MARGIN, needed / 50) > available) {
      return warn(seen, {
        meaning: `That is close: the redo log of the copy and what grows meanwhile need room as well. Where it does not
suffice, CLONE fails after the recipient's data is dropped.`,
        evidence,
        remedy,
      });
    }
    return pass(seen, { evidence });
  },
});

/** What tables of other engines keep in files in the data directory; they are dropped as well. */
const bytesOf = ({ tables }: ForeignTables): number =>
  tables.filter(({ engine }) => engine !== 'MEMORY').reduce((sum, { bytes }) => sum + bytes, 0);

const notSeen = (path: string) => ({
  ok: false as const,
  reason: 'not-collected' as const,
  detail: `the host was not asked about ${path}`,
});
