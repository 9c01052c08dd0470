import { parseAddress } from '../connection/address.js';
import { DoctorError } from '../doctor-error.js';
import type { Plan } from '../evidence/evidence.js';
import type { PlanOptions } from './options.js';

/**
 * What the command line says of the planned clone; what it leaves open is absent.
 *
 * @throws {DoctorError} that names the option and the value that cannot be right.
 */
export function plannedBy({
  cloneFrom,
  dataDirectory,
  cloneSsl,
  restartPolicy,
  expectDataLoss,
  expectRestart,
}: PlanOptions): Partial<Plan> {
  if (dataDirectory !== undefined && !dataDirectory.startsWith('/')) {
    throw new DoctorError(`--data-directory: '${dataDirectory}' is not an absolute path`);
  }
  return {
    ...(cloneFrom !== undefined && { cloneFrom: parseAddress(cloneFrom, '--clone-from') }),
    ...(dataDirectory !== undefined && { dataDirectory }),
    ...(cloneSsl && { cloneSsl }),
    ...(restartPolicy && { restartPolicy }),
    ...(expectDataLoss && { expectDataLoss: true }),
    ...(expectRestart && { expectRestart }),
  };
}
