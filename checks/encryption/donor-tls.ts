import { blindTo, defineCheck, fail, pass } from '../../src/doctor/check.js';
import { offersTls } from './transport.js';

export default defineCheck({
  id: 'encryption/donor-tls',
  title: 'The donor offers TLS where the statement asks for it',
  stage: 'gate',
  consequence: 'refused',
  why: `With REQUIRE SSL, or with clone_ssl_ca set on the recipient, CLONE connects over TLS or not at all. A donor that
does not offer it is refused by the recipient itself, with error 2026 wrapped in 3862.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-remote.html',
    'sql/server_component/clone_protocol_service.cc: mysql_clone_connect()',
  ],
  needs: ['donor.variables', 'recipient.variables'],
  wishes: ['donor.tls'],
  irrelevant: ({ cloneSsl }) => (cloneSsl === 'disabled' ? 'the statement says REQUIRE NO SSL' : undefined),
  evaluate({ donor, recipient, plan }) {
    const authority = recipient.variables.clone_ssl_ca ?? '';
    if (plan.cloneSsl === 'preferred' && authority === '')
      return pass('the statement does not ask for TLS', { evidence: { cloneSsl: plan.cloneSsl } });
    const offered = offersTls(donor);
    if (offered === undefined && !donor.tls.ok) return blindTo('donor.tls', donor.tls);
    const evidence = { cloneSsl: plan.cloneSsl, clone_ssl_ca: authority, offered: offered ?? null };
    if (offered) return pass('the donor offers TLS', { evidence });
    return fail('the donor offers no TLS', {
      meaning: 'The recipient gives up (error 3862, with 2026 inside); nothing is harmed.',
      evidence,
      errno: 3862,
      donorErrno: 2026,
      remedy: [
        {
          on: 'donor',
          kind: 'manual',
          text: 'Give the donor a certificate and TLS versions (ssl_cert, ssl_key, tls_version), then ALTER INSTANCE RELOAD TLS.',
        },
      ],
    });
  },
});
