import type { Plan } from '../../src/evidence/evidence.js';

/** Only the form that replaces the recipient's own data restarts the server. */
export const noRestart = ({ dataDirectory }: Plan): string | undefined =>
  dataDirectory && 'CLONE ... DATA DIRECTORY does not restart the server';
