import { blindTo, type Verdict } from '../../src/doctor/check.js';
import type { Collected } from '../../src/evidence/collected.js';
import type { FactValues } from '../../src/evidence/evidence.js';
import type { GroupMember } from '../../src/evidence/server-facts.js';

interface Pair {
  recipient: { variables: FactValues['variables'] };
  donor: {
    variables: FactValues['variables'];
    identity: FactValues['identity'];
    groupMembers: Collected<GroupMember[]>;
  };
}

/** What a joining member and its group have to do with each other. */
type Group =
  /** Nothing, and that is all that is to be said. */
  | { state: 'none'; because: string }
  | { state: 'blind'; verdict: Verdict }
  | { state: 'joining'; name: string; self: GroupMember; online: GroupMember[] };

const NAME = 'group_replication_group_name';

/**
 * Whether the recipient is set up to join the group that the donor is an ONLINE member of. Only ONLINE members are
 * asked for what a joining one lacks. A server without the plugin has none of its variables.
 */
export function groupOf({ recipient, donor }: Pair): Group {
  const name = recipient.variables[NAME]?.toLowerCase();
  if (!name) return { state: 'none', because: 'the recipient is set up for no group' };
  if (donor.variables[NAME]?.toLowerCase() !== name)
    return { state: 'none', because: `the donor is not of the recipient's group ${name}` };
  const members = donor.groupMembers;
  if (!members.ok) return { state: 'blind', verdict: blindTo('donor.groupMembers', members) };
  const online = members.value.filter(({ state }) => state === 'ONLINE');
  const self = online.find(({ id }) => id === donor.identity.serverUuid);
  if (!self) return { state: 'none', because: 'the donor is not ONLINE in its group' };
  return { state: 'joining', name, self, online };
}
