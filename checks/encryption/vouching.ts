import { X509Certificate } from 'node:crypto';
import type { FactValues } from '../../src/evidence/evidence.js';

/** What a file of authorities says about the certificates that a donor shows, in the order in which it is noticed. */
type Vouching = 'expired' | 'not-understood' | 'signed' | 'not-signed';

/**
 * Whether one of the authorities in a file has signed one of a donor's certificates.
 *
 * @param authority what the file holds.
 */
export function vouching(authority: string, chain: FactValues['certificates']): Vouching {
  if (!chain[0]?.valid) return 'expired';
  const trusted = certificatesIn(authority);
  if (!trusted) return 'not-understood';
  const shown = chain.map(({ pem }) => new X509Certificate(pem));
  return shown.some((certificate) => trusted.some((one) => signed(one, certificate)))
    ? 'signed'
    : 'not-signed';
}

function certificatesIn(text: string): X509Certificate[] | undefined {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs);
  try {
    return blocks?.map((block) => new X509Certificate(block));
  } catch {
    return undefined;
  }
}

const signed = (authority: X509Certificate, certificate: X509Certificate) =>
  authority.fingerprint256 === certificate.fingerprint256 ||
  (certificate.issuer === authority.subject && certificate.verify(authority.publicKey));
