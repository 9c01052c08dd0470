import { defineCheck, pass, unknown, warn } from '../../src/doctor/check.js';

export default defineCheck({
  id: 'credentials/command-line',
  title: "No password stands on mysqld's command line or in its environment",
  stage: 'after',
  consequence: 'none',
  why: `Everybody on the host can read the command line of a process (ps, /proc/PID/cmdline). Its environment can be read by
root and the server's user, and by whoever may ask the container runtime or systemd about the server. Of both the
doctor takes names, never a value. The clone changes nothing about it: the recipient goes on with the same words.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html'],
  needs: ['recipient.secrets'],
  evaluate({ recipient }) {
    const { commandLine, environment } = recipient.secrets;
    const evidence = { commandLine, environment: environment ?? [] };
    const places = [
      ...commandLine.map((name) => `--${name} on the command line`),
      ...(environment ?? []).map((name) => `${name} in the environment`),
    ];
    if (places.length > 0)
      return warn(`mysqld of the recipient holds a password: ${places.join(', ')}`, {
        meaning: 'Who may look at the process reads it.',
        evidence,
        remedy: [
          {
            on: 'recipient-host',
            kind: 'manual',
            text: 'Put the option into an option file that only root and the server may read; take the variable out of the unit or the container once the server is initialized.',
          },
        ],
      });
    if (environment === null)
      return unknown('the command line of mysqld holds no password; its environment could not be seen', {
        evidence,
      });
    return pass('neither holds a password', { evidence });
  },
});
