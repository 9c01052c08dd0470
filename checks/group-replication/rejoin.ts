import { blindTo, defineCheck, pass, warn } from '../../src/doctor/check.js';
import { recoveryCredentials } from '../credentials/recovery-channel.js';
import { keepsItsData } from '../data/own-data.js';
import { groupReplicationPlugin } from '../plugin/lookup.js';
import { loadedByOption } from '../start/after-clone.js';
import { afterRestart } from '../start/after-restart.js';
import { groupOf } from './group.js';

const ON_BOOT = 'group_replication_start_on_boot';

export default defineCheck({
  id: 'group-replication/rejoin',
  title: 'The recipient comes back to its group in the way that it is set to',
  stage: 'after',
  consequence: 'none',
  why: `The restart at the end of a clone ends Group Replication, and nobody types START GROUP_REPLICATION again. Where
group_replication_start_on_boot is OFF the member stays OFFLINE until somebody does. Where it is ON it starts by itself,
with the credentials that the donor's tables hold: those that START GROUP_REPLICATION was given are forgotten. Without
any it comes ONLINE only if the group has committed nothing since, and otherwise tries in vain and leaves. And a plugin
that INSTALL PLUGIN registered on the recipient alone is gone: the table mysql.plugin is the donor's now.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-cloning.html',
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-secure-user.html',
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-system-variables.html#sysvar_group_replication_start_on_boot',
  ],
  needs: ['recipient.variables', 'recipient.plugins', 'donor.variables', 'donor.identity'],
  wishes: [
    'recipient.variableSources',
    'recipient.persisted',
    'recipient.installedPlugins',
    'recipient.options',
    'donor.groupMembers',
    'donor.installedPlugins',
    'donor.storedCredentials',
    'donor.channels',
  ],
  irrelevant: keepsItsData,
  evaluate({ recipient, donor }) {
    const group = groupOf({ recipient, donor });
    if (group.state === 'none') return pass(group.because);
    if (group.state === 'blind') return group.verdict;
    const { variables, variableSources, persisted, installedPlugins } = recipient;

    if (!installedPlugins.ok) return blindTo('recipient.installedPlugins', installedPlugins);
    if (!donor.installedPlugins.ok) return blindTo('donor.installedPlugins', donor.installedPlugins);
    const name = groupReplicationPlugin(recipient.plugins)?.name ?? '';
    const byOption =
      recipient.options.ok && loadedByOption(recipient.options.value, recipient.plugins).includes(name);
    if (installedPlugins.value.includes(name) && !donor.installedPlugins.value.includes(name) && !byOption) {
      return warn('the recipient loads Group Replication by INSTALL PLUGIN, the donor does not', {
        meaning: 'After the clone the recipient has no Group Replication at all, and stays out of its group.',
        evidence: { plugin: name },
        remedy: [
          {
            on: 'recipient-host',
            kind: 'option-file',
            path: 'the option file of the recipient, section [mysqld]',
            text: 'plugin-load-add=group_replication.so',
          },
        ],
      });
    }

    if (!variableSources.ok) return blindTo('recipient.variableSources', variableSources);
    if (!persisted.ok) return blindTo('recipient.persisted', persisted);
    const now = variables[ON_BOOT] ?? null;
    const next = afterRestart(ON_BOOT, {
      variables,
      variableSources: variableSources.value,
      persisted: persisted.value,
    });
    const evidence = { startOnBoot: now, afterRestart: next ?? 'as the option file says' };
    if (next === undefined) {
      return warn(`${ON_BOOT} is ${now} by SET GLOBAL alone`, {
        meaning: `The restart at the end of CLONE forgets that: what the option file says counts then, and ON where it says nothing.`,
        evidence,
        remedy: [{ on: 'recipient', kind: 'sql', text: `SET PERSIST ${ON_BOOT} = ${now};` }],
      });
    }
    if (next !== 'ON') {
      return pass(
        `${ON_BOOT} is OFF: the recipient stays OFFLINE until somebody types START GROUP_REPLICATION`,
        {
          evidence,
        },
      );
    }
    const stored = recoveryCredentials(donor.storedCredentials, donor.channels);
    if (!stored.known) return blindTo('donor.storedCredentials', stored.missing);
    if (stored.stored)
      return pass(`${ON_BOOT} is ON, and the donor stores credentials for the recovery channel`, {
        evidence,
      });
    return warn(`${ON_BOOT} is ON, and the donor stores no credentials for the recovery channel`, {
      meaning: `After the clone the recipient starts Group Replication without any: where the group has committed something
meanwhile, it cannot fetch it, and leaves.`,
      evidence,
      remedy: [
        {
          on: 'recipient',
          kind: 'sql',
          text: `SET PERSIST ${ON_BOOT} = OFF;`,
        },
        {
          on: 'recipient',
          kind: 'manual',
          text: "After the clone: START GROUP_REPLICATION USER = '...', PASSWORD = '...'; then SET PERSIST it ON again, if it was meant to be.",
        },
      ],
    });
  },
});
