import { type HostFacts, known, missing } from './facts.js';
import { one, type Records } from './records.js';
import { refusal } from './refusal.js';

/** The facts about files from what the script said of them; what it was not asked, it did not say. */
export const pluginFilesOf = (records: Records): HostFacts['pluginFiles'] =>
  listOf(records, 'pluginFiles', 'pluginFiles.file', 'the plugin directory');

export const donorAddressesOf = (records: Records): HostFacts['donorAddresses'] =>
  one(records, 'donorAddresses.unasked') === undefined
    ? listOf(records, 'donorAddresses', 'donorAddresses.address', "the donor's name")
    : known(null);

function listOf(records: Records, fact: string, entry: string, what: string) {
  const refused = refusal(records, fact, what);
  if (refused) return refused;
  if (one(records, fact) === undefined) return missing('not-collected', `${what} was not asked for`);
  return known([...(records.get(entry) ?? [])]);
}

export function cloneAuthorityOf(records: Records): HostFacts['cloneAuthority'] {
  const refused = refusal(records, 'cloneAuthority', 'the file of clone_ssl_ca');
  if (refused) return refused;
  if (one(records, 'cloneAuthority.absent') !== undefined) return known(null);
  const text = one(records, 'cloneAuthority');
  return text === undefined ? missing('not-collected', 'clone_ssl_ca was not asked for') : known(text);
}

export function cloneCertificateOf(records: Records): HostFacts['cloneCertificate'] {
  const refused = refusal(records, 'cloneCertificate', 'the file of clone_ssl_cert');
  if (refused) return refused;
  const hasKey = one(records, 'cloneCertificate.key') !== undefined;
  const certificate = one(records, 'cloneCertificate') ?? null;
  if (certificate === null && one(records, 'cloneCertificate.absent') === undefined) return known(null);
  return known({ certificate, hasKey });
}

export function undoEncryptionOf(records: Records): HostFacts['undoEncryption'] {
  const encrypted = listOf(records, 'undoEncryption', 'undoEncryption.encrypted', 'an undo tablespace');
  return encrypted.ok ? known({ encrypted: encrypted.value }) : encrypted;
}

export function keyringManifestOf(records: Records): HostFacts['keyringManifest'] {
  const refused = refusal(records, 'keyringManifest', "the server's manifest");
  if (refused) return refused;
  const global = one(records, 'keyringManifest.global');
  if (global === undefined)
    return missing('error', 'what the host probe said of the manifest is not understood');
  return known({ global: global || null, local: one(records, 'keyringManifest.local') || null });
}
