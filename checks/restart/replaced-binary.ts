import { defineCheck, pass, unknown } from '../../src/doctor/check.js';
import { noRestart } from './no-restart.js';

export default defineCheck({
  id: 'restart/replaced-binary',
  title: 'The restart runs the program that runs now',
  stage: 'start',
  consequence: 'dead',
  why: `When a package was upgraded under the running server, the restart at the end of CLONE starts another version, on data
that was just copied and not recovered yet. The server refuses some upgrades of such data.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/upgrading.html'],
  needs: ['recipient.executable'],
  irrelevant: noRestart,
  evaluate({ recipient }) {
    const { path, replaced } = recipient.executable;
    const evidence = { path, replaced };
    if (!replaced) return pass(`mysqld still runs ${path}`, { evidence });
    return unknown(`${path} was replaced or removed since mysqld was started`, {
      meaning:
        'The restart after CLONE starts another program, perhaps another version, on the freshly copied data.',
      evidence,
      remedy: [
        {
          on: 'recipient-host',
          kind: 'manual',
          text: 'Restart the server first, so that it runs the installed version, and run the doctor again.',
        },
      ],
    });
  },
});
