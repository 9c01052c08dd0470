import { defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import { offersTls } from './transport.js';

export default defineCheck({
  id: 'encryption/tls-versions',
  title: 'Donor and recipient have a TLS version in common',
  stage: 'gate',
  consequence: 'refused',
  why: `The recipient offers the versions of its own tls_version, as it is set now; the donor knows those that it had when TLS
was last loaded (Current_tls_version: SET GLOBAL tls_version counts after ALTER INSTANCE RELOAD TLS). Without one in
common, and without a cipher in common for the highest of them, there is no connection: error 2026 wrapped in 3862,
REQUIRE SSL or not.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/encrypted-connection-protocols-ciphers.html',
    'sql/server_component/clone_protocol_service.cc: mysql_clone_connect()',
  ],
  needs: ['recipient.variables', 'donor.variables'],
  wishes: ['donor.status', 'donor.tls'],
  irrelevant: ({ cloneSsl }) => (cloneSsl === 'disabled' ? 'the statement says REQUIRE NO SSL' : undefined),
  evaluate({ recipient, donor }) {
    if (offersTls(donor) === false) return pass('the donor offers no TLS, in no version');
    const ours = words(recipient.variables.tls_version);
    const theirs = words(
      (donor.status.ok && donor.status.value.Current_tls_version) || donor.variables.tls_version,
    );
    // An empty one is for encryption/recipient-tls to say.
    if (ours.length === 0 || theirs.length === 0) return pass('one side names no TLS version');
    const common = ours.filter((version) => theirs.some((other) => isSame(version, other)));
    const evidence = { recipient: ours, donor: theirs };
    if (common.length === 0)
      return fail(`the recipient speaks ${ours.join(', ')}, the donor ${theirs.join(', ')}`, {
        meaning: 'There is no connection (error 3862, with 2026 inside); nothing is harmed.',
        evidence,
        errno: 3862,
        donorErrno: 2026,
        remedy: [{ on: 'recipient', kind: 'sql', text: `SET GLOBAL tls_version = '${theirs.join(',')}';` }],
      });
    const highest = common.some((version) => isSame(version, 'TLSv1.3')) ? 'tls_ciphersuites' : 'ssl_cipher';
    const [own, other] = [recipient, donor].map(({ variables }) => ciphersOf(variables[highest]));
    if (own && other && !own.some((cipher) => other.includes(cipher)))
      return unknown(`no cipher of ${highest} is on both sides`, { evidence: { ...evidence, own, other } });
    return pass(`both sides speak ${common.join(', ')}`, { evidence });
  },
});

/** The server compares the names in whatever case, and shows them as they were set: `tlsv1.2`. */
const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

const words = (setting: string | undefined) => (setting ?? '').split(',').filter(Boolean);

/** Plain names of ciphers; undefined for the defaults, and for what OpenSSL makes a list of (`HIGH:!aNULL`). */
function ciphersOf(setting: string | undefined): string[] | undefined {
  const names = (setting ?? '').split(':').filter(Boolean);
  return names.length > 0 && names.every((name) => /^[\w-]*[-_][\w-]*$/.test(name)) ? names : undefined;
}
