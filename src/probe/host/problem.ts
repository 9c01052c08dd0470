import type { Missing } from '../../evidence/collected.js';
import { missing } from './facts.js';
import { type Identity, pidFilePath } from './identity.js';
import { natural } from './numbers.js';
import { one, type Records } from './records.js';
import { ANOTHER_HOST, INSIDE_CONTAINER, mayLook } from './remedies.js';

/** Why the script found no process that is proved to be the server; undefined when it found one. */
export function problemOf(records: Records, identity: Identity): Missing | undefined {
  const problem = one(records, 'problem');
  if (problem === undefined) return undefined;

  const host = one(records, 'probe.host') ?? '';
  const pid = one(records, 'problem.pid') ?? '';
  const probeUid = natural(one(records, 'probe.euid'));
  const pidFile = pidFilePath(identity);
  switch (problem) {
    case 'denied':
      return missing(
        'denied',
        `process ${pid.replaceAll(' ', ' or ')} may be the server, but the probe may not read its pid file ${pidFile} ` +
          'or its auto.cnf',
        mayLook(probeUid, pid.includes(' ') ? undefined : natural(one(records, 'problem.euid'))),
      );
    case 'hidden':
      return missing(
        'denied',
        'the processes of other users are hidden from the probe (/proc is mounted with hidepid)',
        mayLook(probeUid, undefined),
      );
    case 'foreign':
      return missing(
        'error',
        `the host's server is another one: the data directory of process ${pid} on ${host} has server_uuid ` +
          `${one(records, 'problem.uuid')}, the server at port ${identity.port} has ${identity.serverUuid}`,
        ANOTHER_HOST,
      );
    case 'unproved':
      return missing(
        'error',
        `process ${pid} has the pid file ${pidFile}, but no auto.cnf with a server-uuid in its data directory ` +
          'proves it to be the server',
      );
    case 'ambiguous':
      return missing(
        'error',
        `several processes on ${host} have the pid file ${pidFile} and server_uuid ${identity.serverUuid}, each in ` +
          'its own container',
        INSIDE_CONTAINER,
      );
    case 'absent':
      return missing('error', absent(records, identity, host, pidFile), ANOTHER_HOST);
    case 'ended':
      return missing('error', 'the server ended while the probe looked at it');
    case 'no-proc':
      return missing('unsupported', 'the host has no Linux /proc');
    default:
      return missing('error', `the host probe reports an unknown problem: ${problem}`);
  }
}

function absent(records: Records, identity: Identity, host: string, pidFile: string): string {
  const stale = one(records, 'problem.stale');
  const others = natural(one(records, 'problem.others')) ?? 0;
  const clues = [
    host === identity.hostname ? '' : `this host is ${host}, the server's is ${identity.hostname}`,
    stale ? `that file names ${stale}, which is no mysqld` : '',
    others > 0 ? `${others} other mysqld here` : '',
  ].filter(Boolean);
  return (
    `no mysqld with pid file ${pidFile} on this host${clues.length > 0 ? ` (${clues.join('; ')})` : ''}: ` +
    'the command given with --via reaches another host or container?'
  );
}
