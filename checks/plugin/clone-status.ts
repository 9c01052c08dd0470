import { defineCheck, pass, warn } from '../../src/doctor/check.js';

export default defineCheck({
  id: 'plugin/clone-status',
  title: 'The recipient shows how its clone is going',
  stage: 'copy',
  consequence: 'none',
  why: `performance_schema.clone_status and clone_progress are where a clone can be watched, and where its error stands when
the connection of the statement is lost. A server with performance_schema=OFF clones like any other, and both tables
are empty: who waits for a row there waits for ever.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-monitoring.html'],
  needs: ['recipient.variables'],
  evaluate({ recipient }) {
    const value = recipient.variables.performance_schema;
    const evidence = { performance_schema: value ?? null };
    if (value !== 'OFF') return pass(`performance_schema is ${value}`, { evidence });
    return warn('performance_schema is OFF on the recipient', {
      meaning: 'Nobody can watch the clone, nor read afterwards whether it succeeded.',
      evidence,
      remedy: [
        {
          on: 'recipient-host',
          kind: 'option-file',
          path: 'the option file of the recipient, section [mysqld]; then restart it',
          text: 'performance_schema=ON',
        },
      ],
    });
  },
});
