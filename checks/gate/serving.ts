import type { FactValues } from '../../src/evidence/evidence.js';

/** In how many sessions a server is the donor of a clone that runs now; its own clone_status says nothing of them. */
export const servingSessions = (sessions: FactValues['sessions']): number =>
  sessions
    .filter(({ command }) => command.toLowerCase() === 'clone')
    .reduce((sum, { count }) => sum + count, 0);
