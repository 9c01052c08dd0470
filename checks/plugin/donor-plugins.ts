import { blindTo, defineCheck, fail, pass } from '../../src/doctor/check.js';
import type { Plugin } from '../../src/evidence/server-facts.js';

/** Percona's clone_exclude_plugins_list does not excuse these (plugin/clone of Percona Server). */
const neverExcused = new Set([
  'daemon_keyring_proxy_plugin',
  'binlog',
  'performance_schema',
  'memory',
  'innodb',
  'keyring_file',
  'keyring_vault',
  'group_replication',
]);

export default defineCheck({
  id: 'plugin/donor-plugins',
  title: 'The recipient can load every plugin of the donor',
  stage: 'gate',
  consequence: 'refused',
  why: `The donor names all its active plugins. The recipient accepts one that is active with it as well, one that is
compiled in, and one whose shared object it can load from its plugin_dir, installed or not; any other is refused
with error 3870. The manual says that they must be active; that was so before 8.0.22.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-remote.html',
    'plugin/clone/src/clone_client.cc: Client::validate_remote_params()',
  ],
  needs: ['donor.plugins', 'recipient.plugins'],
  wishes: ['recipient.pluginFiles', 'recipient.variables'],
  evaluate({ donor, recipient }) {
    const active = new Set(recipient.plugins.filter(isActive).map(({ name }) => name.toLowerCase()));
    const excused = excusedBy(recipient.variables.ok ? recipient.variables.value : {});
    const toLoad = donor.plugins
      .filter(isActive)
      .filter(({ name, library }) => library !== null && !active.has(name.toLowerCase()))
      .filter(({ name }) => !excused(name.toLowerCase()));
    if (toLoad.length === 0)
      return pass('all plugins of the donor are active on the recipient or compiled in', {
        evidence: { toLoad: [] },
      });
    if (!recipient.pluginFiles.ok) return blindTo('recipient.pluginFiles', recipient.pluginFiles);
    const files = new Set(recipient.pluginFiles.value);
    const evidence = { toLoad: toLoad.map(({ name }) => name) };
    const lacking = toLoad.filter(({ library }) => !files.has(library ?? ''));
    const [first] = lacking;
    if (!first)
      return pass(`the recipient has the shared object of ${evidence.toLoad.join(', ')}`, { evidence });
    return fail(`the recipient can load no ${lacking.map(nameAndFile).join(', no ')}`, {
      meaning: 'The recipient refuses with error 3870; nothing is harmed.',
      evidence: { ...evidence, lacking: lacking.map(({ name }) => name) },
      errno: 3870,
      remedy: [
        {
          on: 'recipient-host',
          kind: 'manual',
          text: `Install the package that brings ${lacking.map(({ library }) => library).join(', ')}; it need not be loaded.`,
        },
        {
          on: 'donor',
          kind: 'sql',
          text: lacking.map(({ name }) => `UNINSTALL PLUGIN ${name};`).join('\n'),
        },
      ],
    });
  },
});

const isActive = ({ status }: Plugin) => status === 'ACTIVE';

const nameAndFile = ({ name, library }: Plugin) => `${name} (${library})`;

/** Percona: a list with commas, blanks and upper case ignored. */
function excusedBy({ clone_exclude_plugins_list: list }: Record<string, string>): (name: string) => boolean {
  const names = new Set((list ?? '').toLowerCase().replaceAll(' ', '').split(','));
  return (name) => names.has(name) && !neverExcused.has(name);
}
