import { plural } from '../../src/doctor/amount.js';
import type { FactValues } from '../../src/evidence/evidence.js';
import { countGtids, parseGtidSet, subtractGtids } from '../../src/evidence/gtid-set.js';
import type { GroupMember } from '../../src/evidence/server-facts.js';
import { versionsCloneCompatible } from '../compatibility/version-rule.js';
import { clonePlugin } from '../plugin/lookup.js';

/** How a member that joins comes to what it lacks. */
export interface Method {
  /** `nothing`: in no way. `unclear`: the donor cannot help, and what other members have is not known. */
  how: 'turned-away' | 'binary-logs' | 'clone' | 'nothing' | 'unclear';
  /** Why, in one sentence. */
  because: string;
  /** Whether a higher threshold would lead to the binary logs. */
  byThreshold: boolean;
  evidence: { group: string; missing: number; threshold: string; clonePlugin: boolean };
}

interface Joining {
  group: { name: string; online: readonly GroupMember[] };
  recipient: Pick<FactValues, 'variables' | 'identity' | 'gtidExecuted' | 'plugins'>;
  donor: Pick<FactValues, 'gtidExecuted' | 'gtidPurged'>;
}

/** The decision of check_clone_preconditions() in remote_clone_handler.cc, as far as one member of the group tells. */
export function methodOf({ group, recipient, donor }: Joining): Method {
  const [ours, theirs] = [parseGtidSet(recipient.gtidExecuted), parseGtidSet(donor.gtidExecuted)];
  const missing = countGtids(subtractGtids(theirs, ours));
  const threshold = recipient.variables.group_replication_clone_threshold ?? '';
  const active = clonePlugin(recipient.plugins)?.status === 'ACTIVE';
  // Number, though it may be 2^63 - 1: nobody lacks as many that the last digits decide.
  const many =
    missing >= Number(threshold || Number.POSITIVE_INFINITY) &&
    clonable(recipient.identity.version, group.online);
  const purged = countGtids(subtractGtids(parseGtidSet(donor.gtidPurged), ours)) > 0;
  const others = group.online.length - 1;
  const lack = `the recipient lacks ${missing} ${plural(missing, 'transaction')}`;
  const evidence = { group: group.name, missing, threshold, clonePlugin: active };
  const method = (how: Method['how'], because: string): Method => ({
    how,
    because,
    byThreshold: many && !purged,
    evidence,
  });

  // What the group itself has numbered may be news that the donor has not applied yet.
  if ([...subtractGtids(ours, theirs).keys()].some((origin) => !origin.startsWith(group.name)))
    return method('turned-away', 'the recipient has transactions of its own, and its group turns it away');
  if (many && active)
    return method('clone', `${lack}, and its group_replication_clone_threshold is ${threshold}`);
  if (!purged) return method('binary-logs', `${lack}, which the binary logs of its group hold`);
  if (others > 0)
    return method(
      'unclear',
      `${lack}, which the donor has purged; ${others} other ${plural(others, 'member')} may hold them`,
    );
  const gone = `${lack}, which no member has in its binary logs any more`;
  return active ? method('clone', gone) : method('nothing', `${gone}, and its clone plugin is not active`);
}

/** Members of a version that the recipient cannot clone do not count (since 8.0.44 they do, and are refused later). */
const clonable = (own: string, online: readonly GroupMember[]) => {
  const numbers = own.replace(/-.*/, '');
  return online.some(({ version }) => versionsCloneCompatible(numbers, version).compatible !== false);
};
