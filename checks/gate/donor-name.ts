import { defineCheck, fail, pass } from '../../src/doctor/check.js';
import type { Plan } from '../../src/evidence/evidence.js';

export default defineCheck({
  id: 'gate/donor-name',
  title: "The recipient's host knows the donor by the name of the statement",
  stage: 'gate',
  consequence: 'refused',
  why: `It is the recipient that connects to the donor, by the name in the statement. What the doctor's machine knows does
not help it: a name that the recipient's host cannot look up ends in error 2005, wrapped in 3862.`,
  references: [
    'https://dev.mysql.com/doc/mysql-errors/8.4/en/client-error-reference.html#error_cr_unknown_host',
  ],
  needs: ['recipient.donorAddresses'],
  irrelevant: ({ cloneFrom }) =>
    cloneFrom ? undefined : 'no donor was named: add --donor or --clone-from HOST:PORT',
  evaluate({ recipient, plan }) {
    const { host } = plan.cloneFrom as NonNullable<Plan['cloneFrom']>;
    const addresses = recipient.donorAddresses ?? [];
    const evidence = { host, addresses };
    if (addresses.length > 0)
      return pass(`the recipient's host knows ${host} as ${addresses.join(', ')}`, { evidence });
    return fail(`the recipient's host knows no address of ${host}`, {
      meaning: 'The recipient cannot connect (error 3862, with 2005 inside); nothing is harmed.',
      evidence,
      errno: 3862,
      donorErrno: 2005,
      remedy: [
        {
          on: 'recipient-host',
          kind: 'manual',
          text: `Add ${host} to the DNS or to /etc/hosts, or name the donor otherwise in the statement, in --clone-from and in clone_valid_donor_list.`,
        },
      ],
    });
  },
});
