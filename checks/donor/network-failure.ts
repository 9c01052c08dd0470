import { defineCheck, pass, warn } from '../../src/doctor/check.js';

export default defineCheck({
  id: 'donor/network-failure',
  title: 'The donor waits for a recipient whose connection has broken',
  stage: 'copy',
  consequence: 'none',
  why: `A connection that breaks during the copy is made anew, and the copy goes on where it was, for as long as the donor keeps
its side of it: clone_donor_timeout_after_network_failure, five minutes unless it is set. With 0 the donor forgets the
clone at once. The recipient comes back to 3862, with 1815 inside (could not find existing clone), and its data is
dropped by then. The value is the donor's; it exists since 8.0.24.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-options-variables.html#sysvar_clone_donor_timeout_after_network_failure',
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-failure-handling.html',
  ],
  needs: ['donor.variables'],
  evaluate({ donor }) {
    const minutes = donor.variables.clone_donor_timeout_after_network_failure;
    const evidence = { minutes: minutes ?? null };
    if (minutes === undefined)
      return pass('the donor does not say how long it waits for a broken connection', { evidence });
    if (minutes !== '0') return pass(`the donor waits for ${minutes} min`, { evidence });
    return warn('the donor does not wait for a connection that breaks', {
      meaning:
        "A short break of the network ends the clone (error 3862, with 1815 inside), after the recipient's data is dropped.",
      evidence,
      remedy: [
        {
          on: 'donor',
          kind: 'sql',
          text: 'SET GLOBAL clone_donor_timeout_after_network_failure = 5;',
        },
      ],
    });
  },
});
