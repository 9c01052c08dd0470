import type { TLSSocket } from 'node:tls';
import type { FactValues } from '../../evidence/evidence.js';

/** More than any chain that is not a mistake. */
const LONGEST_CHAIN = 10;

/**
 * What the server shows to every client that speaks TLS: its certificate, and the chain it sends along.
 *
 * Node gives it as objects of X509Certificate, too, but takes milliseconds to get ready for the first of them.
 */
export function certificatesOf(socket: TLSSocket): FactValues['certificates'] {
  const chain: FactValues['certificates'] = [];
  let certificate = socket.getPeerCertificate(true);
  // A server without a certificate gives an empty object, an authority of its own itself as its issuer.
  while (certificate?.raw && chain.length < LONGEST_CHAIN) {
    chain.push({ pem: pemOf(certificate.raw) });
    if (certificate.issuerCertificate === certificate) break;
    certificate = certificate.issuerCertificate;
  }
  return chain;
}

const pemOf = (der: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replaceAll(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;
