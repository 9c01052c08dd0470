import { defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import type { Plan } from '../../src/evidence/evidence.js';
import { isWithin, tidyPath } from '../../src/evidence/paths.js';
import { storagePaths } from '../../src/evidence/storage-paths.js';
import { exists, placeAt, realPath } from '../storage/places.js';

export default defineCheck({
  id: 'gate/new-directory',
  title: 'The DATA DIRECTORY of the statement is a new one',
  stage: 'gate',
  consequence: 'refused',
  why: `CLONE ... DATA DIRECTORY creates the directory itself. Before it asks anybody it refuses one that is there already, even
an empty one (1007), and one that lies in the server's own data directory, by whatever symbolic links (3632).`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-remote.html',
    'sql/clone_handler.cc: Clone_handler::validate_dir()',
  ],
  needs: ['recipient.variables', 'recipient.storage'],
  irrelevant: ({ dataDirectory }) =>
    dataDirectory ? undefined : 'the planned statement has no DATA DIRECTORY',
  evaluate({ recipient: { variables, storage }, plan }) {
    const target = tidyPath(plan.dataDirectory as NonNullable<Plan['dataDirectory']>);
    const own = storagePaths(variables)?.datadir;
    const place = placeAt(storage, target);
    if (own === undefined || !place) return unknown(`${target} is not to be seen on the recipient's host`);
    const evidence = { directory: target, nearest: place.nearest, isDirectory: place.isDirectory };
    const refuse = (summary: string, errno: number) =>
      fail(summary, {
        meaning: `The recipient refuses with error ${errno}; nothing is harmed.`,
        evidence,
        errno,
        remedy: [
          {
            on: 'doctor',
            kind: 'manual',
            text: `Choose a directory that does not exist, outside of ${own}, and give it to CLONE and --data-directory.`,
          },
        ],
      });
    if (isWithin(realPath(storage, own), realPath(storage, target)))
      return refuse(`${target} lies in the recipient's own data directory`, 3632);
    // Of a file the server takes notice only when it makes the directory.
    if (exists(place) && place.isDirectory) return refuse(`${target} exists already`, 1007);
    return pass(`there is no directory ${target} yet`, { evidence });
  },
});
