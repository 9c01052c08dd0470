import { plural } from '../../src/doctor/amount.js';
import { blindTo, defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import { byItself } from '../group-replication/by-itself.js';

export default defineCheck({
  id: 'gate/super-read-only',
  title: 'super_read_only does not keep CLONE from dropping schemas',
  stage: 'gate',
  consequence: 'refused',
  why: `CLONE begins by dropping the recipient's schemas, and super_read_only refuses the first DROP with error 1290. On a
recipient without schemas of its own there is nothing to drop, and the clone goes through. Group Replication and
MySQL Shell switch super_read_only off by themselves.`,
  references: [
    'storage/innobase/clone/clone0api.cc: clone_drop_user_data()',
    'https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_super_read_only',
  ],
  needs: ['recipient.variables'],
  wishes: ['recipient.userSchemas'],
  irrelevant: (plan) => byItself(plan) ?? (plan.dataDirectory && 'CLONE ... DATA DIRECTORY drops nothing'),
  evaluate({ recipient }) {
    const value = recipient.variables.super_read_only;
    if (value === undefined) return unknown('the recipient has no variable super_read_only');
    if (value !== 'ON') return pass('super_read_only is OFF', { evidence: { super_read_only: value } });
    if (!recipient.userSchemas.ok) return blindTo('recipient.userSchemas', recipient.userSchemas);
    const schemas = recipient.userSchemas.value;
    const evidence = { super_read_only: value, schemas };
    if (schemas.length === 0)
      return pass('super_read_only is ON, and there is no schema to drop', { evidence });
    return fail(
      `super_read_only is ON, and CLONE has ${schemas.length} ${plural(schemas.length, 'schema')} to drop, first ${schemas[0]}`,
      {
        meaning: 'The first DROP is refused with error 1290; nothing is harmed.',
        evidence,
        errno: 1290,
        remedy: [
          {
            on: 'recipient',
            kind: 'sql',
            text: 'SET GLOBAL super_read_only = OFF;\nSET GLOBAL read_only = ON;',
          },
        ],
      },
    );
  },
});
