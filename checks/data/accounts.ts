import { plural } from '../../src/doctor/amount.js';
import { blindTo, defineCheck, pass, warn } from '../../src/doctor/check.js';
import type { Account, Session } from '../../src/evidence/server-facts.js';
import { keepsItsData } from './own-data.js';

/** Debian and Ubuntu keep its password, another one on every host, in /etc/mysql/debian.cnf. */
const DEBIAN = 'debian-sys-maint';

export default defineCheck({
  id: 'data/accounts',
  title: 'Who uses the recipient now has an account there after the clone',
  stage: 'after',
  consequence: 'none',
  why: `CLONE replaces the schema mysql: afterwards the recipient has the donor's accounts, passwords and grants, and none of
its own. Those who notice are the ones that log in there by themselves: monitoring, health checks, the operator's own
account, debian-sys-maint. Passwords are not compared, and never read; accounts that nobody uses now are listed in the
evidence only.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-remote.html'],
  needs: ['recipient.accounts', 'donor.accounts', 'recipient.account'],
  wishes: ['recipient.sessions'],
  irrelevant: keepsItsData,
  evaluate({ recipient, donor }) {
    const after = new Map(donor.accounts.map((account) => [nameOf(account), account]));
    const gone = recipient.accounts.filter((account) => !after.has(nameOf(account)));
    const changed = recipient.accounts.filter((account) => {
      const theirs = after.get(nameOf(account));
      return theirs && theirs.plugin !== account.plugin;
    });
    const evidence = { gone: gone.map(nameOf), changed: changed.map(nameOf) };
    const connected = connectedUsers(recipient.sessions.ok ? recipient.sessions.value : []);
    const missed = [...gone, ...changed].filter(
      (account) => nameOf(account) === recipient.account || connected.has(account.user),
    );
    const debian = recipient.accounts.filter(({ user }) => user === DEBIAN);
    const affected = [...new Set([...missed, ...debian].map(nameOf))];
    if (affected.length === 0) {
      const others = gone.length + changed.length;
      if (others > 0 && !recipient.sessions.ok) return blindTo('recipient.sessions', recipient.sessions);
      return pass(
        others === 0
          ? 'the donor has every account of the recipient'
          : `${others} ${plural(others, 'account of the recipient goes or changes', 'accounts of the recipient go or change')}, and none of them is in use now`,
        { evidence },
      );
    }
    return warn(
      `the clone takes away or changes ${plural(affected.length, 'an account', 'accounts')} in use: ${affected.join(', ')}`,
      {
        meaning: meaningOf(missed.map(nameOf), debian.length > 0),
        evidence,
        remedy: [
          ...(missed.length > 0
            ? [
                {
                  on: 'donor' as const,
                  kind: 'manual' as const,
                  text: `Create on the donor what the recipient needs afterwards (SHOW CREATE USER and SHOW GRANTS on the recipient): ${[...new Set(missed.map(nameOf))].join(', ')}.`,
                },
              ]
            : []),
          ...(debian.length > 0
            ? [
                {
                  on: 'recipient-host' as const,
                  kind: 'manual' as const,
                  text: "After the clone, put the donor's password of debian-sys-maint into /etc/mysql/debian.cnf, or set the recipient's again with ALTER USER.",
                },
              ]
            : []),
        ],
      },
    );
  },
});

const nameOf = ({ user, host }: Account) => `${user}@${host}`;

/** Names only: which of several accounts of one name a session matched is not told. */
const connectedUsers = (sessions: readonly Session[]) =>
  new Set(sessions.filter(({ command }) => command !== 'Daemon').map(({ user }) => user));

const meaningOf = (missed: string[], debian: boolean) =>
  [
    missed.length > 0 && 'Their next login after the clone fails, or needs another password.',
    debian && `${DEBIAN} gets the donor's password or is gone, and /etc/mysql/debian.cnf has the old one.`,
  ]
    .filter(Boolean)
    .join(' ');
