import { amount, duration } from '../doctor/amount.js';
import type { Consequence, Outcome, Prediction, Stage } from '../doctor/finding.js';
import type { Copy } from '../evidence/copy.js';

/** What each outcome means to somebody who is about to type the statement. */
const outcomes: Record<Outcome, string> = {
  ok: "the clone succeeds, the server restarts and holds the donor's data",
  refused: 'the server refuses; the recipient keeps its data',
  wiped: "the recipient's data is dropped, and there is no clone to replace it",
  down: "the donor's data is copied, and then the server stays down until somebody starts it",
  dead: "the recipient's data is gone, and the server does not start any more",
  lossy: "the server comes back with a part of the donor's data missing",
  'donor-loss': 'the donor loses data',
  unknown: 'cannot be told: something that decides it could not be seen',
};

export const describeOutcome = (outcome: Outcome): string => outcomes[outcome];

/** What a failed check does, for people. */
export function describeConsequence(consequence: Consequence): string {
  if (consequence === 'leak') return 'a secret of the donor reaches the recipient';
  if (consequence === 'none') return 'the clone ends well all the same';
  return describeOutcome(consequence);
}

/** Where a clone meets a problem, for people. */
export const stages: Record<Stage, string> = {
  gate: 'before anything is touched',
  copy: "while the donor's data is copied; the recipient's own is gone by then",
  restart: 'at the end, when the server restarts itself',
  start: 'when the server starts on the cloned data',
  after: 'once the server is back',
};

/** The error that the client of the statement sees, for people; empty without one. */
export function describeError({ errno, donorErrno }: Pick<Prediction, 'errno' | 'donorErrno'>): string {
  if (errno === undefined) return '';
  return donorErrno === undefined ? `error ${errno}` : `error ${errno} (${donorErrno} on the donor)`;
}

/** How a place is called where something is to be typed. */
export const places = {
  recipient: 'on the recipient, in a MySQL client',
  donor: 'on the donor, in a MySQL client',
  'recipient-host': "on the recipient's host, as root",
  'donor-host': "on the donor's host, as root",
  doctor: 'here',
} as const;

/** How much a clone copies, and for how long, as far as that is known. */
export function describeCopy({ bytes, limitMibPerSecond, minSeconds, aboutSeconds }: Copy): string {
  return [
    amount(bytes),
    ...(limitMibPerSecond === null ? [] : [`${limitMibPerSecond} MiB/s at most`]),
    ...(aboutSeconds !== null
      ? [`about ${duration(aboutSeconds)}`]
      : minSeconds !== null
        ? [`${duration(minSeconds)} or more`]
        : []),
  ].join(', ');
}
