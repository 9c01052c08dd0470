import { exitCodeOf } from '../doctor/exit-code.js';
import type { Finding, FindingStatus } from '../doctor/finding.js';
import { predict } from '../doctor/predict.js';
import type { DoctorError } from '../doctor-error.js';
import { plannedCopy } from '../evidence/copy.js';
import type { Evidence, FactName, Target } from '../evidence/evidence.js';
import { isAsked } from '../evidence/one-sided.js';
import { productOf } from '../evidence/product.js';
import type { ErrorReport, Report, ReportTarget } from './schema.js';
import { cloneStatement } from './statement.js';

/** Puts together what is said about a pair of servers, for every format alike. */
export function makeReport(evidence: Evidence, findings: Finding[], toolVersion: string): Report {
  const { recipient, donor, plan } = evidence;
  return {
    schemaVersion: '1.0',
    tool: { name: 'mysql-clone-doctor', version: toolVersion },
    collectedAt: evidence.collectedAt,
    targets: [targetOf('recipient', recipient), ...(donor ? [targetOf('donor', donor)] : [])],
    plan: { ...plan, statement: cloneStatement(plan) },
    prediction: predict(findings),
    copy: findings.some(({ settles }) => settles) ? null : plannedCopy(evidence),
    summary: countByStatus(findings),
    findings,
    exitCode: exitCodeOf(findings),
  };
}

/** The document that stands for a report when there is nothing to judge. */
export const makeErrorReport = (error: DoctorError, toolVersion: string): ErrorReport => ({
  schemaVersion: '1.0',
  tool: { name: 'mysql-clone-doctor', version: toolVersion },
  error: { kind: error.kind, message: error.message, hint: error.hint ?? null },
  exitCode: 3,
});

function targetOf(role: ReportTarget['role'], { address, hostVantage, facts }: Target): ReportTarget {
  const identity = facts.identity.ok ? facts.identity.value : undefined;
  return {
    role,
    address,
    version: identity?.version ?? null,
    product: identity ? productOf(identity).product : null,
    serverUuid: identity?.serverUuid ?? null,
    hostVantage,
    unseen: Object.entries(facts).flatMap(([fact, collected]) =>
      collected.ok || !isAsked(role, fact as FactName)
        ? []
        : [{ fact, reason: collected.reason, detail: collected.detail }],
    ),
  };
}

function countByStatus(findings: readonly Finding[]): Record<FindingStatus, number> {
  const summary = { pass: 0, warn: 0, fail: 0, unknown: 0, skip: 0 };
  for (const { status } of findings) summary[status]++;
  return summary;
}
