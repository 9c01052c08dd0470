import { blindTo, defineCheck, fail, pass, skip, unknown } from '../../src/doctor/check.js';
import { encryptedData } from './encrypted-data.js';
import { keyringOf } from './keyring.js';

export default defineCheck({
  id: 'encryption/keyring-at-start',
  title: "The recipient's keyring is there again at its next start",
  stage: 'start',
  consequence: 'wiped',
  why: `The cloned files are opened at the next start, before anybody can repair anything. A keyring component is loaded
then by a manifest: mysqld.my next to the program, which can point to another one in the data directory. Without it
InnoDB cannot open the encrypted files, the server rolls the clone back to its own emptied data, and clone_status
says Failed, 1815.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/keyring-component-installation.html'],
  needs: ['recipient.plugins', 'donor.variables'],
  wishes: [
    'recipient.keyringComponent',
    'recipient.keyringManifest',
    'donor.plugins',
    'donor.keyringComponent',
    'donor.encryptedTablespaces',
    'donor.variableSources',
    'donor.undoEncryption',
  ],
  irrelevant: ({ dataDirectory }) => dataDirectory && 'CLONE ... DATA DIRECTORY starts nothing',
  evaluate({ recipient, donor }) {
    const keyring = keyringOf(recipient);
    if (keyring.state !== 'active') return pass('the recipient has no keyring to be there again');
    if (!donor.encryptedTablespaces.ok)
      return blindTo('donor.encryptedTablespaces', donor.encryptedTablespaces);
    const data = encryptedData({
      ...donor,
      encryptedTablespaces: donor.encryptedTablespaces.value,
    });
    if (data.state === 'none') return pass(`nothing on the donor is encrypted: ${data.because}`);
    // A plugin comes by early-plugin-load, in option files or on the command line.
    if (!keyring.name.startsWith('component_'))
      return skip(`${keyring.name} is a plugin: whether early-plugin-load names it is not looked at`);
    if (!recipient.keyringManifest.ok) return blindTo('recipient.keyringManifest', recipient.keyringManifest);
    const { global, local } = recipient.keyringManifest.value;
    const named = [global, readsLocal(global) ? local : null].some((text) => text?.includes(keyring.name));
    const evidence = { component: keyring.name, manifest: global, localManifest: local };
    if (named) return pass(`the manifest names ${keyring.name}`, { evidence });
    if (data.state === 'unclear') return unknown(data.because, { evidence, remedy: data.remedy });
    return fail(`no manifest names ${keyring.name}, which the running server has`, {
      meaning: `The clone is copied, the next start cannot open it without its keyring and rolls back: the recipient's data
is gone.`,
      evidence,
      remedy: [
        {
          on: 'recipient-host',
          kind: 'manual',
          text: `Put {"components": "file://${keyring.name}"} into mysqld.my, next to the program mysqld.`,
        },
      ],
    });
  },
});

const readsLocal = (manifest: string | null) => /"read_local_manifest"\s*:\s*true/.test(manifest ?? '');
