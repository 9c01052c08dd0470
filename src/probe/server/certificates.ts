import type { TLSSocket } from 'node:tls';
import type { FactValues } from '../../evidence/evidence.js';

/** More than any chain that is not a mistake. */
const LONGEST_CHAIN = 10;

/** What the server shows to every client that speaks TLS: its certificate, and the chain it sends along. */
export function certificatesOf(socket: TLSSocket): FactValues['certificates'] {
  const chain: FactValues['certificates'] = [];
  let certificate = socket.getPeerX509Certificate();
  while (certificate && chain.length < LONGEST_CHAIN) {
    chain.push({ pem: certificate.toString() });
    certificate = certificate.issuerCertificate;
  }
  return chain;
}
