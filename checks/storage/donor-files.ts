import { blindTo, defineCheck, fail, pass, unknown, warn } from '../../src/doctor/check.js';
import type { Place } from '../../src/evidence/host-facts.js';
import { directoriesOf, outsideOf } from './outside.js';
import { exists, placeAt, someOf } from './places.js';

/** File systems that one kernel alone can have mounted for writing: what another kernel shows is another one. */
const LOCAL = new Set([
  'ext2',
  'ext3',
  'ext4',
  'xfs',
  'btrfs',
  'zfs',
  'tmpfs',
  'overlay',
  'f2fs',
  'bcachefs',
]);

/** Seconds by which the time of a boot may waver when a clock is set. */
const SAME_BOOT = 120;

export default defineCheck({
  id: 'storage/donor-files',
  title: "CLONE does not replace the donor's own files",
  stage: 'start',
  consequence: 'donor-loss',
  why: `A tablespace outside of the donor's data directory is created at the same absolute path on the recipient. Where that
path is the donor's own file, because both servers run on one host or share storage, the recipient takes it for an old
file of its own: it puts its copy in its place and deletes it. The donor goes on with a file that has no name any more
and loses it at its next start. No error is raised.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-limitations.html'],
  needs: ['donor.tablespaces'],
  wishes: ['recipient.storage', 'donor.storage'],
  irrelevant: ({ dataDirectory }) =>
    dataDirectory && 'with DATA DIRECTORY a file that is there already ends CLONE with 1086',
  evaluate({ recipient, donor }) {
    const outside = outsideOf(donor.tablespaces);
    if (outside.length === 0) return pass('the donor has no tablespace outside of its data directory');
    const directories = directoriesOf(outside);
    const samples = outside.flatMap(({ sample }) => sample ?? []);
    const ours = recipient.storage;
    const theirs = donor.storage;
    if (!ours.ok) return blindTo('recipient.storage', ours);
    const looks = samples.map((path) => ({ path, our: placeAt(ours.value, path) }));
    const present = looks.filter(({ our }) => our && exists(our));
    const unseen = looks.filter(({ our }) => !our);
    const evidence = { directories, present: present.map(({ path }) => path) };
    const remedy = [
      {
        on: 'donor' as const,
        kind: 'manual' as const,
        text: `Move the tablespaces in ${someOf(directories)} into the donor's data directory, or give the recipient a file system of its own at that path.`,
      },
    ];
    if (present.length === 0 && unseen.length === 0) {
      return pass(`the recipient's host has none of the donor's files in ${someOf(directories)}`, {
        evidence,
      });
    }
    if (!theirs.ok) {
      return unknown(
        `${someOf(present.map(({ path }) => path))} exists on the recipient's host, and whether it is the donor's own file needs a look at the donor's host`,
        { evidence, remedy: [...blindTo('donor.storage', theirs).remedy, ...remedy] },
      );
    }
    const compared = present.map(({ path, our }) => ({
      path,
      same: isSame(
        our as Place,
        placeAt(theirs.value, path),
        isSameKernel(ours.value.kernelStart, theirs.value.kernelStart),
      ),
    }));
    const same = compared.filter((one) => one.same === 'yes').map(({ path }) => path);
    if (same.length > 0) {
      return fail(`${someOf(same)} of the recipient's host is the donor's own file`, {
        meaning: `CLONE replaces and deletes it. The donor loses what it holds at its next start, without any error.`,
        evidence,
        remedy,
      });
    }
    const perhaps = compared.filter((one) => one.same === 'perhaps').map(({ path }) => path);
    if (perhaps.length > 0) {
      return warn(
        `${someOf(perhaps)} of the recipient's host may be the donor's own file, on shared storage`,
        {
          meaning: 'If it is, CLONE replaces and deletes it, and the donor loses it at its next start.',
          evidence,
          remedy,
        },
      );
    }
    if (unseen.length > 0)
      return unknown(`${unseen.length} directories were not looked at`, { evidence, remedy });
    return pass(`the files that the recipient's host has in ${someOf(directories)} are its own`, {
      evidence,
    });
  },
});

const isSameKernel = (ours: number | null, theirs: number | null): boolean | undefined =>
  ours === null || theirs === null ? undefined : Math.abs(ours - theirs) <= SAME_BOOT;

/** Whether two looks were at one file. */
function isSame(
  our: Place,
  their: Place | undefined,
  sameKernel: boolean | undefined,
): 'yes' | 'no' | 'perhaps' {
  if (!their || !exists(their) || !our.mount || !their.mount) return 'perhaps';
  const identical = our.inode === their.inode && our.born === their.born;
  if (!LOCAL.has(our.mount.type) || !LOCAL.has(their.mount.type)) {
    return identical && our.born !== '-' ? 'yes' : 'perhaps';
  }
  if (our.device !== their.device || !identical) return 'no';
  if (sameKernel === undefined) return 'perhaps';
  return sameKernel ? 'yes' : 'no';
}
