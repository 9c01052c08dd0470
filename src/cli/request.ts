import { parseCommand } from '../connection/command.js';
import { type Endpoint, endpointOf } from '../connection/endpoint.js';
import { realFiles } from '../connection/files.js';
import type { Connections } from '../connection/resolve.js';
import type { Settings } from '../connection/settings.js';
import { sshCommand } from '../connection/ssh.js';
import { DoctorError } from '../doctor-error.js';
import type { Plan } from '../evidence/evidence.js';
import type { GatherRequest, HostAccess } from '../probe/gather.js';
import { askPassword } from './ask-password.js';
import { connectionsOf } from './connections.js';
import { loginName } from './login-name.js';
import type { Passwords } from './normalise.js';
import type { GatherOptions } from './options.js';
import { plannedBy } from './plan.js';
import { canAsk } from './terminal.js';

/**
 * Makes of the command line what is to be gathered. Passwords that were left out are asked for; what should be known
 * about the rest goes to stderr.
 *
 * @throws {DoctorError} that names the option and the value that cannot be right.
 */
export async function requestOf(
  options: GatherOptions & { passwords: Passwords },
  toolVersion: string,
): Promise<GatherRequest> {
  const { passwords } = options;
  const connections = connectionsOf(options, passwords);
  const request = makeRequest(options, connections, toolVersion);
  for (const text of [...connections.warnings, ...passwordWarning(connections)]) {
    process.stderr.write(`mysql-clone-doctor: warning: ${text}\n`);
  }
  await askFor(connections, request);
  return request;
}

function makeRequest(
  options: GatherOptions,
  { recipient, donor }: Connections,
  toolVersion: string,
): GatherRequest {
  const timeoutMs = timeoutOf(options);
  const login = loginName();
  const recipientEndpoint = endpointOf(recipient, login, realFiles);
  const donorEndpoint = donor.host && endpointOf(donor, login, realFiles);
  return {
    recipient: {
      endpoint: recipientEndpoint,
      host: accessOf(options, '', timeoutMs),
    },
    donor: donorEndpoint && { endpoint: donorEndpoint, host: accessOf(options, 'donor-', timeoutMs) },
    plan: planOf(options, donor, donorEndpoint || undefined, login),
    toolVersion,
    timeoutMs,
  };
}

/** How the host of one side is looked at. */
function accessOf(options: GatherOptions, side: '' | 'donor-', timeoutMs: number): HostAccess {
  const [via, ssh, sudo] = side
    ? [options.donorVia, options.donorSsh, options.donorSudo]
    : [options.via, options.ssh, options.sudo];
  if (via !== undefined && ssh !== undefined) {
    throw new DoctorError(`--${side}via and --${side}ssh both say how to reach one host`, {
      hint: 'give one',
    });
  }
  const asRoot = sudo ? ['sudo', '-n'] : [];
  const command =
    via !== undefined
      ? parseCommand(via, `--${side}via`)
      : ssh !== undefined
        ? sshCommand(ssh, `--${side}ssh`, timeoutMs, canAsk())
        : undefined;
  return {
    wanted: !options.noHost,
    command: command && [...command, ...asRoot],
    shown: ssh === undefined ? undefined : ['ssh', ssh, ...asRoot],
    mayAsk: via === undefined && ssh !== undefined && canAsk(),
    local: asRoot,
    option: `--${side}via`,
    tryOptions: side === '' && options.validateConfig,
  };
}

function planOf(
  options: GatherOptions,
  donor: Settings,
  donorEndpoint: Endpoint | undefined,
  login: string,
): Plan {
  const planned = plannedBy(options);
  if (!planned.cloneFrom && donorEndpoint && 'socket' in donorEndpoint.at) {
    throw new DoctorError('the donor is reached by a socket, and a CLONE statement names a host and a port', {
      hint: 'add --clone-from HOST:PORT',
    });
  }
  return {
    ...(donorEndpoint && 'host' in donorEndpoint.at && { cloneFrom: donorEndpoint.at }),
    donorUser: donor.user?.value || login,
    cloneSsl: 'preferred',
    restartPolicy: 'any',
    ...planned,
  };
}

function timeoutOf({ timeout }: GatherOptions): number {
  if (timeout > 0 && timeout <= 3600) return Math.ceil(timeout * 1000);
  throw new DoctorError('--timeout: give a number of seconds above 0, 3600 at most');
}

/** As MySQL's clients do, also where the process list shows it only for a moment. */
function passwordWarning({ recipient, donor }: Connections): string[] {
  const given = [recipient.password, donor.password].find(
    (setting) => setting?.value && setting.source.startsWith('-'),
  );
  return given
    ? [
        `a password on the command line (${given.source}) can be read by others; MYSQL_PWD or a login path hide it`,
      ]
    : [];
}

/** Asks once for a password that both sides share. */
async function askFor({ recipient, donor }: Connections, request: GatherRequest): Promise<void> {
  const ask = async (settings: Settings, endpoint: Endpoint, what: string) => {
    if (!settings.password || settings.password.value !== undefined) return;
    endpoint.password = await askPassword(`password of '${endpoint.user}' on the ${what}: `);
  };
  await ask(recipient, request.recipient.endpoint, 'recipient');
  if (!request.donor) return;
  if (donor.password === recipient.password)
    request.donor.endpoint.password = request.recipient.endpoint.password;
  else await ask(donor, request.donor.endpoint, 'donor');
}
