import { blindTo, defineCheck, pass, skip, warn } from '../../src/doctor/check.js';
import type { Remedy } from '../../src/doctor/finding.js';
import { asynchronous } from '../credentials/channel-names.js';
import { keepsItsData } from './own-data.js';

export default defineCheck({
  id: 'data/server-identity',
  title: 'The recipient has a server_uuid and a server_id of its own',
  stage: 'after',
  consequence: 'none',
  why: `CLONE leaves auto.cnf and the option files alone: the recipient keeps its server_uuid and its server_id. Machines that
were copied with a data directory in them share the uuid, servers whose option file was copied the id. CLONE does not
mind, and the clone can never replicate from that donor (error 13117) nor be in a group with it. Equal ids are said
only where the donor takes part in replication: 1, the default, is what two servers have that never did.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/replication-options.html#sysvar_server_uuid',
    'https://dev.mysql.com/doc/refman/8.4/en/replication-options.html#sysvar_server_id',
  ],
  needs: ['recipient.identity', 'donor.identity'],
  wishes: ['donor.sessions', 'donor.channels', 'donor.groupMembers'],
  irrelevant: keepsItsData,
  evaluate({ recipient, donor }) {
    const [ours, theirs] = [recipient.identity, donor.identity];
    const evidence = {
      recipientUuid: ours.serverUuid ?? null,
      donorUuid: theirs.serverUuid ?? null,
      recipientId: ours.serverId ?? null,
      donorId: theirs.serverId ?? null,
    };
    const isOne = ours.hostname === theirs.hostname && ours.port === theirs.port;
    const sameUuid = ours.serverUuid !== undefined && ours.serverUuid === theirs.serverUuid;
    if (sameUuid && isOne) return skip('donor and recipient are one server', { evidence });
    if (sameUuid) {
      return warn(`donor and recipient have the same server_uuid, ${ours.serverUuid}`, {
        meaning: 'The clone can neither replicate from this donor (error 13117) nor be in a group with it.',
        evidence,
        remedy: newUuid,
      });
    }
    const sameId = ours.serverId !== undefined && ours.serverId === theirs.serverId;
    if (!sameId)
      return pass(`the recipient has server_id ${ours.serverId}, the donor ${theirs.serverId}`, { evidence });
    const replicates =
      (donor.sessions.ok && donor.sessions.value.some(({ command }) => command.startsWith('Binlog Dump'))) ||
      (donor.channels.ok && donor.channels.value.some(asynchronous)) ||
      (donor.groupMembers.ok && donor.groupMembers.value.some(({ state }) => state === 'ONLINE'));
    if (!replicates) {
      const { sessions, channels, groupMembers } = donor;
      if (!sessions.ok) return blindTo('donor.sessions', sessions);
      if (!channels.ok) return blindTo('donor.channels', channels);
      if (!groupMembers.ok) return blindTo('donor.groupMembers', groupMembers);
      return pass(`both servers have server_id ${ours.serverId}, and the donor replicates with nobody`, {
        evidence,
      });
    }
    return warn(`donor and recipient have the same server_id, ${ours.serverId}`, {
      meaning: 'The clone can neither replicate from this donor (error 13117) nor be in a group with it.',
      evidence,
      remedy: [
        {
          on: 'recipient',
          kind: 'manual',
          text: 'Give it a number that no other server of the topology has: SET PERSIST server_id, or its option file.',
        },
      ],
    });
  },
});

/** The server makes a new one where there is none. */
const newUuid: Remedy[] = [
  {
    on: 'recipient-host',
    kind: 'manual',
    text: 'Before the clone: stop the server, remove auto.cnf from its data directory, start it.',
  },
];
