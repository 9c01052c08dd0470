import { plural } from '../../src/doctor/amount.js';
import { blindTo, defineCheck, fail, pass } from '../../src/doctor/check.js';
import { keepsItsData } from '../data/own-data.js';
import { loadedByOption, variableOf } from './after-clone.js';
import { strictOptions } from './strict-options.js';

export default defineCheck({
  id: 'start/plugin-options',
  title: 'The recipient has no options of plugins that go with the clone',
  stage: 'start',
  consequence: 'dead',
  why: `INSTALL PLUGIN writes into the table mysql.plugin, and CLONE replaces that table by the donor's. An option of such a
plugin in the option file, rpl_semi_sync_replica_enabled=1 for example, is then one that the server does not know:
it refuses to start (MY-000067), every time, on data that is already replaced. Written with loose_ it is only a warning,
and so is what SET PERSIST has stored. Plugins that the option file itself loads stay.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/plugin-loading.html',
    'https://dev.mysql.com/doc/refman/8.4/en/option-modifiers.html',
    'server error MY-000067',
  ],
  needs: ['recipient.installedPlugins', 'donor.installedPlugins', 'recipient.plugins'],
  wishes: ['recipient.options'],
  irrelevant: keepsItsData,
  evaluate({ recipient, donor }) {
    const kept = new Set(donor.installedPlugins.map((name) => name.toLowerCase()));
    const going = recipient.installedPlugins
      .map((name) => name.toLowerCase())
      .filter((name) => !kept.has(name));
    if (going.length === 0) {
      return pass('the donor has every plugin in mysql.plugin that the recipient has there', {
        evidence: { plugins: [] },
      });
    }
    if (!recipient.options.ok) return blindTo('recipient.options', recipient.options);
    const options = recipient.options.value;
    const loaded = loadedByOption(options, recipient.plugins);
    const vanishing = going.filter((name) => !loaded.includes(name));
    // audit_log_filter_mode is an option of the plugin audit_log_filter, not of audit_log.
    const staying = recipient.plugins
      .map(({ name }) => name.toLowerCase())
      .filter((name) => !vanishing.includes(name));
    const ownerOf = (variable: string) =>
      [...vanishing, ...staying]
        .filter((plugin) => variable === plugin || variable.startsWith(`${plugin}_`))
        .sort((a, b) => b.length - a.length)[0];
    const orphans = strictOptions(options).filter((option) =>
      vanishing.includes(ownerOf(variableOf(option)) ?? ''),
    );
    const names = [...new Set(orphans.map(({ name }) => name))];
    const evidence = { plugins: vanishing, options: names };
    if (names.length === 0) {
      return pass(
        vanishing.length === 0
          ? `the recipient's own options load ${going.join(', ')}`
          : `${vanishing.join(', ')} goes with the clone, and no option needs it`,
        { evidence },
      );
    }
    const owners = [...new Set(orphans.map((option) => ownerOf(variableOf(option))))];
    const libraries = recipient.plugins
      .filter(({ name, library }) => library && owners.includes(name.toLowerCase()))
      .map(({ name, library }) => `plugin-load-add=${name}=${library}`);
    return fail(
      `the ${plural(names.length, 'option')} ${names.join(', ')} ${plural(names.length, 'belongs', 'belong')} to ${owners.join(', ')}, which the donor has not installed`,
      {
        meaning: `CLONE replaces the recipient's data and its table mysql.plugin, and then the server does not start any more (MY-000067
unknown variable) until somebody changes the option file.`,
        evidence,
        remedy: [
          {
            on: 'recipient-host',
            kind: 'option-file',
            path: 'the option file of the recipient, section [mysqld]',
            text: libraries.join('\n'),
          },
          {
            on: 'recipient-host',
            kind: 'manual',
            text: `Or put loose_ before the option: ${names.map((name) => `loose_${name}`).join(', ')}.`,
          },
        ],
      },
    );
  },
});
