import { blindTo, defineCheck, pass, warn } from '../../src/doctor/check.js';
import { keepsItsData } from '../data/own-data.js';
import { variableOf } from './after-clone.js';
import { afterRestart } from './after-restart.js';

export default defineCheck({
  id: 'start/read-only',
  title: 'A recipient that is read-only stays so after the clone',
  stage: 'after',
  consequence: 'none',
  why: `The restart at the end of CLONE forgets what SET GLOBAL has set. A replica that is kept read-only in that way comes back
writable, with the donor's accounts in it, and takes the first write that reaches it. SET PERSIST and the option file
survive: mysqld-auto.cnf is not cloned.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_read_only',
    'https://dev.mysql.com/doc/refman/8.4/en/performance-schema-variables-info-table.html',
  ],
  needs: ['recipient.variables', 'recipient.variableSources', 'recipient.persisted'],
  wishes: ['recipient.options'],
  irrelevant: keepsItsData,
  evaluate({ recipient }) {
    const names = ['read_only', 'super_read_only'];
    const next = names.map((name) => afterRestart(name, recipient));
    const evidence = {
      now: names.map((name) => recipient.variables[name] ?? ''),
      afterRestart: next.map((value) => value ?? 'as the option file says'),
    };
    if (recipient.variables.read_only !== 'ON') return pass('the recipient is not read-only', { evidence });
    if (next.includes('ON')) return pass('the recipient is read-only by more than SET GLOBAL', { evidence });
    const lost = warn('the recipient is read-only by SET GLOBAL alone', {
      meaning: 'The restart at the end of CLONE forgets that: the server comes back writable.',
      evidence,
      remedy: [{ on: 'recipient', kind: 'sql', text: 'SET PERSIST read_only = ON;' }],
    });
    if (next[0] !== undefined) return lost;
    if (!recipient.options.ok) return blindTo('recipient.options', recipient.options);
    // Behind a value that was set at run time, variables_info does not show the option file's any more.
    const written = recipient.options.value.given.filter((option) => names.includes(variableOf(option)));
    if (written.length > 0)
      return pass(`the recipient's options say ${written.map(({ name }) => name).join(', ')} as well`, {
        evidence,
      });
    return lost;
  },
});
