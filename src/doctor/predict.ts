import type { Finding, Outcome, Prediction, Stage } from './finding.js';

const stages: readonly Stage[] = ['gate', 'copy', 'restart', 'start', 'after'];

/** Within one stage the worst comes first: the clone ends there in the worst way that something asks for. */
const outcomesByHarm: readonly Outcome[] = ['donor-loss', 'dead', 'wiped', 'down', 'lossy', 'refused'];

/**
 * Says what the clone would do as a whole.
 *
 * The first stage with a failure is where it ends today. A stage before it, or the stages up to the end when
 * nothing fails, in which a check could not see, makes the outcome `unknown`: nobody can say that the clone
 * gets past it. What comes behind is told in `then`.
 *
 * A server that stays down is not at the end of its story: the data is there, somebody starts it, and what
 * that start meets is how the clone really ends.
 */
export function predict(findings: readonly Finding[]): Prediction {
  const [first, ...then] = stages.flatMap((stage) => endOf(stage, findings)).reduce(startedByHand, []);
  return {
    outcome: first?.outcome ?? 'ok',
    ...(first && { stage: first.stage }),
    ...errorSeen(first, findings),
    because: first?.because ?? [],
    then,
    leaks: idsOf(findings.filter((f) => f.consequence === 'leak' && ['warn', 'fail'].includes(f.status))),
    blind: idsOf(findings.filter(isBlind)),
  };
}

/** Takes an end together with a `down` right before it. */
function startedByHand(ends: End[], end: End): End[] {
  const before = ends.at(-1);
  if (before?.outcome !== 'down') return [...ends, end];
  return [...ends.slice(0, -1), { ...end, because: [...before.because, ...end.because] }];
}

interface End {
  outcome: Outcome;
  stage: Stage;
  because: string[];
}

function endOf(stage: Stage, all: readonly Finding[]): End[] {
  const findings = all.filter((f) => f.stage === stage);
  const failures = findings.filter((f) => f.status === 'fail' && endsTheClone(f));
  const outcome = outcomesByHarm.find((harm) => failures.some((f) => f.consequence === harm));
  if (outcome) return [{ outcome, stage, because: idsOf(failures.filter((f) => f.consequence === outcome)) }];
  const blind = findings.filter(isBlind);
  return blind.length > 0 ? [{ outcome: 'unknown', stage, because: idsOf(blind) }] : [];
}

const endsTheClone = (f: Finding) => f.consequence !== 'leak' && f.consequence !== 'none';

/** A check that was skipped for want of a donor, or left out, is as blind as one that was denied its facts. */
const isBlind = (f: Finding) =>
  endsTheClone(f) && (f.status === 'unknown' || (f.status === 'skip' && f.evidence.missing !== undefined));

/**
 * The error that the client would see on the way to where the clone ends: that of the first problem in the
 * registry's order, which is the server's own order of checking. A warning can carry one as well: a server
 * that is not managed answers 3707, and comes back all the same where its unit restarts a clean exit.
 */
function errorSeen(
  end: End | undefined,
  findings: readonly Finding[],
): Pick<Prediction, 'errno' | 'donorErrno'> {
  const reached = stages.slice(0, end ? stages.indexOf(end.stage) + 1 : stages.length);
  const decisive = reached
    .flatMap((stage) => findings.filter((f) => f.stage === stage))
    .find((f) => f.errno !== undefined && (f.status === 'warn' || f.status === 'fail'));
  return {
    ...(decisive?.errno !== undefined && { errno: decisive.errno }),
    ...(decisive?.donorErrno !== undefined && { donorErrno: decisive.donorErrno }),
  };
}

const idsOf = (findings: readonly Finding[]) => findings.map((f) => f.id);
