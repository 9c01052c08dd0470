import { defineCheck, pass, skip, warn } from '../../src/doctor/check.js';
import { clonePlugin } from './lookup.js';

export default defineCheck({
  id: 'plugin/clone-plugin-survives',
  title: 'The recipient still has the clone plugin after the clone',
  stage: 'after',
  consequence: 'none',
  why: `INSTALL PLUGIN writes into the table mysql.plugin, and CLONE replaces that table by the donor's. Where the donor loads
the plugin by its option file, the recipient loses it with the clone: performance_schema.clone_status is gone, and
whoever waits for it to say Completed waits forever.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-installation.html'],
  needs: ['recipient.plugins', 'recipient.installedPlugins', 'donor.installedPlugins'],
  irrelevant: ({ dataDirectory }) =>
    dataDirectory && "CLONE ... DATA DIRECTORY leaves the recipient's own tables alone",
  evaluate({ recipient, donor }) {
    if (!clonePlugin(recipient.plugins)) return skip('the clone plugin is not loaded on the recipient');
    const byTable = recipient.installedPlugins.includes('clone');
    const donorByTable = donor.installedPlugins.includes('clone');
    const evidence = {
      recipient: byTable ? 'INSTALL PLUGIN' : 'option file or command line',
      donor: donorByTable ? 'INSTALL PLUGIN' : 'option file, command line or not at all',
    };
    if (!byTable) return pass("the recipient's own options load the clone plugin", { evidence });
    if (donorByTable) return pass('both servers load the clone plugin by INSTALL PLUGIN', { evidence });
    return warn('the recipient loads the clone plugin by INSTALL PLUGIN, the donor does not', {
      meaning:
        'The clone succeeds, and afterwards the recipient has no clone plugin and no performance_schema.clone_status.',
      evidence,
      remedy: [
        {
          on: 'recipient-host',
          kind: 'option-file',
          path: 'the option file of the recipient, section [mysqld]',
          text: 'plugin-load-add=mysql_clone.so',
        },
      ],
    });
  },
});
