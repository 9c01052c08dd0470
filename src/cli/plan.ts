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
  joinGroup,
  dataDirectory,
  cloneSsl,
  restartPolicy,
  expectDataLoss,
  expectRestart,
  clientTimeout,
  bandwidth,
}: PlanOptions): Partial<Plan> {
  if (dataDirectory !== undefined && !dataDirectory.startsWith('/')) {
    throw new DoctorError(`--data-directory: '${dataDirectory}' is not an absolute path`);
  }
  if (joinGroup) {
    const [given] =
      Object.entries({ cloneFrom, dataDirectory, cloneSsl, clientTimeout }).find(
        ([, value]) => value !== undefined,
      ) ?? [];
    if (given !== undefined) {
      const option = given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      throw new DoctorError(`--join-group and --${option}: Group Replication itself decides about that`, {
        hint: 'give one',
      });
    }
  }
  requirePositive(clientTimeout, '--client-timeout', 'seconds');
  requirePositive(bandwidth, '--bandwidth', 'MiB a second');
  return {
    ...(cloneFrom !== undefined && { cloneFrom: parseAddress(cloneFrom, '--clone-from') }),
    ...(joinGroup && { joinGroup: true }),
    ...(dataDirectory !== undefined && { dataDirectory }),
    ...(cloneSsl && { cloneSsl }),
    ...(restartPolicy && { restartPolicy }),
    ...(expectDataLoss && { expectDataLoss: true }),
    ...(expectRestart && { expectRestart }),
    ...(clientTimeout !== undefined && { clientTimeout }),
    ...(bandwidth !== undefined && { bandwidth }),
  };
}

function requirePositive(value: number | undefined, option: string, unit: string): void {
  if (value === undefined || (value > 0 && Number.isFinite(value))) return;
  throw new DoctorError(`${option}: give a number of ${unit} above 0`);
}
