import { blindTo, defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import type { Remedy } from '../../src/doctor/finding.js';
import type { Plan } from '../../src/evidence/evidence.js';
import type { Place } from '../../src/evidence/host-facts.js';
import { directoriesOf, outsideOf } from './outside.js';
import { exists, placeAt, someOf } from './places.js';

export default defineCheck({
  id: 'storage/external-directories',
  title: 'The recipient may create files where the donor has tablespaces outside of its data directory',
  stage: 'copy',
  consequence: 'wiped',
  why: `A tablespace outside of the donor's data directory is created at the same absolute path on the recipient, with the
directories on the way that are missing. Where the server's user may not (permissions, a read-only mount, ReadOnlyPaths=
or ProtectSystem= of its unit), CLONE ends with 1004, after the recipient's data is dropped. A file that is there already
is replaced; with DATA DIRECTORY it ends the clone (1086), and nothing is harmed. In a directory with the sticky bit, such
as /tmp, another user's file cannot be replaced: that shows only when the restarted server tries, and it tries for ever.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-limitations.html'],
  needs: ['donor.tablespaces'],
  wishes: ['recipient.storage'],
  evaluate({ recipient, donor, plan }) {
    const outside = outsideOf(donor.tablespaces);
    const directories = directoriesOf(outside);
    if (directories.length === 0) return pass('the donor has no tablespace outside of its data directory');
    if (!recipient.storage.ok) return blindTo('recipient.storage', recipient.storage);
    const storage = recipient.storage.value;
    const places = directories.map((directory) => placeAt(storage, directory));
    const closed = places.filter((place) => place?.writable === false);
    const evidence = {
      directories: places.map((place, at) =>
        place
          ? `${directories[at]}: ${place.nearest} ${place.mount?.readOnly ? 'read-only' : `writable ${place.writable ?? 'unknown'}`}`
          : `${directories[at]}: not seen`,
      ),
    };
    if (closed.length > 0) {
      const what = closed.map((place) => obstacle(place as Place));
      return fail(someOf(what), {
        meaning: plan.dataDirectory
          ? 'CLONE ends with error 1004; nothing of the recipient is harmed.'
          : "CLONE drops the recipient's data first, and then ends with error 1004.",
        evidence,
        errno: 1004,
        ...harmless(plan),
        remedy: closed.map((place) => openUp(place as Place)),
      });
    }
    const unreadable = places.filter((place) => place && exists(place) && !place.readable);
    if (unreadable.length > 0 && !plan.dataDirectory) {
      return fail(`the server may not read ${someOf(unreadable.map((place) => place?.path ?? ''))}`, {
        meaning:
          "CLONE drops the recipient's data and copies everything; the restarted server cannot list the directory, does not find the tablespace there, and the next start goes back to the emptied old files.",
        evidence,
        remedy: unreadable.map((place) => openUp(place as Place)),
      });
    }
    const stuck = outside.flatMap(({ sample }) => {
      const place = sample === null || plan.dataDirectory ? undefined : placeAt(storage, sample);
      return place && exists(place) && !place.removable ? [place] : [];
    });
    if (stuck.length > 0) {
      return fail(`the server may not replace ${someOf(stuck.map(({ path }) => path))}`, {
        meaning:
          "CLONE drops the recipient's data, copies everything, and then the server cannot start on it: the sticky bit of the directory keeps another user's file.",
        evidence,
        consequence: 'dead',
        remedy: stuck.map(({ path }) => ({
          on: 'recipient-host',
          kind: 'manual',
          text: `Move ${path} away, if it belongs to no server; or clear the sticky bit of its directory.`,
        })),
      });
    }
    const samples = outside.flatMap(({ sample }) => sample ?? []).map((path) => placeAt(storage, path));
    const present = plan.dataDirectory ? samples.filter((place) => place && exists(place)) : [];
    if (present.length > 0) {
      return fail(`${someOf(present.map((place) => place?.path ?? ''))} exists on the recipient's host`, {
        meaning:
          'With DATA DIRECTORY nothing is replaced: CLONE ends with error 1086, and nothing is harmed.',
        evidence,
        errno: 1086,
        ...harmless(plan),
        remedy: [
          {
            on: 'recipient-host',
            kind: 'manual',
            text: 'Move the file away, if it belongs to no server; else clone on a host that has none of that name.',
          },
        ],
      });
    }
    const unseen = places.filter((place) => !place || place.writable === null).length;
    if (unseen > 0) {
      return unknown(
        `whether the server may write to ${unseen} of ${directories.length} directories is not to be seen`,
        {
          evidence,
          remedy: [
            {
              on: 'recipient-host',
              kind: 'manual',
              text: `Try as the server's user: touch a file in ${someOf(directories)}.`,
            },
          ],
        },
      );
    }
    return pass(`the server may create files in ${someOf(directories)}`, { evidence });
  },
});

/** With DATA DIRECTORY the recipient's own data stays. */
const harmless = ({ dataDirectory }: Plan) =>
  dataDirectory === undefined ? {} : { consequence: 'refused' as const };

function obstacle(place: Place): string {
  const { path, nearest, mount } = place;
  if (mount?.readOnly) return `${path} is on a read-only mount for the server`;
  return exists(place)
    ? `the server may not write to ${path}`
    : `${path} does not exist, and the server may not create it in ${nearest}`;
}

const openUp = ({ path, mount }: Place): Remedy =>
  mount?.readOnly
    ? {
        on: 'recipient-host',
        kind: 'manual',
        text: `Let the server write to ${path}: mount it writable, or add it to ReadWritePaths= of the server's unit and restart the server.`,
      }
    : { on: 'recipient-host', kind: 'shell', text: `install -d -o mysql -g mysql '${path}'` };
