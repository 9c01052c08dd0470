import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Connection } from 'mysql2';
import type { Endpoint } from '../../connection/endpoint.js';
import { DoctorError } from '../../doctor-error.js';
import type { Collected } from '../../evidence/collected.js';
import type { FactValues } from '../../evidence/evidence.js';
import type { Limits } from '../limits.js';
import { certificatesOf } from './certificates.js';
import { connectionError, type DriverError } from './connection-error.js';
import type { Row } from './server-fact.js';
import { prepareTls, type Tls, useTls } from './tls.js';
import { unencrypted } from './unencrypted.js';

/** What a statement of a batch gave: its rows, or the server's error. */
export type Answer = { rows: Row[] } | { errno: number; message: string };

/** One connection to a server, on which only questions are asked. */
export class Session {
  readonly #connection: Connection;
  readonly #timeoutMs: number;

  private constructor(connection: Connection, timeoutMs: number) {
    this.#connection = connection;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Connects, with TLS and the account's way to prove itself as MySQL's own clients would.
   *
   * @throws {DoctorError} that names host, port, user and what to do next.
   */
  static async open(endpoint: Endpoint, { timeoutMs, signal }: Limits): Promise<Session> {
    const { at, tls } = endpoint;
    // Nobody listens in on a socket of this machine: only what insists on TLS has it there.
    const wantsTls = tls.mode !== 'DISABLED' && !('socket' in at && tls.mode === 'PREFERRED');
    const prepared = wantsTls ? prepareTls(endpoint) : undefined;
    const { default: mysql } = await import('mysql2');
    const attempt = (encrypted: Tls | undefined) =>
      new Promise<Connection>((resolve, reject) => {
        const connection = mysql.createConnection({
          ...('socket' in at ? { socketPath: at.socket } : at),
          user: endpoint.user,
          ...(endpoint.password !== undefined && { password: endpoint.password }),
          // What TLS is to be, useTls says; the driver only has to ask for it.
          ...(encrypted && { ssl: {} }),
          ...(!encrypted && !('socket' in at) && { authPlugins: unencrypted(endpoint, mysql.authPlugins) }),
          enableCleartextPlugin: endpoint.cleartext,
          connectTimeout: timeoutMs,
          multipleStatements: true,
          disableEval: true,
          dateStrings: true,
          supportBigNumbers: true,
          typeCast: (field) => field.string(),
          flags: ['-LOCAL_FILES'],
        });
        if (encrypted) useTls(connection, encrypted);
        connection.once('error', reject);
        const stop = () => {
          connection.destroy();
          reject(new DoctorError('stopped', { kind: 'internal' }));
        };
        if (signal?.aborted) stop();
        signal?.addEventListener('abort', stop, { once: true });
        connection.connect((error) => {
          if (!error) return resolve(connection);
          connection.destroy();
          reject(error);
        });
      });
    try {
      const connection = await attempt(prepared).catch((error: DriverError) => {
        if (error.code === 'HANDSHAKE_NO_SSL_SUPPORT' && tls.mode === 'PREFERRED') return attempt(undefined);
        throw error;
      });
      return new Session(connection, timeoutMs);
    } catch (error) {
      throw error instanceof DoctorError ? error : connectionError(endpoint, error as DriverError);
    }
  }

  /**
   * Asks all statements in as few round trips as the server allows: one, and one more for each statement that
   * it refuses, because an error ends a batch.
   *
   * @param onRows gets the rows of each statement as soon as they are complete, while others are still to come.
   */
  async ask(
    statements: readonly string[],
    onRows: (statement: string, rows: Row[]) => void = () => {},
  ): Promise<Answer[]> {
    const answers: Answer[] = [];
    while (answers.length < statements.length) {
      answers.push(...(await this.#batch(statements.slice(answers.length), onRows)));
    }
    return answers;
  }

  #batch(statements: readonly string[], onRows: (statement: string, rows: Row[]) => void): Promise<Answer[]> {
    return new Promise((resolve, reject) => {
      const answers: { rows: Row[] }[] = [];
      const tellLast = () => {
        const [statement, last] = [statements[answers.length - 1], answers.at(-1)];
        if (statement !== undefined && last) onRows(statement, last.rows);
      };
      const query = this.#connection.query(statements.join(';\n'));
      // Each statement has its time by itself, and the server the first word on whether it is over.
      const timer = setTimeout(() => {
        this.#connection.destroy();
        reject(silent(this.#timeoutMs));
      }, this.#timeoutMs + GRACE_MS);
      query.on('fields', () => {
        timer.refresh();
        tellLast();
        answers.push({ rows: [] });
      });
      query.on('result', (row: Row) => answers.at(-1)?.rows.push(row));
      query.on('end', () => {
        clearTimeout(timer);
        tellLast();
        resolve(answers);
      });
      query.on('error', (error: DriverError) => {
        clearTimeout(timer);
        if (error.errno === undefined || error.fatal) return reject(lost(error));
        if (error.errno === ER_MUST_CHANGE_PASSWORD) return reject(expired());
        const answer = { errno: error.errno, message: error.sqlMessage ?? error.message };
        // A statement can fail after its columns were sent, or between its rows: then its half-read answer is dropped.
        const { _resultIndex: complete } = query as unknown as { _resultIndex: number };
        if (answers.length === complete) tellLast();
        resolve([...answers.slice(0, complete), answer]);
      });
    });
  }

  /** The two ends of a TCP connection; null for a socket. */
  get ends(): FactValues['connection'] {
    const { localAddress, remoteAddress, remotePort } = (this.#connection as unknown as { stream: Socket })
      .stream;
    return localAddress !== undefined && remoteAddress !== undefined && remotePort !== undefined
      ? { from: localAddress, to: { address: remoteAddress, port: remotePort } }
      : null;
  }

  /** Whether both ends of the connection are on this machine: a socket, or one address on both ends. */
  get isLocal(): boolean {
    const { ends } = this;
    return ends === null || ends.from === ends.to.address;
  }

  /** What the server shows of itself by TLS, where this connection uses it. */
  get certificates(): Collected<FactValues['certificates']> {
    const { stream } = this.#connection as unknown as { stream: Socket | TLSSocket };
    return 'encrypted' in stream
      ? { ok: true, value: certificatesOf(stream) }
      : { ok: false, reason: 'not-collected', detail: 'the connection does not use TLS' };
  }

  close(): void {
    this.#connection.destroy();
  }
}

/** What a server with disconnect_on_expired_password=OFF answers to every statement. */
const ER_MUST_CHANGE_PASSWORD = 1820;

const expired = () =>
  new DoctorError("the account's password has expired: the server answers no question", {
    kind: 'access-denied',
    hint: 'ALTER USER ... IDENTIFIED BY a new one',
  });

/** What the server's own limit (max_execution_time) has before the client gives up. */
const GRACE_MS = 1000;

const silent = (timeoutMs: number) =>
  new DoctorError(`the server did not answer a statement within ${timeoutMs / 1000} s`, {
    kind: 'timeout',
    hint: 'try again, or allow more time with --timeout',
  });

const lost = (error: DriverError) =>
  new DoctorError(`the connection was lost while the server was asked: ${error.message}`, {
    kind: 'unreachable',
    hint: 'try again',
  });
