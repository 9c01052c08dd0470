import type { Remedy } from '../../src/doctor/finding.js';
import type { Side } from '../../src/evidence/evidence.js';
import type { Privileges } from '../../src/evidence/server-facts.js';
import { sqlAccount } from '../../src/evidence/sql-quotes.js';

/** The statement that gives an account, as CURRENT_USER() writes it, a global privilege. */
export const grant = (privilege: string, account: string, on: Side): Remedy[] => [
  { on, kind: 'sql', text: `GRANT ${privilege} ON *.* TO ${sqlAccount(account)};` },
];

/** Where a privilege is missing, roles that are granted but not active are the first suspects. */
export const rolesHint = ({ roles }: Privileges): string =>
  roles.length > 0
    ? ` A role counts only while it is active (SET DEFAULT ROLE); granted are ${roles.join(', ')}.`
    : '';
