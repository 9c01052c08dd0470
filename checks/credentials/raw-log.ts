import { defineCheck, pass, warn } from '../../src/doctor/check.js';
import { byItself } from '../group-replication/by-itself.js';

export default defineCheck({
  id: 'credentials/raw-log',
  title: "The recipient's log hides the password of the CLONE statement",
  stage: 'gate',
  consequence: 'none',
  why: `CLONE INSTANCE FROM names the donor account's password. The server writes <secret> in its place into the general
query log, unless log_raw is ON: then the statement stands there as it was typed. Other logs never show it.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/password-logging.html',
    'https://dev.mysql.com/doc/refman/8.4/en/server-options.html#option_mysqld_log-raw',
  ],
  needs: ['recipient.variables'],
  irrelevant: byItself,
  evaluate({ recipient }) {
    const {
      log_raw: raw = 'OFF',
      general_log: general = 'OFF',
      log_output: output = 'FILE',
    } = recipient.variables;
    const evidence = { log_raw: raw, general_log: general, log_output: output };
    if (raw !== 'ON') return pass('log_raw is OFF on the recipient', { evidence });
    if (general !== 'ON' || output === 'NONE')
      return pass('log_raw is ON on the recipient, and the general log is not written', { evidence });
    return warn('log_raw and general_log are ON on the recipient', {
      meaning: "The password of the donor's account gets into the general log with the CLONE statement.",
      evidence,
      remedy: [{ on: 'recipient', kind: 'sql', text: 'SET GLOBAL log_raw = OFF;' }],
    });
  },
});
