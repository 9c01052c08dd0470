import { defineCheck, pass, warn } from '../../src/doctor/check.js';
import { shellWord } from '../../src/evidence/shell-word.js';

export default defineCheck({
  id: 'credentials/option-files',
  title: "No option file of the recipient's host shows a password to everybody",
  stage: 'after',
  consequence: 'none',
  why: `Passwords of clients, of replication's reports or of keyrings stand in option files. In /etc they are often readable by
every account of the host. The doctor looks at /etc/my.cnf, /etc/mysql, /etc/my.cnf.d, at .my.cnf of root and of the
server's user, and at the files that mysqld's command line names; it takes the names of options, never a value.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html'],
  needs: ['recipient.secrets'],
  evaluate({ recipient }) {
    const { files } = recipient.secrets;
    const shown = files.map(({ path, options }) => `${path} (${options.join(', ')})`);
    if (files.length === 0)
      return pass('none of those that were looked at does', { evidence: { files: [] } });
    return warn(`everybody on the recipient's host may read ${shown.join(', ')}`, {
      meaning: 'Every account of the host knows these passwords.',
      evidence: { files: shown },
      remedy: [
        {
          on: 'recipient-host',
          kind: 'shell',
          text: files.map(({ path }) => `chmod o-rwx ${shellWord(path)}`).join('\n'),
        },
        {
          on: 'recipient-host',
          kind: 'manual',
          text: 'Where mysqld itself reads the file, its group must be the one of the server.',
        },
      ],
    });
  },
});
