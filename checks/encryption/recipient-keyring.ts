import { blindTo, defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import { encryptedData } from './encrypted-data.js';
import { keyringOf } from './keyring.js';

export default defineCheck({
  id: 'encryption/recipient-keyring',
  title: "The recipient has a keyring for the donor's encrypted data",
  stage: 'copy',
  consequence: 'wiped',
  why: `The recipient encrypts the keys of the copied files anew, with its own master key. Without a working keyring it
cannot, and ends with error 1815 after its own data has been dropped. Before that only keyring plugins are looked at,
among all plugins; keyring components are not seen by CLONE's checks at all.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-encrypted-data.html',
    'https://dev.mysql.com/doc/refman/8.4/en/keyring-component-installation.html',
  ],
  needs: ['recipient.plugins', 'donor.variables'],
  wishes: [
    'recipient.keyringComponent',
    'donor.plugins',
    'donor.keyringComponent',
    'donor.encryptedTablespaces',
    'donor.variableSources',
    'donor.undoEncryption',
  ],
  evaluate({ recipient, donor }) {
    const keyring = keyringOf(recipient);
    if (keyring.state === 'active') return pass(`the recipient has the keyring ${keyring.name}`);
    if (!donor.encryptedTablespaces.ok)
      return blindTo('donor.encryptedTablespaces', donor.encryptedTablespaces);
    const data = encryptedData({
      ...donor,
      encryptedTablespaces: donor.encryptedTablespaces.value,
    });
    const evidence = { keyring: keyring.state, encrypted: data.state };
    if (data.state === 'none')
      return pass(`nothing on the donor is encrypted: ${data.because}`, { evidence });
    if (keyring.state === 'unclear')
      return unknown(`whether the recipient has a keyring could not be seen: ${keyring.because}`, {
        evidence,
      });
    if (data.state === 'unclear') return unknown(data.because, { evidence, remedy: data.remedy });
    const lack =
      keyring.state === 'disabled'
        ? `the recipient's keyring ${keyring.name} is Disabled`
        : 'the recipient has no keyring';
    return fail(`${data.what} on the donor, and ${lack}`, {
      meaning: `The recipient drops its data, copies the donor's, and cannot encrypt the keys (error 1815): its data is
gone.`,
      evidence,
      errno: 1815,
      remedy: [
        {
          on: 'recipient-host',
          kind: 'manual',
          text:
            keyring.state === 'disabled'
              ? "Look for the keyring's own words in the recipient's error log, repair its configuration, and ALTER INSTANCE RELOAD KEYRING."
              : 'Configure a keyring component (mysqld.my next to mysqld, component_keyring_file.cnf in plugin_dir) and restart the recipient.',
        },
      ],
    });
  },
});
