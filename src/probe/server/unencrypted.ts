import { readFileSync } from 'node:fs';
import type { authPlugins as Plugins } from 'mysql2';
import type { Endpoint } from '../../connection/endpoint.js';
import { DoctorError } from '../../doctor-error.js';

/** The code of the error for a password that would have to be sent without anything that hides it. */
export const NEEDS_SECURE_CONNECTION = 'NEEDS_SECURE_CONNECTION';

/** The packet by which caching_sha2_password asks for the password itself: it is not in the server's cache. */
const FULL_AUTHENTICATION = 4;

/**
 * How accounts prove themselves without TLS. caching_sha2_password then needs a key to hide the password with; only
 * a key from a file, or one that the user wants to be asked for, is one to rely on (manual: "Caching SHA-2 Pluggable
 * Authentication", --get-server-public-key). sha256_password asks for its key always, as in MySQL's clients.
 *
 * @throws {DoctorError} when the file with the key cannot be read.
 */
export function unencrypted(endpoint: Endpoint, plugins: typeof Plugins) {
  const { getServerPublicKey, serverPublicKeyPath } = endpoint;
  if (serverPublicKeyPath !== undefined) {
    const serverPublicKey = readKey(serverPublicKeyPath);
    return {
      caching_sha2_password: plugins.caching_sha2_password({ serverPublicKey }),
      sha256_password: plugins.sha256_password({ serverPublicKey }),
    };
  }
  if (getServerPublicKey) return {};
  const careless = plugins.caching_sha2_password();
  return {
    caching_sha2_password: (metadata: Parameters<typeof careless>[0]) => {
      const answer = careless(metadata);
      return (data: Buffer) => {
        if (data.length === 1 && data[0] === FULL_AUTHENTICATION) {
          throw Object.assign(new Error('the password would have to be sent without TLS'), {
            code: NEEDS_SECURE_CONNECTION,
          });
        }
        return answer(data);
      };
    },
  };
}

function readKey(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new DoctorError(
      `server-public-key-path: cannot read ${path} (${(error as NodeJS.ErrnoException).code})`,
    );
  }
}
