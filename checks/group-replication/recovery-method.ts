import { plural } from '../../src/doctor/amount.js';
import { blindTo, defineCheck, fail, pass, unknown, type Verdict, warn } from '../../src/doctor/check.js';
import type { Remedy } from '../../src/doctor/finding.js';
import type { Collected } from '../../src/evidence/collected.js';
import type { GroupMember } from '../../src/evidence/server-facts.js';
import { expectDataLoss, keepsItsData } from '../data/own-data.js';
import { groupOf } from './group.js';
import { type Method, methodOf } from './method.js';

export default defineCheck({
  id: 'group-replication/recovery-method',
  title: 'The recipient can join its group, and loses nothing to a clone that nobody asked for',
  stage: 'gate',
  consequence: 'refused',
  why: `A joining member clones without being asked: where it lacks as many transactions as its
group_replication_clone_threshold or more, and where no ONLINE member has all that it lacks in its binary logs any more;
the threshold has no say in that second case. START GROUP_REPLICATION, or a restart with group_replication_start_on_boot,
is all that it takes, and the member's own data goes first. Where its clone plugin is not active it does not clone, and
ends in the state ERROR if the binary logs do not reach back far enough. A member with transactions that the group does
not have is turned away before any of that, with error 3092. With --join-group that is what the doctor predicts;
before a CLONE statement it is a warning.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-cloning.html',
    'plugin/group_replication/src/plugin_handlers/remote_clone_handler.cc: check_clone_preconditions()',
    'server errors MY-013469, MY-013470, MY-013467, MY-011526',
  ],
  needs: ['recipient.variables', 'donor.variables', 'donor.identity'],
  wishes: [
    'recipient.identity',
    'recipient.gtidExecuted',
    'recipient.plugins',
    'recipient.userSchemas',
    'donor.groupMembers',
    'donor.gtidExecuted',
    'donor.gtidPurged',
  ],
  irrelevant: keepsItsData,
  evaluate({ recipient, donor, plan }) {
    // A CLONE statement is none the worse for what a join would do.
    const said = (verdict: Verdict): Verdict =>
      plan.joinGroup ? verdict : { ...verdict, consequence: 'none' };
    const group = groupOf({ recipient, donor });
    if (group.state === 'blind') return said(group.verdict);
    if (group.state === 'none') return said(plan.joinGroup ? noGroup(group.because) : pass(group.because));
    const { variables, identity, gtidExecuted, plugins, userSchemas } = recipient;
    if (!identity.ok) return said(blindTo('recipient.identity', identity));
    if (!gtidExecuted.ok) return said(blindTo('recipient.gtidExecuted', gtidExecuted));
    if (!plugins.ok) return said(blindTo('recipient.plugins', plugins));
    if (!donor.gtidExecuted.ok) return said(blindTo('donor.gtidExecuted', donor.gtidExecuted));
    if (!donor.gtidPurged.ok) return said(blindTo('donor.gtidPurged', donor.gtidPurged));
    const method = methodOf({
      group,
      recipient: {
        variables,
        identity: identity.value,
        gtidExecuted: gtidExecuted.value,
        plugins: plugins.value,
      },
      donor: { gtidExecuted: donor.gtidExecuted.value, gtidPurged: donor.gtidPurged.value },
    });
    const others = group.online.filter(({ id }) => id !== group.self.id);
    if (plan.joinGroup) return ofJoin(method, others);
    const onBoot = variables.group_replication_start_on_boot === 'ON';
    return said(besideStatement(method, { expected: plan.expectDataLoss, others, userSchemas, onBoot }));
  },
});

/** What the planned join does. */
function ofJoin({ how, because, evidence }: Method, others: readonly GroupMember[]): Verdict {
  switch (how) {
    case 'clone':
      return pass(`${because}: START GROUP_REPLICATION clones${fromAny(others)}`, { evidence });
    case 'binary-logs':
      return pass(because, { evidence, settles: true });
    case 'unclear':
      return unknown(because, { evidence, remedy: [askTheOthers(others)] });
    case 'nothing':
      return fail(because, { meaning: noWay, evidence, settles: true, remedy: [installPlugin] });
    case 'turned-away':
      return fail(because, {
        meaning: 'START GROUP_REPLICATION ends with error 3092; nothing is harmed.',
        evidence,
        errno: 3092,
        settles: true,
        remedy: [
          {
            on: 'recipient',
            kind: 'manual',
            text: 'Where nobody needs these transactions, nor the data of the recipient: type CLONE INSTANCE FROM a member there, and join then.',
          },
        ],
      });
  }
}

interface Stake {
  expected: boolean | undefined;
  others: readonly GroupMember[];
  userSchemas: Collected<string[]>;
  onBoot: boolean;
}

/** What a join would do that nobody has planned, to data that nobody wants to lose by it. */
function besideStatement(
  { how, because, byThreshold, evidence }: Method,
  { expected, others, userSchemas, onBoot }: Stake,
): Verdict {
  if (how === 'nothing') return warn(because, { meaning: noWay, evidence, remedy: [installPlugin] });
  const seen = how === 'clone' ? `${because}: START GROUP_REPLICATION would clone` : because;
  if (how === 'turned-away' || how === 'binary-logs' || expected) return pass(seen, { evidence });
  if (!userSchemas.ok) return blindTo('recipient.userSchemas', userSchemas);
  if (userSchemas.value.length === 0)
    return pass(`${seen}; the recipient has no schema to lose by it`, { evidence });
  if (how === 'unclear') return unknown(seen, { evidence, remedy: [askTheOthers(others)] });
  return warn(seen, {
    meaning: `It does so by itself${onBoot ? ', at the next restart as well' : ''}: the schemas of the recipient go
before anything comes, and where the clone then fails they stay gone.`,
    evidence,
    remedy: [...(byThreshold ? [noThreshold] : []), expectDataLoss],
  });
}

const noWay = 'START GROUP_REPLICATION leaves it in the state ERROR (MY-013467); it keeps its data.';

const installPlugin: Remedy = {
  on: 'recipient',
  kind: 'sql',
  text: "INSTALL PLUGIN clone SONAME 'mysql_clone.so';",
};

/** Donors are tried in an order that nobody knows beforehand. */
const fromAny = (others: readonly GroupMember[]) =>
  others.length > 0
    ? `, from this donor or one of ${others.length} more ${plural(others.length, 'member')}`
    : '';

const noGroup = (because: string): Verdict =>
  fail(because, {
    meaning: 'START GROUP_REPLICATION does not bring it to this donor; nothing is harmed.',
    settles: true,
    remedy: [
      {
        on: 'doctor',
        kind: 'manual',
        text: 'Name an ONLINE member of the group with --donor, and set group_replication_group_name on the recipient.',
      },
    ],
  });

const noThreshold: Remedy = {
  on: 'recipient',
  kind: 'sql',
  text: 'SET PERSIST group_replication_clone_threshold = DEFAULT;',
};

const askTheOthers = (others: readonly GroupMember[]): Remedy => ({
  on: 'doctor',
  kind: 'manual',
  text: `Look at the others too: ${others.map(({ host, port }) => `--donor ${host}:${port}`).join(', ')}.`,
});
