import { serverFact } from './server-fact.js';

/**
 * SHOW GRANTS without FOR counts the active roles of the session in, as the server itself does when it asks
 * for a global privilege (Security_context::has_global_grant).
 */
export const privileges = serverFact({
  name: 'privileges',
  sql: 'SHOW GRANTS',
  read: (rows) => {
    const grants = rows.flatMap((row) => Object.values(row)).filter((grant) => grant !== null);
    return {
      global: [...new Set(grants.flatMap(globalPrivileges))].sort(),
      roles: grants.flatMap(grantedRoles),
      partialRevokes: grants.some((grant) => grant.startsWith('REVOKE ')),
    };
  },
});

/** The privileges that one line of SHOW GRANTS gives on everything, in upper case. */
function globalPrivileges(grant: string): string[] {
  const match = /^GRANT (.+) ON \*\.\* TO /is.exec(grant);
  return match?.[1] ? match[1].split(',').map((privilege) => privilege.trim().toUpperCase()) : [];
}

/** The roles of a line such as GRANT `clone_role`@`%` TO `doctor`@`%`. */
function grantedRoles(grant: string): string[] {
  const match = /^GRANT (`.+) TO `/s.exec(grant);
  return match?.[1] ? match[1].split(/,(?=`)/) : [];
}
