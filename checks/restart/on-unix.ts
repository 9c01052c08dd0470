import type { Plan } from '../../src/evidence/evidence.js';
import type { Identity } from '../../src/evidence/server-facts.js';
import { runsOnWindows } from '../../src/evidence/windows.js';
import { noRestart } from './no-restart.js';

/** On Windows mysqld is its own monitoring process, and nothing that starts services has a part in the restart. */
export const onUnix = (plan: Plan, recipient: Identity | undefined): string | undefined =>
  noRestart(plan) ??
  (recipient && runsOnWindows(recipient)
    ? 'on Windows mysqld restarts itself: see restart/monitoring-process'
    : undefined);
