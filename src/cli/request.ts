import { userInfo } from 'node:os';
import { parseAddress, parsePort } from '../connection/address.js';
import { parseCommand } from '../connection/command.js';
import { type Endpoint, locate } from '../connection/endpoint.js';
import { DoctorError } from '../doctor-error.js';
import type { Plan } from '../evidence/evidence.js';
import type { GatherRequest } from '../probe/gather.js';
import type { GatherOptions } from './options.js';

/**
 * Makes of the command line what is to be gathered.
 *
 * @throws {DoctorError} that names the option and the value that cannot be right.
 */
export function requestOf(options: GatherOptions, toolVersion: string): GatherRequest {
  const { donor } = options;
  const user = options.user ?? userInfo().username;
  const password = options.password ?? process.env.MYSQL_PWD;
  const donorUser = options.donorUser ?? user;
  const port = options.port === undefined ? undefined : parsePort(options.port, '--port');
  const donorEndpoint: Endpoint | undefined =
    donor === undefined
      ? undefined
      : { at: parseAddress(donor, '--donor'), user: donorUser, password: options.donorPassword ?? password };
  return {
    recipient: {
      endpoint: { at: locate({ ...options, port }), user, password },
      via: commandOf(options.via, '--via'),
      viaOption: '--via',
    },
    donor: donorEndpoint && {
      endpoint: donorEndpoint,
      via: commandOf(options.donorVia, '--donor-via'),
      viaOption: '--donor-via',
    },
    plan: planOf(options, donorUser),
    toolVersion,
    timeoutMs: timeoutOf(options),
  };
}

const commandOf = (text: string | undefined, option: string) =>
  text === undefined ? undefined : parseCommand(text, option);

function planOf(options: GatherOptions, donorUser: string): Plan {
  const { donor, cloneFrom, dataDirectory } = options;
  const named = cloneFrom ?? donor;
  if (dataDirectory !== undefined && !dataDirectory.startsWith('/')) {
    throw new DoctorError(`--data-directory: '${dataDirectory}' is not an absolute path`);
  }
  return {
    ...(named !== undefined && {
      cloneFrom: parseAddress(named, cloneFrom === undefined ? '--donor' : '--clone-from'),
    }),
    ...(dataDirectory !== undefined && { dataDirectory }),
    donorUser,
    cloneSsl: options.cloneSsl,
    restartPolicy: options.restartPolicy,
  };
}

function timeoutOf({ timeout }: GatherOptions): number {
  if (timeout > 0 && timeout <= 3600) return Math.ceil(timeout * 1000);
  throw new DoctorError(`--timeout: '${timeout}' is not a number of seconds from 0 to 3600`);
}
