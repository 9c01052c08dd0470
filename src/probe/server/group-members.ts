import { serverFact, text } from './server-fact.js';

export const groupMembers = serverFact({
  name: 'groupMembers',
  sql: `SELECT MEMBER_ID, MEMBER_HOST, MEMBER_PORT, MEMBER_STATE, MEMBER_ROLE, MEMBER_VERSION
    FROM performance_schema.replication_group_members`,
  privilege: 'SELECT ON performance_schema.*',
  read: (rows) =>
    rows.map((row) => ({
      id: text(row, 'MEMBER_ID'),
      host: text(row, 'MEMBER_HOST'),
      port: row.MEMBER_PORT ? Number(row.MEMBER_PORT) : null,
      state: text(row, 'MEMBER_STATE'),
      role: text(row, 'MEMBER_ROLE'),
      version: text(row, 'MEMBER_VERSION'),
    })),
});
