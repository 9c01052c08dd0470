import type { Remedy } from '../../src/doctor/finding.js';
import type { Plan } from '../../src/evidence/evidence.js';

/** Only the form that replaces the recipient's own data loses any of it. */
export const keepsItsData = ({ dataDirectory }: Plan): string | undefined =>
  dataDirectory && "CLONE ... DATA DIRECTORY leaves the recipient's own data alone";

/** How to say that it is meant. */
export const expectDataLoss: Remedy = {
  on: 'doctor',
  kind: 'manual',
  text: 'Make sure that this is the right server, save what is needed, and add --expect-data-loss.',
};
