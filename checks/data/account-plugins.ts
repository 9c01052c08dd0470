import { plural } from '../../src/doctor/amount.js';
import { defineCheck, pass, warn } from '../../src/doctor/check.js';
import { keepsItsData } from './own-data.js';

export default defineCheck({
  id: 'data/account-plugins',
  title: "The recipient can authenticate the donor's accounts",
  stage: 'after',
  consequence: 'none',
  why: `With the donor's accounts the clone gets their authentication plugins by name. One that the donor loads by its option
file, auth_socket for example, or mysql_native_password=ON on MySQL 8.4, is not active on the recipient unless its own
option file says the same; CLONE asks only for the library to be there. Those accounts are then locked out (error 1524).`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/native-pluggable-authentication.html',
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-remote.html',
  ],
  needs: [
    'donor.accounts',
    'donor.plugins',
    'donor.installedPlugins',
    'recipient.plugins',
    'recipient.installedPlugins',
  ],
  irrelevant: keepsItsData,
  evaluate({ donor, recipient }) {
    const active = (plugins: typeof donor.plugins) =>
      plugins.filter(({ status }) => status === 'ACTIVE').map(({ name }) => name);
    const today = new Set(active(donor.plugins));
    const goes = (name: string) =>
      recipient.installedPlugins.includes(name) && !donor.installedPlugins.includes(name);
    const after = new Set([
      ...active(recipient.plugins).filter((name) => !goes(name)),
      ...donor.installedPlugins,
    ]);
    const lockedOut = donor.accounts.filter(({ plugin }) => today.has(plugin) && !after.has(plugin));
    const plugins = [...new Set(lockedOut.map(({ plugin }) => plugin))];
    const evidence = { accounts: lockedOut.map(({ user, host }) => `${user}@${host}`), plugins };
    if (lockedOut.length === 0)
      return pass("the recipient has the authentication plugin of each of the donor's accounts", {
        evidence,
      });
    return warn(
      `${lockedOut.length} ${plural(lockedOut.length, 'account of the donor needs', 'accounts of the donor need')} ${plugins.join(', ')}, first ${evidence.accounts[0]}`,
      {
        meaning: 'That is not active on the clone: they cannot log in there (error 1524).',
        evidence,
        remedy: [
          {
            on: 'recipient-host',
            kind: 'manual',
            text: `Load ${plugins.join(', ')} by the recipient's option file, as the donor does, or INSTALL PLUGIN it on the donor.`,
          },
        ],
      },
    );
  },
});
