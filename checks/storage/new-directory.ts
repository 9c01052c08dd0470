import { defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import type { Plan } from '../../src/evidence/evidence.js';
import { directoryOf, tidyPath } from '../../src/evidence/paths.js';
import { exists, placeAt } from './places.js';

export default defineCheck({
  id: 'storage/new-directory',
  title: 'The recipient may create the DATA DIRECTORY of the statement',
  stage: 'gate',
  consequence: 'refused',
  why: `CLONE ... DATA DIRECTORY creates the directory, and those above it that are missing, as the user that mysqld runs as.
Where that user may not, or a file is in the way, it ends with 1006; it has compared everything else by then.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-remote.html'],
  needs: ['recipient.storage'],
  irrelevant: ({ dataDirectory }) =>
    dataDirectory ? undefined : 'the planned statement has no DATA DIRECTORY',
  evaluate({ recipient: { storage }, plan }) {
    const target = tidyPath(plan.dataDirectory as NonNullable<Plan['dataDirectory']>);
    const place = placeAt(storage, target);
    if (!place) return unknown(`${target} is not to be seen on the recipient's host`);
    const { nearest, isDirectory, mount, writable } = place;
    const evidence = { directory: target, nearest, isDirectory, writable };
    const refuse = (summary: string, text: string) =>
      fail(summary, {
        meaning: 'The recipient refuses with error 1006; nothing is harmed.',
        evidence,
        errno: 1006,
        remedy: [{ on: 'recipient-host', kind: 'manual', text }],
      });
    if (!isDirectory) return refuse(`${nearest} is no directory`, `Move the file ${nearest} away.`);
    // What is there already is a matter of gate/new-directory.
    if (exists(place)) return pass(`${target} need not be created`, { evidence });
    if (writable === null)
      return unknown(
        `an access control list decides whether the server may create directories in ${nearest}`,
        {
          evidence,
        },
      );
    if (!writable) {
      return refuse(
        mount?.readOnly
          ? `${nearest} is on a read-only mount for the server`
          : `the server may not create directories in ${nearest}`,
        `Let the user that mysqld runs as create directories in ${directoryOf(target)}, or choose another directory.`,
      );
    }
    return pass(`the server may create directories in ${nearest}`, { evidence });
  },
});
