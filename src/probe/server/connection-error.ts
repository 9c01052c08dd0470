import { type Endpoint, nameOf } from '../../connection/endpoint.js';
import { DoctorError, type DoctorErrorKind } from '../../doctor-error.js';

/** What the driver throws: its own errors and Node's have a code, the server's have number and message too. */
export interface DriverError extends Error {
  code?: string;
  errno?: number;
  sqlMessage?: string;
  fatal?: boolean;
}

interface Explanation {
  kind: DoctorErrorKind;
  what: string;
  hint: string;
}

/** By the driver's error codes (mysql2 takes the server's from its list of error names). */
const explanations: Record<string, Explanation> = {
  ECONNREFUSED: {
    kind: 'unreachable',
    what: 'nothing listens there',
    hint: 'is mysqld running, and are host and port right?',
  },
  ENOTFOUND: {
    kind: 'unreachable',
    what: 'the host name is not known',
    hint: 'check its spelling and the DNS',
  },
  EAI_AGAIN: { kind: 'unreachable', what: 'the host name cannot be looked up', hint: 'check the DNS' },
  EHOSTUNREACH: {
    kind: 'unreachable',
    what: 'no route to the host',
    hint: 'check the network and the firewall',
  },
  ENETUNREACH: { kind: 'unreachable', what: 'no route to the network', hint: 'check the network' },
  ENOENT: {
    kind: 'unreachable',
    what: 'there is no such socket',
    hint: 'name the right one with --socket, or the server with --host',
  },
  EACCES: {
    kind: 'unreachable',
    what: 'this user may not open the socket',
    hint: 'run as another user, or connect with --host',
  },
  ETIMEDOUT: {
    kind: 'timeout',
    what: 'no answer in time',
    hint: 'check the firewall, or allow more time with --timeout',
  },
  ER_ACCESS_DENIED_ERROR: {
    kind: 'access-denied',
    what: 'access denied',
    hint: 'check the user, the password (MYSQL_PWD or --password) and the host part of the account',
  },
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: {
    kind: 'access-denied',
    what: 'access denied',
    hint: 'the account cannot be used without a password or its socket user',
  },
  ER_HOST_NOT_PRIVILEGED: {
    kind: 'access-denied',
    what: 'the server accepts no account from this host',
    hint: "create the account for this host, for example 'doctor'@'%'",
  },
  ER_ACCOUNT_HAS_BEEN_LOCKED: {
    kind: 'access-denied',
    what: 'the account is locked',
    hint: 'ALTER USER ... ACCOUNT UNLOCK',
  },
  ER_MUST_CHANGE_PASSWORD_LOGIN: {
    kind: 'access-denied',
    what: "the account's password has expired",
    hint: 'ALTER USER ... IDENTIFIED BY a new one',
  },
  ER_CON_COUNT_ERROR: { kind: 'unreachable', what: 'too many connections', hint: 'try again later' },
  ER_HOST_IS_BLOCKED: {
    kind: 'access-denied',
    what: 'the server blocks this host',
    hint: 'TRUNCATE TABLE performance_schema.host_cache',
  },
};

const notMysql: Explanation = {
  kind: 'not-mysql',
  what: 'what answers there does not speak the MySQL protocol',
  hint: 'is it the port of the classic protocol (3306), not of X (33060) or of another program?',
};

/** One line for what kept a connection from being made. */
export function connectionError(endpoint: Endpoint, error: DriverError): DoctorError {
  const { kind, what, hint } = explain(error);
  const details = error.sqlMessage ? ` (${error.errno}: ${error.sqlMessage})` : '';
  return new DoctorError(`cannot connect to ${nameOf(endpoint)} as '${endpoint.user}': ${what}${details}`, {
    kind,
    hint,
  });
}

function explain(error: DriverError): Explanation {
  const known = explanations[error.code ?? ''];
  if (known) return known;
  if (error.sqlMessage) return { kind: 'unreachable', what: 'the server refused', hint: 'see its message' };
  if (isProtocolTrouble(error)) return notMysql;
  return {
    kind: 'unreachable',
    what: error.message || String(error.code),
    hint: 'check host, port and network',
  };
}

/** What the driver runs into when bytes are not what the protocol says; ERR_... are Node's own reading errors. */
const isProtocolTrouble = ({ code = '', message }: DriverError) =>
  ['PROTOCOL_CONNECTION_LOST', 'ECONNRESET', 'HANDSHAKE_SSL_ERROR'].includes(code) ||
  code.startsWith('ERR_') ||
  /packet|protocol|handshake|ssl routines/i.test(`${code} ${message}`);
