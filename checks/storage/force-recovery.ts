import { defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';

export default defineCheck({
  id: 'storage/force-recovery',
  title: 'The recipient does not run with innodb_force_recovery',
  stage: 'copy',
  consequence: 'wiped',
  why: `With innodb_force_recovery above 0 InnoDB lets tables be dropped and refuses every other change. CLONE does not look at
it: it drops the user tables, fails at the first schema (1836) or, where there is none, at resetting the binary logs
(1881), and stops there. The setting is often left from the very accident after which a server is to be cloned anew.
innodb_read_only is harmless: with it the clone plugin does not even load.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/forcing-innodb-recovery.html',
    'storage/innobase/clone/clone0api.cc: clone_drop_user_data()',
  ],
  needs: ['recipient.variables'],
  wishes: ['recipient.userSchemas'],
  irrelevant: ({ dataDirectory }) =>
    dataDirectory && 'with DATA DIRECTORY nothing of the recipient is dropped',
  evaluate({ recipient }) {
    const level = recipient.variables.innodb_force_recovery;
    if (level === undefined) return unknown('the recipient did not tell its innodb_force_recovery');
    const evidence = { innodb_force_recovery: level };
    if (level === '0') return pass('innodb_force_recovery of the recipient is 0', { evidence });
    const nothingToDrop = recipient.userSchemas.ok && recipient.userSchemas.value.length === 0;
    return fail(`innodb_force_recovery of the recipient is ${level}`, {
      meaning: `CLONE drops the recipient's tables and then fails: InnoDB refuses every other change.`,
      evidence,
      errno: nothingToDrop ? 1881 : 1836,
      remedy: [
        {
          on: 'recipient-host',
          kind: 'manual',
          text: 'Remove innodb_force_recovery from the option files, restart the server, and run the doctor again.',
        },
      ],
    });
  },
});
