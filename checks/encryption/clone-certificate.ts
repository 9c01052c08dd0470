import { X509Certificate } from 'node:crypto';
import { blindTo, defineCheck, fail, pass, unknown, warn } from '../../src/doctor/check.js';
import type { Remedy } from '../../src/doctor/finding.js';
import { byItself } from '../group-replication/by-itself.js';
import { certificatesIn, dayOf, endsSoon, isRoot, vouch } from './certificate-chain.js';
import { travelsOverTls } from './transport.js';

export default defineCheck({
  id: 'encryption/clone-certificate',
  title: 'The certificate that the recipient shows is one that the donor accepts',
  stage: 'gate',
  consequence: 'refused',
  why: `With clone_ssl_cert and clone_ssl_key the recipient shows the donor a certificate, which accounts that REQUIRE X509 ask
for. It takes both: one alone, or a file that is not there, ends with error 2026 wrapped in 3862. The donor looks at
every certificate that it is shown, asked for or not: one that has expired, or that the authority in its ssl_ca did
not sign, ends the connection. Over TLS 1.3 the recipient notices only when it writes on (1158 or 1160).`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-options-variables.html#sysvar_clone_ssl_cert',
    'sql/server_component/clone_protocol_service.cc: mysql_clone_connect()',
  ],
  needs: ['recipient.variables', 'donor.variables'],
  wishes: ['recipient.cloneCertificate', 'donor.certificates', 'donor.tls'],
  irrelevant: byItself,
  evaluate({ recipient, donor, plan, collectedAt }) {
    const { clone_ssl_cert: path = '', clone_ssl_key: key = '' } = recipient.variables;
    const evidence = { clone_ssl_cert: path, clone_ssl_key: key };
    if (path === '' && key === '') return pass('clone_ssl_cert is not set: no certificate is shown');
    if (travelsOverTls(plan, donor) === false) return pass('the clone does not use TLS', { evidence });
    const refused = (what: string) =>
      fail(what, {
        meaning: 'The recipient cannot connect (error 3862, with 2026 inside); nothing is harmed.',
        evidence,
        errno: 3862,
        donorErrno: 2026,
        remedy: withoutCertificate,
      });
    if (path === '' || key === '')
      return refused(`${path === '' ? 'clone_ssl_cert' : 'clone_ssl_key'} is not set, and the other one is`);
    if (!recipient.cloneCertificate.ok)
      return blindTo('recipient.cloneCertificate', recipient.cloneCertificate);
    const files = recipient.cloneCertificate.value;
    if (!files || files.certificate === null)
      return refused(`clone_ssl_cert names ${path}, which is no file there`);
    if (!files.hasKey) return refused(`clone_ssl_key names ${key}, which is no file there`);
    const [own, ...others] = certificatesIn(files.certificate) ?? [];
    if (!own) return unknown(`what ${path} holds is not understood`, { evidence });
    if (!donor.certificates.ok) return blindTo('donor.certificates', donor.certificates);
    const at = new Date(collectedAt);
    const authorities = donor.certificates.value.map(({ pem }) => new X509Certificate(pem)).filter(isRoot);
    const answer = vouch(own, others, authorities, at);
    if (!answer.accepted && answer.why === 'dates')
      return fail(`the certificate in ${path} is not valid at this time`, {
        meaning: 'The donor ends the connection; nothing is harmed.',
        evidence,
        remedy: withoutCertificate,
      });
    if (!answer.accepted)
      return unknown(`whether the donor's ssl_ca vouches for the certificate in ${path} is not known`, {
        evidence,
        remedy: [
          {
            on: 'donor-host',
            kind: 'manual',
            text: `The authority that signed ${path} of the recipient must be in the file of ssl_ca.`,
          },
        ],
      });
    const dated = { ...evidence, until: dayOf(answer.until) };
    if (endsSoon(answer.until, at))
      return warn(`the certificate in ${path} is valid until ${dayOf(answer.until)} only`, {
        meaning: 'After that day the donor ends the connection.',
        evidence: dated,
        remedy: withoutCertificate,
      });
    return pass(`the donor's authority vouches for the certificate in ${path}`, { evidence: dated });
  },
});

const withoutCertificate: Remedy[] = [
  {
    on: 'recipient',
    kind: 'manual',
    text: "Set clone_ssl_cert and clone_ssl_key to files that mysqld can read, of a certificate that the donor's ssl_ca vouches for; or unset both, where the account does not REQUIRE X509.",
  },
];
