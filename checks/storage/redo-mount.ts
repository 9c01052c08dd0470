import { defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import { storagePaths } from '../../src/evidence/storage-paths.js';
import { isMountPoint, placeAt } from './places.js';

export default defineCheck({
  id: 'storage/redo-mount',
  title: "The recipient's #innodb_redo can be renamed",
  stage: 'start',
  consequence: 'dead',
  why: `At the first start after a clone InnoDB renames #innodb_redo and puts the copied directory in its place. The system
refuses that for a mount point, and on overlayfs for a directory that comes from a lower layer, as in a container image
with a data directory baked in. InnoDB takes it for fatal: mysqld aborts, at every start.`,
  references: [
    'storage/innobase/clone/clone0api.cc: clone_files_recovery()',
    'https://docs.kernel.org/filesystems/overlayfs.html#renaming-directories',
  ],
  needs: ['recipient.variables', 'recipient.storage'],
  irrelevant: ({ dataDirectory }) =>
    dataDirectory && 'with DATA DIRECTORY nothing of the recipient is renamed',
  evaluate({ recipient }) {
    const redo = storagePaths(recipient.variables)?.redo;
    const place = redo && placeAt(recipient.storage, redo);
    // Before 8.0.30 the redo log is two files in the data directory, which are renamed one by one.
    if (!place) return unknown("the recipient's redo directory is not to be seen");
    if (place.nearest !== redo) return pass(`there is no ${redo}`);
    const evidence = {
      directory: redo,
      mountPoint: place.mount?.point ?? null,
      type: place.mount?.type ?? null,
      links: place.links,
    };
    const meaning = `CLONE replaces the recipient's data, and then mysqld aborts at every start: "Error renaming file from:
./#innodb_redo".`;
    if (!place.mount) return unknown(`the mount that ${redo} lies in could not be told`, { evidence });
    if (isMountPoint(place)) {
      return fail(`${redo} is a mount point`, {
        meaning,
        evidence,
        remedy: [
          {
            on: 'recipient-host',
            kind: 'manual',
            text: `Stop the server, mount the file system at another directory, let innodb_log_group_home_dir name that one, and move #innodb_redo into it.`,
          },
        ],
      });
    }
    // Of a directory that is merged from layers overlayfs reports one link; of one of its own, those it has.
    if (place.mount.type === 'overlay' && place.links === 1 && !place.mount.redirects) {
      return fail(`${redo} is on overlayfs and comes from a lower layer`, {
        meaning,
        evidence,
        remedy: [
          {
            on: 'recipient-host',
            kind: 'manual',
            text: 'Keep the data directory on a volume, not in the image; or stop the server, copy #innodb_redo to a new directory, remove it and rename the copy.',
          },
        ],
      });
    }
    return pass(`${redo} is an ordinary directory`, { evidence });
  },
});
