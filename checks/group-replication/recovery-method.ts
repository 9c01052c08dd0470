import { blindTo, defineCheck, pass, unknown, warn } from '../../src/doctor/check.js';
import type { Remedy } from '../../src/doctor/finding.js';
import { countGtids, parseGtidSet, subtractGtids } from '../../src/evidence/gtid-set.js';
import type { GroupMember } from '../../src/evidence/server-facts.js';
import { versionsCloneCompatible } from '../compatibility/version-rule.js';
import { expectDataLoss, keepsItsData } from '../data/own-data.js';
import { clonePlugin } from '../plugin/lookup.js';
import { groupOf } from './group.js';

export default defineCheck({
  id: 'group-replication/recovery-method',
  title: 'The recipient can join its group without losing data of its own to a clone that nobody asked for',
  stage: 'copy',
  consequence: 'none',
  why: `A joining member clones without being asked: where it lacks as many transactions as its
group_replication_clone_threshold or more, and where no ONLINE member has all that it lacks in its binary logs any more;
the threshold has no say in that second case. START GROUP_REPLICATION, or a restart with group_replication_start_on_boot,
is all that it takes, and the member's own data goes first. Where its clone plugin is not active it does not clone, and
ends in the state ERROR if the binary logs do not reach back far enough. A member with transactions that the group does
not have is turned away before any of that, with error 3092.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-cloning.html',
    'plugin/group_replication/src/plugin_handlers/remote_clone_handler.cc: check_clone_preconditions()',
    'server errors MY-013469, MY-013470, MY-013467, MY-011526',
  ],
  needs: [
    'recipient.variables',
    'recipient.identity',
    'recipient.gtidExecuted',
    'recipient.plugins',
    'donor.variables',
    'donor.identity',
    'donor.gtidExecuted',
  ],
  wishes: ['donor.groupMembers', 'donor.gtidPurged', 'recipient.userSchemas'],
  irrelevant: keepsItsData,
  evaluate({ recipient, donor, plan }) {
    const group = groupOf({ recipient, donor });
    if (group.state === 'none') return pass(group.because);
    if (group.state === 'blind') return group.verdict;
    if (!donor.gtidPurged.ok) return blindTo('donor.gtidPurged', donor.gtidPurged);

    const [ours, theirs] = [parseGtidSet(recipient.gtidExecuted), parseGtidSet(donor.gtidExecuted)];
    const missing = countGtids(subtractGtids(theirs, ours));
    const threshold = recipient.variables.group_replication_clone_threshold ?? '';
    const cloneActive = clonePlugin(recipient.plugins)?.status === 'ACTIVE';
    const evidence = { group: group.name, missing, threshold, clonePlugin: cloneActive };
    // What the group itself has numbered may be news that the donor has not applied yet.
    const own = [...subtractGtids(ours, theirs).keys()].some((origin) => !origin.startsWith(group.name));
    if (own) {
      return pass(
        'the recipient has transactions of its own: the group turns it away, and it does not clone',
        { evidence },
      );
    }
    const purged = countGtids(subtractGtids(parseGtidSet(donor.gtidPurged.value), ours)) > 0;
    // Number, though it may be 2^63 - 1: nobody lacks as many that the last digits decide.
    const many = missing >= Number(threshold) && clonable(recipient.identity.version, group.online);
    if (!purged && !(many && cloneActive)) {
      return pass('START GROUP_REPLICATION fetches what the recipient lacks from the binary logs', {
        evidence,
      });
    }
    const others = group.online.length - 1;
    const lack = `${missing} transaction(s) are missing on the recipient`;
    if (purged && !many && others > 0) {
      if (plan.expectDataLoss) return pass(`${lack}, which the donor has purged`, { evidence });
      return unknown(
        `${lack}, which the donor has purged; whether one of ${others} more member(s) has them is not known`,
        { evidence, remedy: [askTheOthers(group.online, group.self)] },
      );
    }
    if (!cloneActive) {
      return warn(
        `${lack}, which no member has in its binary logs any more, and its clone plugin is not active`,
        {
          meaning: 'START GROUP_REPLICATION keeps its data and leaves it in the state ERROR (MY-013467).',
          evidence,
          remedy: [{ on: 'recipient', kind: 'sql', text: "INSTALL PLUGIN clone SONAME 'mysql_clone.so';" }],
        },
      );
    }
    const because = many
      ? `${lack}, and its group_replication_clone_threshold is ${threshold}`
      : `${lack}, which no member has in its binary logs any more`;
    const seen = `${because}: START GROUP_REPLICATION would clone`;
    if (plan.expectDataLoss) return pass(`${seen}; its data is expected to go`, { evidence });
    const schemas = recipient.userSchemas;
    if (!schemas.ok) return blindTo('recipient.userSchemas', schemas);
    if (schemas.value.length === 0)
      return pass(`${seen}; the recipient has no schema to lose by it`, { evidence });
    return warn(seen, {
      meaning: `It does so by itself${
        recipient.variables.group_replication_start_on_boot === 'ON' ? ', at the next restart as well' : ''
      }: the schemas of the recipient go before anything comes, and where the clone then fails they stay gone.`,
      evidence,
      remedy: [...(many && !purged ? [noThreshold] : []), expectDataLoss],
    });
  },
});

/** Members of a version that the recipient cannot clone do not count (since 8.0.44 they do, and are refused later). */
const clonable = (own: string, online: readonly GroupMember[]) => {
  const numbers = own.replace(/-.*/, '');
  return online.some(({ version }) => versionsCloneCompatible(numbers, version).compatible !== false);
};

const noThreshold: Remedy = {
  on: 'recipient',
  kind: 'sql',
  text: 'SET PERSIST group_replication_clone_threshold = DEFAULT;',
};

const askTheOthers = (online: readonly GroupMember[], self: GroupMember): Remedy => ({
  on: 'doctor',
  kind: 'manual',
  text: `Look at the others too: ${online
    .filter(({ id }) => id !== self.id)
    .map(({ host, port }) => `--donor ${host}:${port}`)
    .join(', ')}.`,
});
