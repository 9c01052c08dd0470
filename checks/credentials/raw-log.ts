import { defineCheck, pass, unknown, warn } from '../../src/doctor/check.js';
import { byItself } from '../group-replication/by-itself.js';

export default defineCheck({
  id: 'credentials/raw-log',
  title: "The recipient's log hides the password of the CLONE statement",
  stage: 'gate',
  consequence: 'none',
  why: `CLONE INSTANCE FROM names the donor account's password. The server writes <secret> in its place into the general
query log, unless log_raw is ON: then the statement stands there as it was typed. Other logs never show it. Before 8.0.19
--log-raw is an option that no variable shows.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/password-logging.html',
    'https://dev.mysql.com/doc/refman/8.4/en/server-options.html#option_mysqld_log-raw',
  ],
  needs: ['recipient.variables'],
  irrelevant: byItself,
  evaluate({ recipient }) {
    const { log_raw: raw, general_log: general = 'OFF', log_output: output = 'FILE' } = recipient.variables;
    const evidence = { log_raw: raw ?? null, general_log: general, log_output: output };
    if (raw === 'OFF') return pass('log_raw is OFF on the recipient', { evidence });
    if (general !== 'ON' || output === 'NONE')
      return pass('the general log of the recipient is not written', { evidence });
    if (raw === undefined)
      return unknown('the recipient writes its general log, and does not say whether with --log-raw', {
        evidence,
        remedy: [{ on: 'recipient', kind: 'sql', text: 'SET GLOBAL general_log = OFF;' }],
      });
    return warn('log_raw and general_log are ON on the recipient', {
      meaning: "The password of the donor's account gets into the general log with the CLONE statement.",
      evidence,
      remedy: [{ on: 'recipient', kind: 'sql', text: 'SET GLOBAL log_raw = OFF;' }],
    });
  },
});
