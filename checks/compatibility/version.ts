import { defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import { versionsCloneCompatible } from './version-rule.js';

export default defineCheck({
  id: 'compatibility/version',
  title: 'The versions of donor and recipient match',
  stage: 'gate',
  consequence: 'refused',
  why: `The recipient compares the donor's version with its own before it touches anything, and refuses with error
3864 when they do not match. Which versions match depends on the recipient's own release: the same
release before 8.0.37 and 8.4, any two patch releases of one series later, and from 9.7 on also the LTS line before its
own. What follows a dash, as in 8.0.36-28, counts before 8.0.26 only.`,
  references: [
    'https://dev.mysql.com/doc/refman/9.7/en/clone-plugin-remote.html',
    'mysys/my_version.cc and mysys/my_clone.cc: are_versions_clone_compatible()',
  ],
  needs: ['recipient.identity', 'donor.identity'],
  evaluate({ recipient, donor }) {
    const [ours, theirs] = [recipient.identity.version, donor.identity.version];
    const { compatible, rule } = versionsCloneCompatible(ours, theirs);
    const evidence = { recipient: ours, donor: theirs, rule };
    if (compatible) return pass(`recipient ${ours}, donor ${theirs}: ${rule}`, { evidence });
    if (compatible === undefined) return unknown(`recipient ${ours}, donor ${theirs}: ${rule}`, { evidence });
    return fail(`recipient ${ours}, donor ${theirs}: ${rule}`, {
      meaning: 'The recipient refuses with error 3864; nothing is harmed.',
      evidence,
      errno: 3864,
      remedy: [
        {
          on: 'recipient-host',
          kind: 'manual',
          text: `Install MySQL ${theirs} on the recipient, or clone from a donor that runs ${ours}.`,
        },
      ],
    });
  },
});
