import { X509Certificate } from 'node:crypto';

/** More than any chain that is not a mistake. */
const LONGEST = 10;

/** Whether a certificate is accepted, until when; or why not. */
type Vouched = { accepted: true; until: Date } | { accepted: false; why: 'dates' | 'authority'; who: string };

/** The certificates in a text; undefined where one of them cannot be read. */
export function certificatesIn(text: string): X509Certificate[] | undefined {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs) ?? [];
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return undefined;
  }
}

/**
 * Whether authorities vouch for a certificate at a time, as OpenSSL decides it for MySQL: from signature to signature up
 * to an authority that signed itself and is trusted; every certificate on the way must be in its time. (The certificate
 * itself in the file of the authorities is not enough, nor an authority in the middle.)
 *
 * @param shown what came along with the certificate.
 */
export function vouch(
  certificate: X509Certificate,
  shown: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
  at: Date,
): Vouched {
  let current = certificate;
  let until = new Date(current.validTo);
  for (let step = 0; step < LONGEST; step++) {
    const to = new Date(current.validTo);
    if (!isInTime(current, at)) return { accepted: false, why: 'dates', who: nameOf(current) };
    if (to < until) until = to;
    if (isRoot(current)) {
      const known = trusted.some(({ fingerprint256 }) => fingerprint256 === current.fingerprint256);
      return known ? { accepted: true, until } : { accepted: false, why: 'authority', who: nameOf(current) };
    }
    const signers = [...trusted, ...shown].filter((one) => signed(one, current));
    // An authority that was renewed with the same key stands beside its old self: OpenSSL takes the one in its time.
    const signer = signers.find((one) => isInTime(one, at)) ?? signers[0];
    if (!signer) break;
    current = signer;
  }
  return { accepted: false, why: 'authority', who: nameOf(current) };
}

const isInTime = ({ validFrom, validTo }: X509Certificate, at: Date) =>
  at >= new Date(validFrom) && at <= new Date(validTo);

/** An authority that signed itself. */
export const isRoot = (certificate: X509Certificate): boolean => signed(certificate, certificate);

const signed = (authority: X509Certificate, certificate: X509Certificate) =>
  certificate.issuer === authority.subject && certificate.verify(authority.publicKey);

const nameOf = ({ subject }: X509Certificate) => subject.replaceAll('\n', ', ');

/** Less than that is left: it may be over when the clone is made. */
const SOON_MS = 7 * 24 * 3600 * 1000;

export const endsSoon = (until: Date, at: Date): boolean => until.getTime() - at.getTime() < SOON_MS;

/** A day as people write it. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
