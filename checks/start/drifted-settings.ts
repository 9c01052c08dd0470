import { blindTo, defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import { absolutePath } from '../../src/evidence/paths.js';
import { parseDataFilePath } from '../../src/evidence/storage-paths.js';
import { noRestart } from '../restart/no-restart.js';
import { sizesOf } from '../storage/system-sizes.js';
import { onDisk } from './on-disk.js';

/** Settings that say where the server's files are and how they look, with the values that mysqld has without one. */
const defaults = {
  datadir: undefined,
  innodb_data_home_dir: '',
  innodb_data_file_path: 'ibdata1:12M:autoextend',
  innodb_undo_directory: '.',
  innodb_log_group_home_dir: '.',
  innodb_page_size: '16384',
};
const names = Object.keys(defaults) as (keyof typeof defaults)[];

export default defineCheck({
  id: 'start/drifted-settings',
  title: 'The options say of the files what the server runs with',
  stage: 'start',
  consequence: 'dead',
  why: `CLONE puts the files where the running server has its own. The restart at its end reads the option file as it is by
then: where datadir, the places or the sizes of InnoDB's files, or the page size were changed there since the server was
started, the restarted server looks for them elsewhere or takes them for damaged, and gives up. mysqld --validate-config
finds nothing wrong with that. SET PERSIST takes none of these settings.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/innodb-init-startup-configuration.html',
    'https://dev.mysql.com/doc/refman/8.4/en/nonpersistible-system-variables.html',
    'server errors MY-012263, MY-012930, MY-013862',
  ],
  needs: ['recipient.variables'],
  wishes: [
    'recipient.options',
    'recipient.optionFiles',
    'recipient.variableSources',
    'donor.variables',
    'donor.systemBytes',
  ],
  irrelevant: noRestart,
  evaluate({ recipient, donor }) {
    const { variables, variableSources } = recipient;
    const datadir = onDisk('datadir', variables.datadir, recipient);
    if ('missing' in datadir) return blindTo('recipient.options', datadir.missing);
    const sameFile = (ours: string, next: string) =>
      fitsFiles(
        ours,
        next,
        donor.variables.ok ? donor.variables.value.innodb_data_file_path : undefined,
        donor.systemBytes.ok ? donor.systemBytes.value : 0,
      );
    const drifted = names.flatMap((name) => {
      const ours = variables[name];
      const found = onDisk(name, ours, recipient);
      const next = ('written' in found ? found.written : undefined) ?? defaults[name];
      if (ours === undefined || next === undefined) return [];
      const same = name === 'innodb_data_file_path' ? sameFile : comparisons[name];
      return same(ours, next, variables.datadir ?? '') ? [] : [{ name, ours, next }];
    });
    const evidence = { drifted: drifted.map(({ name, ours, next }) => `${name}: ${ours}, next ${next}`) };
    const [first] = drifted;
    if (first) {
      return fail(
        drifted.map(({ name, ours, next }) => `${name} is ${ours}, and ${next} after a restart`).join('; '),
        {
          meaning: `CLONE replaces the recipient's data, and the restarted server does not find it, or does not take it: it stays
down until the options say again what they said.`,
          evidence,
          remedy: [
            {
              on: 'recipient-host',
              kind: 'option-file',
              path: 'the option file of the recipient, section [mysqld]',
              text: drifted.map(({ name, ours }) => `${name}=${ours}`).join('\n'),
            },
          ],
        },
      );
    }
    const wasWritten =
      variableSources.ok && variableSources.value.some(({ name, path }) => name === 'datadir' && path !== '');
    if (wasWritten && datadir.written === undefined) {
      return unknown('no option file says datadir any more, and what the program takes then is not known', {
        evidence,
      });
    }
    return pass('the options say of the files what the server runs with', { evidence });
  },
});

type Same = (ours: string, next: string, datadir: string) => boolean;

const samePath: Same = (ours, next, datadir) =>
  absolutePath(datadir, ours || '.') === absolutePath(datadir, next || '.');

const comparisons: Record<Exclude<keyof typeof defaults, 'innodb_data_file_path'>, Same> = {
  datadir: samePath,
  innodb_data_home_dir: samePath,
  innodb_undo_directory: samePath,
  innodb_log_group_home_dir: samePath,
  innodb_page_size: (ours, next) => Number(ours) === bytesOf(next),
};

/** A number of bytes, or of KiB: 16384, 16k. */
const bytesOf = (text: string) => (/^\d+k$/i.test(text) ? Number.parseInt(text, 10) * 1024 : Number(text));

/** The same files, where the last one may be written down with any size that it is not smaller than. */
function fitsFiles(ours: string, next: string, theirs: string | undefined, donorBytes: number): boolean {
  const [running, coming] = [parseDataFilePath(ours), parseDataFilePath(next)];
  const last = running.length - 1;
  const copied = sizesOf(parseDataFilePath(theirs ?? ''), donorBytes)[last] ?? 0;
  return (
    running.length > 0 &&
    running.length === coming.length &&
    running.every(({ name, bytes, autoextend }, at) => {
      const then = coming[at];
      if (then?.name !== name || then.autoextend !== autoextend) return false;
      return then.bytes === bytes || (at === last && autoextend && then.bytes <= Math.max(bytes, copied));
    })
  );
}
