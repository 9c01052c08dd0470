import { blindTo, defineCheck, fail, pass } from '../../src/doctor/check.js';
import { travelsOverTls } from './transport.js';

export default defineCheck({
  id: 'encryption/secure-transport',
  title: 'The donor accepts a clone without TLS where the statement asks for one',
  stage: 'gate',
  consequence: 'refused',
  why: `REQUIRE NO SSL is also what Group Replication clones with while group_replication_recovery_use_ssl is OFF, its
default. A donor with require_secure_transport refuses such a connection with error 3159, wrapped in 3862. It can have
that ON and offer no TLS (its socket counts as secure): a statement without a REQUIRE clause goes on without TLS then,
and is refused as well.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_require_secure_transport',
  ],
  needs: ['donor.variables'],
  wishes: ['donor.tls'],
  evaluate({ donor, plan }) {
    const required = donor.variables.require_secure_transport === 'ON';
    const evidence = { require_secure_transport: required, cloneSsl: plan.cloneSsl };
    if (!required) return pass('the donor does not require TLS', { evidence });
    const tls = travelsOverTls(plan, donor);
    if (tls) return pass('the donor requires TLS, and the clone uses it', { evidence });
    if (tls === undefined && !donor.tls.ok) return blindTo('donor.tls', donor.tls);
    const [why, text] =
      plan.cloneSsl === 'disabled'
        ? ['the statement says REQUIRE NO SSL', 'Clone with REQUIRE SSL (--clone-ssl required).']
        : [
            'the donor offers no TLS',
            'Give the donor a certificate and TLS versions (ssl_cert, ssl_key, tls_version), then ALTER INSTANCE RELOAD TLS.',
          ];
    return fail(`${why}, and require_secure_transport is ON on the donor`, {
      meaning: 'The donor refuses the connection (error 3862, with 3159 inside); nothing is harmed.',
      evidence,
      errno: 3862,
      donorErrno: 3159,
      remedy: [{ on: plan.cloneSsl === 'disabled' ? 'doctor' : 'donor', kind: 'manual', text }],
    });
  },
});
