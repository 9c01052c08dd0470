import type { Scenario } from '../scenario.js';
import { dataDirectory, directory, knows } from './storage.js';

/** The recipient's unit has another directory at the place of the donor's. */
const elsewhere = '[Service]\nBindPaths=/srv/other:/srv/ext\n';

/** Two servers that share a host, and a server that is told to clone itself. */
export const oneHostScenarios: Scenario[] = [
  {
    name: 'donor and recipient on one host, and a table of the donor with DATA DIRECTORY',
    donorIs: 'beside the recipient',
    donor: dataDirectory,
    recipient: { before: directory('/srv/ext'), options: knows('/srv/ext') },
    ends: { outcome: 'donor-loss' },
    findings: ['storage/donor-files'],
  },
  {
    name: 'donor and recipient on one host, and every table in its data directory',
    donorIs: 'beside the recipient',
    ends: { outcome: 'ok' },
    quiet: ['storage/donor-files', 'gate/donor-is-recipient'],
  },
  {
    name: 'donor and recipient on one host, and a table with DATA DIRECTORY that the recipient does not know',
    donorIs: 'beside the recipient',
    donor: dataDirectory,
    recipient: { before: directory('/srv/ext') },
    ends: { outcome: 'wiped', errno: 1525 },
  },
  {
    name: 'donor and recipient on one host, and another directory at the place of DATA DIRECTORY',
    donorIs: 'beside the recipient',
    donor: dataDirectory,
    recipient: {
      before: `${directory('/srv/ext')}${directory('/srv/other')}`,
      options: knows('/srv/ext'),
      dropIn: elsewhere,
    },
    ends: { outcome: 'ok' },
    quiet: ['storage/donor-files'],
  },
  {
    name: 'a server that is told to clone itself',
    donorIs: 'the recipient',
    ends: { outcome: 'refused', errno: 3862, donorErrno: 3634 },
  },
  {
    name: 'a server that is told to clone itself by the loopback address',
    donorIs: 'the recipient',
    recipient: { sql: "SET GLOBAL clone_valid_donor_list = '127.0.0.1:3306';" },
    cloneFrom: '127.0.0.1:3306',
    ends: { outcome: 'refused', errno: 3862, donorErrno: 3871 },
  },
];
