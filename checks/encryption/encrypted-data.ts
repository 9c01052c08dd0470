import type { Remedy } from '../../src/doctor/finding.js';
import type { Collected } from '../../src/evidence/collected.js';
import type { FactValues } from '../../src/evidence/evidence.js';
import { keyringOf } from './keyring.js';

interface Donor {
  variables: FactValues['variables'];
  encryptedTablespaces: FactValues['encryptedTablespaces'];
  plugins: Collected<FactValues['plugins']>;
  keyringComponent: Collected<FactValues['keyringComponent']>;
  variableSources: Collected<FactValues['variableSources']>;
  undoEncryption: Collected<FactValues['undoEncryption']>;
}

/** What of a donor's files is encrypted: something, nothing, or nobody could look. */
type EncryptedData =
  | { state: 'some'; what: string }
  | { state: 'none'; because: string }
  | { state: 'unclear'; because: string; remedy: Remedy[] };

const REDO = 'innodb_redo_log_encrypt';
const UNDO = 'innodb_undo_log_encrypt';

/**
 * Whether CLONE meets an encrypted file on the donor.
 *
 * The surprise, seen on 9.7: innodb_redo_log_encrypt and innodb_undo_log_encrypt decide about what is written
 * next, while CLONE looks at what is there. After a SET GLOBAL ... = OFF the redo log counts as encrypted until
 * the next start, and undo tablespaces do so for good. No table of the server shows either.
 */
export function encryptedData(donor: Donor): EncryptedData {
  const { variables, encryptedTablespaces: tablespaces, undoEncryption: undo } = donor;
  const on = [REDO, UNDO].find((variable) => variables[variable] === 'ON');
  if (on) return { state: 'some', what: `${on} is ON` };
  if (tablespaces.count > 0) {
    const others = tablespaces.count > 1 ? ` and ${tablespaces.count - 1} more are` : ' is';
    return { state: 'some', what: `the tablespace ${tablespaces.first}${others} encrypted` };
  }
  const [marked] = undo.ok ? undo.value.encrypted : [];
  if (marked)
    return { state: 'some', what: `the undo tablespace ${marked} was encrypted once, and still is` };

  // Without a keyring nothing can ever have been encrypted that the server could have opened.
  const keyring = donor.plugins.ok ? keyringOf({ ...donor, plugins: donor.plugins.value }).state : 'unclear';
  if (keyring === 'none') return { state: 'none', because: 'no tablespace is, and the donor has no keyring' };
  if (!donor.variableSources.ok)
    return unclear(`whether log encryption was on: ${donor.variableSources.detail}`, []);
  const switched = donor.variableSources.value.find(
    ({ name, source }) => source === 'DYNAMIC' && (name === REDO || name === UNDO),
  );
  if (switched) return unclear(`${switched.name} was changed while the donor runs`, restart);
  if (!undo.ok)
    return unclear(`the donor has a keyring, and its undo tablespaces were not looked at: ${undo.detail}`, [
      ...(undo.remedy ? [{ on: 'doctor' as const, kind: 'manual' as const, text: undo.remedy }] : []),
    ]);
  return { state: 'none', because: 'no tablespace is, neither undo nor redo' };
}

const unclear = (because: string, remedy: Remedy[]): EncryptedData => ({
  state: 'unclear',
  because: `whether the donor's logs hold something encrypted is not known: ${because}`,
  remedy,
});

const restart: Remedy[] = [
  {
    on: 'donor',
    kind: 'manual',
    text: 'After a restart of the donor the redo log counts as what the variable says. Cloning with REQUIRE SSL, to a recipient with a keyring, is right in either case.',
  },
];
