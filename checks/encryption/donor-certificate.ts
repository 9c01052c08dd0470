import { blindTo, defineCheck, fail, pass, unknown, type Verdict, warn } from '../../src/doctor/check.js';
import { dayOf, endsSoon } from './certificate-chain.js';
import { vouching } from './vouching.js';

export default defineCheck({
  id: 'encryption/donor-certificate',
  title: "The recipient's clone_ssl_ca vouches for the donor's certificate",
  stage: 'gate',
  consequence: 'refused',
  why: `With clone_ssl_ca set the recipient lets nobody be the donor whose certificate that authority has not signed, and
gives up with error 2026 wrapped in 3862. Servers that made their certificates themselves have an authority each:
the recipient's own ca.pem knows nothing of the donor. The name in the certificate does not matter, its dates do, and
those of the authority. Without clone_ssl_ca nothing of this is looked at: an expired certificate is as good as another.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-options-variables.html#sysvar_clone_ssl_ca',
    'sql/server_component/clone_protocol_service.cc: mysql_clone_connect()',
  ],
  needs: ['recipient.variables'],
  wishes: ['recipient.cloneAuthority', 'donor.certificates', 'donor.tls'],
  irrelevant: ({ cloneSsl }) => (cloneSsl === 'disabled' ? 'the statement says REQUIRE NO SSL' : undefined),
  evaluate({ recipient, donor, plan, collectedAt }) {
    const { clone_ssl_ca, group_replication_recovery_ssl_ca: ofGroup } = recipient.variables;
    // Group Replication gives its own, if there is one, to clone_ssl_ca first.
    const path = (plan.joinGroup && ofGroup) || (clone_ssl_ca ?? '');
    if (path === '') return pass('clone_ssl_ca is not set: no certificate is looked at');
    if (!recipient.cloneAuthority.ok) return blindTo('recipient.cloneAuthority', recipient.cloneAuthority);
    if (recipient.cloneAuthority.value === null)
      return refused(`clone_ssl_ca names ${path}, which is no file there`, path);
    // That is for encryption/donor-tls to say.
    if (donor.tls.ok && !donor.tls.value.enabled) return pass('the donor offers no TLS, and no certificate');
    if (!donor.certificates.ok) return blindTo('donor.certificates', donor.certificates);
    const at = new Date(collectedAt);
    const answer = vouching(recipient.cloneAuthority.value, donor.certificates.value, at);
    switch (answer.state) {
      case 'signed':
        return signed(path, answer.until, at);
      case 'expired':
        return refused(`the certificate of ${answer.who} is not valid at this time`, path);
      case 'not-understood':
        return unknown(`what ${path} holds is not understood`, { evidence: { clone_ssl_ca: path } });
      default:
        return refused(`${path} on the recipient did not sign the donor's certificate`, path);
    }
  },
});

function signed(path: string, until: Date, at: Date): Verdict {
  const evidence = { clone_ssl_ca: path, until: dayOf(until) };
  if (!endsSoon(until, at)) return pass(`${path} vouches for the donor's certificate`, { evidence });
  return warn(`the donor's certificate, or its authority's, is valid until ${dayOf(until)} only`, {
    meaning: 'After that day the recipient gives up (error 3862, with 2026 inside).',
    evidence,
    remedy: [
      {
        on: 'donor',
        kind: 'manual',
        text: 'Give the donor a new certificate (ssl_cert, ssl_key), then ALTER INSTANCE RELOAD TLS.',
      },
    ],
  });
}

const refused = (what: string, path: string): Verdict =>
  fail(what, {
    meaning: 'The recipient gives up (error 3862, with 2026 inside); nothing is harmed.',
    evidence: { clone_ssl_ca: path },
    errno: 3862,
    donorErrno: 2026,
    remedy: [
      {
        on: 'recipient-host',
        kind: 'manual',
        text: "Put the authority's certificate of the donor (ssl_ca there) into the file that clone_ssl_ca names.",
      },
    ],
  });
