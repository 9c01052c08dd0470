import { X509Certificate } from 'node:crypto';
import type { FactValues } from '../../src/evidence/evidence.js';
import { certificatesIn, vouch } from './certificate-chain.js';

/** What a file of authorities says about the certificates that a donor shows. */
type Vouching =
  | { state: 'signed'; until: Date }
  | { state: 'expired'; who: string }
  | { state: 'not-understood' }
  | { state: 'not-signed' };

/**
 * Whether an authority in a file vouches for the certificate of a donor.
 *
 * @param authority what the file holds.
 * @param at when it is looked at.
 */
export function vouching(authority: string, chain: FactValues['certificates'], at: Date): Vouching {
  const trusted = certificatesIn(authority);
  const [own, ...others] = chain.map(({ pem }) => new X509Certificate(pem));
  if (!trusted || trusted.length === 0 || !own) return { state: 'not-understood' };
  const answer = vouch(own, others, trusted, at);
  if (answer.accepted) return { state: 'signed', until: answer.until };
  return answer.why === 'dates' ? { state: 'expired', who: answer.who } : { state: 'not-signed' };
}
