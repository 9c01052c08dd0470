import { blindTo, defineCheck, pass, warn } from '../../src/doctor/check.js';
import { isLoopback } from '../../src/evidence/ipv4.js';
import { travelsOverTls } from '../encryption/transport.js';

export default defineCheck({
  id: 'credentials/unencrypted-connection',
  title: "The donor's data travels over TLS from one host to the other",
  stage: 'copy',
  consequence: 'none',
  why: `Without TLS everything that CLONE copies can be read on the way: the data, and in the schema mysql the hashes of all
passwords and the clear-text passwords of replication channels. Without a REQUIRE clause CLONE does without TLS where
the donor offers none, and says nothing. (The password of the statement itself is hidden by the donor's key.)`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-remote.html'],
  needs: ['donor.variables'],
  wishes: ['donor.tls', 'recipient.donorAddresses'],
  evaluate({ donor, recipient, plan }) {
    const tls = travelsOverTls(plan, donor);
    const evidence = { cloneSsl: plan.cloneSsl, tls: tls ?? null };
    if (tls) return pass('the clone travels over TLS', { evidence });
    const places = (recipient.donorAddresses.ok && recipient.donorAddresses.value) || [];
    if (places.length > 0 && places.every(isLoopback))
      return pass('donor and recipient are on one host', { evidence });
    if (tls === undefined && !donor.tls.ok) return blindTo('donor.tls', donor.tls);
    const why =
      plan.cloneSsl === 'disabled' ? 'the statement says REQUIRE NO SSL' : 'the donor offers no TLS';
    return warn(`the clone travels unencrypted: ${why}`, {
      meaning:
        'Who can listen on the way reads the data, the hashes of passwords and what is stored in clear text.',
      evidence,
      remedy: [
        {
          on: 'doctor',
          kind: 'manual',
          text: 'Clone with REQUIRE SSL (--clone-ssl required), from a donor that offers TLS. Group Replication does so with SET GLOBAL group_replication_recovery_use_ssl = ON.',
        },
      ],
    });
  },
});
