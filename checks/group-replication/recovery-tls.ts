import { blindTo, defineCheck, pass, unknown, warn } from '../../src/doctor/check.js';
import type { Remedy } from '../../src/doctor/finding.js';
import { encryptedData } from '../encryption/encrypted-data.js';
import { plannedJoin } from './by-itself.js';
import { groupOf } from './group.js';

const USE_SSL = 'group_replication_recovery_use_ssl';

export default defineCheck({
  id: 'group-replication/recovery-tls',
  title: 'Group Replication would clone with TLS where the donor asks for it',
  stage: 'after',
  consequence: 'none',
  why: `A clone that Group Replication begins says REQUIRE SSL where group_replication_recovery_use_ssl is ON on the joining
member, and REQUIRE NO SSL where it is OFF, never anything between. OFF was the default for long. A donor with
require_secure_transport refuses such a clone; a donor with encrypted files refuses when it is to send them, and the joining
member has dropped its data by then.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-cloning.html',
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-encrypted-data.html',
    'plugin/group_replication/src/sql_service/sql_service_command_interface.cc: internal_clone_server()',
  ],
  needs: ['recipient.variables', 'donor.variables', 'donor.identity'],
  wishes: [
    'donor.groupMembers',
    'donor.plugins',
    'donor.encryptedTablespaces',
    'donor.keyringComponent',
    'donor.variableSources',
    'donor.undoEncryption',
  ],
  irrelevant: plannedJoin,
  evaluate({ recipient, donor }) {
    const group = groupOf({ recipient, donor });
    if (group.state === 'none') return pass(group.because);
    if (group.state === 'blind') return group.verdict;
    const useSsl = recipient.variables[USE_SSL] ?? null;
    if (useSsl === 'ON') return pass(`${USE_SSL} is ON`, { evidence: { useSsl } });

    const { encryptedTablespaces } = donor;
    if (!encryptedTablespaces.ok) return blindTo('donor.encryptedTablespaces', encryptedTablespaces);
    const data = encryptedData({ ...donor, encryptedTablespaces: encryptedTablespaces.value });
    const evidence = { useSsl, encrypted: data.state };
    if (data.state === 'some') {
      return warn(`${USE_SSL} is OFF on the recipient, and ${data.what} on the donor`, {
        meaning: `Where START GROUP_REPLICATION clones, it drops the recipient's data, and then the donor refuses to send (3872): the
recipient is left empty.`,
        evidence,
        remedy,
      });
    }
    if (donor.variables.require_secure_transport === 'ON') {
      return warn(`${USE_SSL} is OFF on the recipient, and require_secure_transport is ON on the donor`, {
        meaning:
          'The donor refuses the recipient (3159), for a clone and for its binary logs: it cannot join.',
        evidence,
        remedy,
      });
    }
    if (data.state === 'unclear') return unknown(data.because, { evidence, remedy: data.remedy });
    return pass(`${USE_SSL} is OFF, and nothing on the donor is encrypted: ${data.because}`, { evidence });
  },
});

const remedy: Remedy[] = [{ on: 'recipient', kind: 'sql', text: `SET PERSIST ${USE_SSL} = ON;` }];
