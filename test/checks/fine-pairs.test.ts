import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.js';
import { judge } from '../../src/doctor/judge.js';
import { predict } from '../../src/doctor/predict.js';
import type { Evidence } from '../../src/evidence/evidence.js';
import type { Plugin } from '../../src/evidence/server-facts.js';
import { healthyPair, pairWith } from '../support/evidence.js';

/** What is not a pass or a skip. */
const objections = (evidence: Evidence) =>
  judge(evidence, checks)
    .filter(({ status }) => status !== 'pass' && status !== 'skip')
    .map(({ id, status, summary }) => `${status} ${id}: ${summary}`);

const release = (version: string, comment = 'MySQL Community Server - GPL') => ({
  identity: { version, versionComment: comment },
  variables: { version, version_comment: comment },
});

const GROUP_REPLICATION: Plugin = {
  name: 'group_replication',
  status: 'ACTIVE',
  type: 'GROUP REPLICATION',
  library: 'group_replication.so',
  loadOption: 'ON',
};

describe('a fine pair has nothing said against it', () => {
  test.each([
    ['8.0.26', '8.0.26'],
    ['8.0.36', '8.0.36'],
    ['8.0.40', '8.0.40'],
    ['8.0.42', '8.0.37'],
    ['8.4.0', '8.4.8'],
    ['8.4.8', '8.4.8'],
    ['9.7.4', '9.7.4'],
  ])('recipient %s, donor %s', (recipient, donor) => {
    const evidence = pairWith({ recipient: release(recipient), donor: release(donor) });
    expect(objections(evidence)).toEqual([]);
    expect(predict(judge(evidence, checks)).outcome).toBe('ok');
  });

  test('Percona Server, on both sides', () => {
    const percona = release('8.0.36-28', 'Percona Server (GPL), Release 28, Revision 47601f19');
    expect(objections(pairWith({ recipient: percona, donor: percona }))).toEqual([]);
  });

  test('an online member as donor, a member that is to join as recipient', () => {
    const pair = healthyPair();
    const side = (name: 'recipient' | 'donor', state: string, role: string) => {
      const facts = pair[name]?.facts;
      if (!facts?.identity.ok || !facts.plugins.ok || !facts.installedPlugins.ok)
        throw new Error('a healthy pair has facts');
      const { serverUuid = '', hostname, port, version } = facts.identity.value;
      return {
        plugins: [...facts.plugins.value, GROUP_REPLICATION],
        installedPlugins: [...facts.installedPlugins.value, GROUP_REPLICATION.name],
        variables: {
          group_replication_group_name: 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa',
          group_replication_clone_threshold: '9223372036854775807',
          group_replication_advertise_recovery_endpoints: 'DEFAULT',
          group_replication_recovery_use_ssl: 'ON',
          group_replication_start_on_boot: 'OFF',
          plugin_dir: '/usr/lib/mysql/plugin/',
        },
        channels: [
          {
            name: 'group_replication_recovery',
            host: '<NULL>',
            port: 0,
            autoPosition: true,
            receiver: 'OFF',
            sourceUuid: '',
          },
        ],
        storedCredentials: [{ channel: 'group_replication_recovery', hasUser: false, hasPassword: false }],
        groupMembers: [{ id: serverUuid, host: hostname, port, state, role, version }],
      };
    };
    const evidence = pairWith({
      recipient: side('recipient', 'OFFLINE', ''),
      donor: side('donor', 'ONLINE', 'PRIMARY'),
    });
    expect(objections(evidence)).toEqual([]);
  });
});

describe('where there is no CLONE, nothing else is said about that server', () => {
  const maria = release('10.11.6-MariaDB-0+deb12u1', 'Debian 12');

  test.each([
    ['MariaDB', maria],
    ['MySQL 5.7', release('5.7.44')],
  ])('%s as the recipient', (_, old) => {
    const evidence = pairWith({
      recipient: { ...old, plugins: [], privileges: { global: [], roles: [], partialRevokes: false } },
    });
    expect(objections(evidence)).toHaveLength(1);
    expect(predict(judge(evidence, checks))).toMatchObject({ outcome: 'refused', errno: 1064, then: [] });
  });

  test.each([
    ['MariaDB', maria],
    ['MySQL 5.7', release('5.7.44')],
  ])('%s as the donor, and the recipient is looked at', (_, old) => {
    const evidence = pairWith({
      donor: { ...old, plugins: [], privileges: { global: [], roles: [], partialRevokes: false } },
      recipient: { parentPidVariable: null },
    });
    expect(objections(evidence)).toEqual([
      expect.stringContaining('fail compatibility/donor-vendor'),
      expect.stringContaining('fail restart/parent-pid-variable'),
      expect.stringContaining('warn privileges/shutdown'),
    ]);
    expect(predict(judge(evidence, checks))).toMatchObject({
      outcome: 'refused',
      errno: 3862,
      donorErrno: 1047,
      then: [{ outcome: 'down' }],
    });
  });
});
