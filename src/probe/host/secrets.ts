import { type HostFacts, known, missing } from './facts.js';
import { one, type Records } from './records.js';

/** Names that mean the secret itself: `report-password`, `keyring_hashicorp_secret_id`, `MYSQL_ROOT_PASSWORD`. */
const SECRET = /(^|_)(password|passwd|pass|pwd|secret|secret_id|passphrase)\d?$/;

/** What ends like one, and switches something or is a place: plugins, policies, working directories. */
const OTHERS =
  /^(mysql_native_password|sha256_password|caching_sha2_password|disconnect_on_expired_password|pwd|oldpwd|.*_(allow_empty|random_root)_password)$/;

const isSecret = (name: string): boolean => {
  const plain = name
    .toLowerCase()
    .replaceAll('-', '_')
    .replace(/^loose_/, '');
  return SECRET.test(plain) && !OTHERS.test(plain);
};

/** The fact `secrets` from what the script said of it, unless it was refused. */
export function secretsOf(records: Records): HostFacts['secrets'] {
  if (one(records, 'secrets') === undefined)
    return missing('error', 'what the host probe said of option files is not understood');
  const all = (name: string) => records.get(name) ?? [];
  const named = (names: readonly string[]) => [...new Set(names.filter(isSecret))];
  const modes = all('secrets.modes');
  const options = all('secrets.options');
  // A file can come by two names, or twice.
  const files = new Map(
    all('secrets.file').map((path, i) => [path, { modes: modes[i] ?? '', options: options[i] ?? '' }]),
  );
  return known({
    commandLine: named(all('secrets.commandLine')),
    environment: one(records, 'secrets.environment') === undefined ? null : named(all('secrets.variable')),
    files: [...files]
      .filter(([, { modes }]) => isForAll(modes))
      .map(([path, { options }]) => ({ path, options: named(options.split('\n')) }))
      .filter((file) => file.options.length > 0),
  });
}

/** What ls says of the directories above a file, and then of it: everybody may go through, and read it. */
function isForAll(modes: string): boolean {
  const folders = modes.split('\n');
  const file = folders.pop() ?? '';
  return /^.{7}r/.test(file) && folders.every((folder) => /^.{9}[xt]/.test(folder));
}
