/** An account as CURRENT_USER() writes it, quoted for a GRANT statement. */
export function quoteAccount(account: string): string {
  const at = account.lastIndexOf('@');
  const quote = (name: string) => `'${name.replaceAll("'", "''")}'`;
  return `${quote(account.slice(0, at))}@${quote(account.slice(at + 1))}`;
}
