import { blindTo, defineCheck, pass, unknown } from '../../src/doctor/check.js';
import { storagePaths } from '../../src/evidence/storage-paths.js';
import { noRestart } from '../restart/no-restart.js';
import { directoriesOf, outsideOf, unknownTo } from '../storage/outside.js';
import { someOf } from '../storage/places.js';
import { onDisk } from './on-disk.js';

export default defineCheck({
  id: 'start/known-directories',
  title: "innodb_directories still covers the donor's directories when the recipient restarts",
  stage: 'start',
  consequence: 'wiped',
  why: `A tablespace outside of the data directory is found at its start by a server that has nothing to recover, wherever it
lies. But what the redo log of the copy has for it is applied first, and for that the server looks only in the
directories that InnoDB knows. Where innodb_directories was taken out of the option file since the recipient was started,
and the donor wrote to such a tablespace shortly before or during the clone, the first start fails (MY-012179) and the
next one goes back to the emptied old files. Nobody can know how much of the donor's last writes is in that log.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/innodb-parameters.html#sysvar_innodb_directories',
    'server error MY-012179',
  ],
  needs: ['recipient.variables', 'donor.tablespaces'],
  wishes: ['recipient.storage', 'recipient.options', 'recipient.optionFiles'],
  irrelevant: noRestart,
  evaluate({ recipient, donor }) {
    const directories = directoriesOf(outsideOf(donor.tablespaces));
    if (directories.length === 0) return pass('the donor has no tablespace outside of its data directory');
    const now = recipient.variables.innodb_directories;
    const next = onDisk('innodb_directories', now, recipient);
    if ('missing' in next) return blindTo('recipient.options', next.missing);
    const written = next.written ?? '';
    const paths = storagePaths({ ...recipient.variables, innodb_directories: written });
    if (!paths) return unknown('the recipient did not tell where it keeps its files');
    const storage = recipient.storage.ok ? recipient.storage.value : undefined;
    const lost = unknownTo(paths.known, directories, storage);
    const evidence = { donor: directories, now: now ?? '', afterRestart: written };
    if (lost.length === 0)
      return pass(`InnoDB of the recipient knows ${someOf(directories)} after a restart`, { evidence });
    return unknown(`InnoDB of the recipient does not know ${someOf(lost)} after a restart`, {
      meaning: `Where the donor has just written there, the first start does not find the files, and the next one goes back to the
emptied old ones; otherwise the clone succeeds.`,
      evidence,
      remedy: [
        {
          on: 'recipient-host',
          kind: 'option-file',
          path: 'the option file of the recipient, section [mysqld]',
          text: `innodb_directories=${[...written.split(';'), ...lost].filter(Boolean).join(';')}`,
        },
      ],
    });
  },
});
