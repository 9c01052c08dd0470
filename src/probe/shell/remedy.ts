/** What ssh and sudo say when they fail, and what to do then. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [
    /REMOTE HOST IDENTIFICATION HAS CHANGED/,
    "The host's key is another one than known_hosts has: find out why before you trust it (ssh-keygen -R HOST forgets " +
      'the old one).',
  ],
  [
    /Host key verification failed/,
    "The host's key is not known: connect once by hand (ssh HOST), compare the fingerprint, and accept it.",
  ],
  [
    /Permission denied \(/,
    'The host accepts none of the keys that ssh may use without asking: load the key into the agent (ssh-add), name it ' +
      'in ~/.ssh/config, log in as another user, or run the doctor on a terminal, where ssh can ask.',
  ],
  [/Could not resolve hostname/, 'Check the name, the DNS and ~/.ssh/config.'],
  [/Connection refused|No route to host/, "Check that the host's sshd runs, its port, and the firewall."],
  [/hostname contains invalid characters/, 'Check the name of the host.'],
  [
    /^sudo: /m,
    'Let the user run sh as root without a password (sudoers: NOPASSWD), or log in as root or as the user of mysqld.',
  ],
];

const SLOW =
  'Check the host and the firewall by hand with the same command, or allow more time with --timeout.';

/** What would let a command that gave no shell give one, by its error output. */
export const remedyOf = (stderr: string, timedOut = false): string | undefined =>
  remedies.find(([words]) => words.test(stderr))?.[1] ??
  (timedOut || /timed out|Connection (?:to .* )?timeout/i.test(stderr) ? SLOW : undefined);
