import { defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import { productOf } from '../../src/evidence/product.js';
import { isAtLeast, parseVersion } from '../../src/evidence/version.js';

export default defineCheck({
  id: 'compatibility/donor-vendor',
  title: 'The donor is a server that can be cloned',
  stage: 'gate',
  consequence: 'refused',
  precludes: 'donor',
  why: `The donor answers the recipient's COM_CLONE. MariaDB and servers before MySQL 8.0.17 do not know that command and
answer with error 1047, which the recipient reports wrapped in 3862 before it touches anything.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-remote.html'],
  needs: ['donor.identity'],
  evaluate({ donor }) {
    const { version, versionComment } = donor.identity;
    const { product, hasClone } = productOf(donor.identity);
    const parsed = parseVersion(version);
    const evidence = { product, version, versionComment };
    if (hasClone && !parsed) {
      return unknown(`the donor is ${product} ${version}, and what version that is is not understood`, {
        evidence,
      });
    }
    if (hasClone && parsed && isAtLeast(parsed, 8, 0, 17))
      return pass(`the donor is ${product} ${version}`, { evidence });
    return fail(`the donor is ${product} ${version}, which cannot be cloned`, {
      meaning: 'The recipient is refused by the donor (error 3862, with 1047 inside); nothing is harmed.',
      evidence,
      errno: 3862,
      donorErrno: 1047,
      remedy: [
        { on: 'doctor', kind: 'manual', text: "Name a donor that runs the recipient's version of MySQL." },
      ],
    });
  },
});
