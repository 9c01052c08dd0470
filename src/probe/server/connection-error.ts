import { type Endpoint, nameOf } from '../../connection/endpoint.js';
import { DoctorError, type DoctorErrorKind } from '../../doctor-error.js';
import { NEEDS_SECURE_CONNECTION } from './unencrypted.js';

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
    hint: 'name the right one with --socket, or the server with --host (localhost means the socket; --protocol=TCP)',
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
    hint:
      'check the user, the password (MYSQL_PWD or --password) and the host part of the account; ' +
      '--print-connection shows where they come from',
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
  ER_SECURE_TRANSPORT_REQUIRED: {
    kind: 'tls',
    what: 'the server allows only encrypted connections',
    hint: 'leave --ssl-mode=DISABLED out',
  },
  ER_PLUGIN_IS_NOT_LOADED: {
    kind: 'access-denied',
    what: "the server has not loaded the plugin of the account's authentication",
    hint: 'load it, or use another account',
  },
  HANDSHAKE_NO_SSL_SUPPORT: {
    kind: 'tls',
    what: 'the server offers no TLS',
    hint: 'set it up there, or allow a connection without it: --ssl-mode=PREFERRED',
  },
  [NEEDS_SECURE_CONNECTION]: {
    kind: 'tls',
    what: 'caching_sha2_password would have to send the password without TLS',
    hint: 'use TLS (--ssl-mode), or have the password hidden by a key: --get-server-public-key',
  },
  MYSQL_CLEAR_PASSWORD_NOT_ENABLED: {
    kind: 'access-denied',
    what: 'the server wants the password as it is (mysql_clear_password, as for LDAP and PAM)',
    hint:
      'allow it with --enable-cleartext-plugin, with --ssl-mode=VERIFY_IDENTITY only; where it is the password of a ' +
      'second factor, use another account: the doctor has one password, and so has the CLONE statement',
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
  const { kind, what, hint } = explain(endpoint, error);
  const details = error.sqlMessage ? ` (${error.errno}: ${error.sqlMessage})` : '';
  return new DoctorError(`cannot connect to ${nameOf(endpoint)} as '${endpoint.user}': ${what}${details}`, {
    kind,
    hint,
  });
}

function explain(endpoint: Endpoint, error: DriverError): Explanation {
  const known = explanations[error.code ?? ''];
  if (known) return error.code === 'ER_ACCESS_DENIED_ERROR' ? withTlsAdvice(known, endpoint) : known;
  const plugin = /unknown plugin (\w+)/.exec(error.message)?.[1];
  if (plugin !== undefined) return unknownPlugin(plugin);
  if (error.sqlMessage) return { kind: 'unreachable', what: 'the server refused', hint: 'see its message' };
  // With TLSv1.3 the server's word on a client's certificate comes after the handshake.
  if (/^(HANDSHAKE_SSL_ERROR$|ERR_SSL_)/.test(error.code ?? '')) return tlsTrouble(error, endpoint);
  if (isProtocolTrouble(error)) return notMysql;
  return {
    kind: 'unreachable',
    what: error.message || String(error.code),
    hint: 'check host, port and network',
  };
}

/** The server gives the same answer where it wants TLS or a certificate of this account. */
function withTlsAdvice(explanation: Explanation, { at, tls }: Endpoint): Explanation {
  const plain = tls.mode === 'DISABLED' || ('socket' in at && tls.mode === 'PREFERRED');
  if (!plain && tls.cert) return explanation;
  const advice = plain
    ? 'an account that REQUIREs SSL needs --ssl-mode=REQUIRED'
    : 'an account that REQUIREs X509 needs --ssl-cert and --ssl-key';
  return { ...explanation, hint: `${explanation.hint}; ${advice}` };
}

/** What mysql2 has no part for, by the name of the plugin that the server asks the client for. */
const otherPlugins: readonly (readonly [RegExp, string])[] = [
  [/ldap/, 'LDAP'],
  [/kerberos|gssapi/, 'Kerberos'],
  [/webauthn|fido/, 'a security key (WebAuthn)'],
  [/oci/, 'Oracle Cloud'],
  [/openid/, 'OpenID Connect'],
  [/dialog|pam/, 'PAM'],
  [/ed25519|parsec/, "a method of MariaDB's"],
  [/windows/, 'Windows'],
];

function unknownPlugin(plugin: string): Explanation {
  const method = otherPlugins.find(([pattern]) => pattern.test(plugin))?.[1];
  return {
    kind: 'access-denied',
    what: `the account proves itself by ${method ? `${method} (${plugin})` : plugin}, which the doctor cannot do`,
    hint: 'use an account with caching_sha2_password',
  };
}

function tlsTrouble({ message }: DriverError, { tls }: Endpoint): Explanation {
  // What hangs up in the middle of the handshake does not speak TLS where MySQL would.
  if (/ECONNRESET|disconnected|wrong version number|socket hang up/i.test(message)) return notMysql;
  // OpenSSL's line has its places in the source around the reason.
  const reason = /SSL routines:[^:]*:([^:\n]+)/.exec(message)?.[1] ?? message.trim();
  // An alert is the server's.
  if (tls.mode.startsWith('VERIFY_') && !/\balert\b/.test(reason)) {
    return {
      kind: 'tls',
      what: `the server's certificate is not accepted (${tls.mode}): ${reason}`,
      hint: 'check --ssl-ca and the host name, and that the server is the one it claims to be',
    };
  }
  return {
    kind: 'tls',
    what: `the TLS handshake failed: ${reason}`,
    hint: 'check --tls-version, --ssl-cert and --ssl-key against the server',
  };
}

/** What the driver runs into when bytes are not what the protocol says; ERR_... are Node's own reading errors. */
const isProtocolTrouble = ({ code = '', message }: DriverError) =>
  ['PROTOCOL_CONNECTION_LOST', 'ECONNRESET'].includes(code) ||
  code.startsWith('ERR_') ||
  /packet|protocol|handshake|ssl routines/i.test(`${code} ${message}`);
