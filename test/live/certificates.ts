import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** PEM files by their names: two CAs, certificates of one of them with their keys, and two revocation lists. */
export type Certificates = Record<string, Buffer>;

/**
 * Makes a CA with a certificate per set of names (subjectAltName, as OpenSSL writes it), another CA that signs nothing,
 * a list that revokes the first certificate, and an empty one.
 */
export function makeCertificates(names: Record<string, string>): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'mysql-clone-doctor-tls-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const request = ['req', '-newkey', 'rsa:2048', '-nodes', '-sha256', '-days', '2'];
  try {
    for (const ca of ['ca', 'other-ca']) {
      openssl(...request, '-x509', '-subj', `/CN=${ca}`, '-keyout', `${ca}-key.pem`, '-out', `${ca}.pem`);
    }
    writeFileSync(join(folder, 'index.txt'), '');
    writeFileSync(
      join(folder, 'ca.cnf'),
      '[ca]\ndefault_ca=us\n[us]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=2\n',
    );
    const list = (file: string) =>
      openssl(
        'ca',
        '-config',
        'ca.cnf',
        '-gencrl',
        '-keyfile',
        'ca-key.pem',
        '-cert',
        'ca.pem',
        '-out',
        file,
      );
    list('empty-crl.pem');
    for (const [at, [name, alternatives]] of Object.entries(names).entries()) {
      writeFileSync(join(folder, 'names.cnf'), alternatives === '' ? '' : `subjectAltName=${alternatives}\n`);
      openssl(...request, '-subj', `/CN=${name}`, '-keyout', `${name}-key.pem`, '-out', 'request.pem');
      const signed = ['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-set_serial', String(at + 10), '-days', '2'];
      openssl(
        'x509',
        '-req',
        '-in',
        'request.pem',
        ...signed,
        '-extfile',
        'names.cnf',
        '-out',
        `${name}.pem`,
      );
    }
    openssl(
      'ca',
      '-config',
      'ca.cnf',
      '-revoke',
      `${Object.keys(names)[0]}.pem`,
      '-keyfile',
      'ca-key.pem',
      '-cert',
      'ca.pem',
    );
    list('crl.pem');
    const files = [
      ...['ca', 'other-ca', 'crl', 'empty-crl'],
      ...Object.keys(names).flatMap((name) => [name, `${name}-key`]),
    ];
    return Object.fromEntries(
      files.map((name) => [`${name}.pem`, readFileSync(join(folder, `${name}.pem`))]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
