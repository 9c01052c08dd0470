/** A string of an SQL statement. */
export const sqlString = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** A name of an SQL statement: a schema, a table, a server. */
export const sqlName = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

/** An account as CURRENT_USER() writes it, quoted for a GRANT statement. */
export function sqlAccount(account: string): string {
  const at = account.lastIndexOf('@');
  return `${sqlString(account.slice(0, at))}@${sqlString(account.slice(at + 1))}`;
}
