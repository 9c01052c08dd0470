import type { Missing } from '../../evidence/collected.js';
import type { FactName, FactValues } from '../../evidence/evidence.js';

/** A row of a result, column by column as the server's text protocol gave it. */
export type Row = Record<string, string | null>;

/** One question to a server. Everything is read; nothing is ever changed. */
export interface ServerFact<Name extends FactName = FactName> {
  name: Name;
  /** One statement, without a closing semicolon. */
  sql: string;
  read(rows: Row[]): FactValues[Name];
  /** What the account needs for it, as GRANT statements name it; absent where every account may ask. */
  privilege?: string;
}

/** Keeps the type parameter of a fact that is written down as a constant. */
export const serverFact = <Name extends FactName>(fact: ServerFact<Name>): ServerFact<Name> => fact;

/** A column that the statement always gives. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined || value === null) throw new Error(`the server gave no ${column}`);
  return value;
}

/** A column that holds a whole number. */
export function integer(row: Row, column: string): number {
  const value = Number(text(row, column));
  if (!Number.isSafeInteger(value)) throw new Error(`the server gave ${column} = ${row[column]}`);
  return value;
}

const deniedErrors = new Set([1044, 1045, 1095, 1142, 1143, 1227, 1370, 1410]);
/** Unknown table, column, variable, or database: another product or an older version. */
const unsupportedErrors = new Set([1049, 1054, 1109, 1146, 1193, 1305]);
/** max_execution_time (MySQL), max_statement_time (MariaDB), a killed query. */
const timeoutErrors = new Set([1317, 1969, 3024]);

/**
 * What a server's error says about a fact.
 *
 * @param grantee the account of the session as a GRANT statement names it.
 */
export function missingBecause(fact: ServerFact, errno: number, message: string, grantee: string): Missing {
  if (deniedErrors.has(errno)) {
    const grant = fact.privilege && `GRANT ${fact.privilege} TO ${grantee};`;
    return { ok: false, reason: 'denied', detail: message, ...(grant && { grant }) };
  }
  if (unsupportedErrors.has(errno)) return { ok: false, reason: 'unsupported', detail: message };
  if (timeoutErrors.has(errno)) {
    return { ok: false, reason: 'timeout', detail: message, remedy: 'allow more time with --timeout' };
  }
  return { ok: false, reason: 'error', detail: `error ${errno}: ${message}` };
}
