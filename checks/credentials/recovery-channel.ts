import type { Remedy } from '../../src/doctor/finding.js';
import type { Collected, Missing } from '../../src/evidence/collected.js';
import type { Channel, StoredCredentials } from '../../src/evidence/server-facts.js';
import { isAtLeast, parseVersion } from '../../src/evidence/version.js';

const RECOVERY = 'group_replication_recovery';

/** Whether a server keeps credentials for distributed recovery in its tables. */
export type Stored =
  | { known: true; stored: boolean; password: boolean }
  /** There is such a channel, or that could not be seen either. */
  | { known: false; missing: Missing };

/**
 * Looks for stored credentials of the recovery channel. mysql.slave_master_info tells it exactly; without a
 * right to it, performance_schema shows at least whether there is such a channel: without one nothing is stored. A
 * channel without a user can have a password all the same.
 */
export function recoveryCredentials(
  credentials: Collected<StoredCredentials[]>,
  channels: Collected<Channel[]>,
): Stored {
  if (credentials.ok) {
    const row = credentials.value.find(({ channel }) => channel === RECOVERY);
    return {
      known: true,
      stored: row ? row.hasUser || row.hasPassword : false,
      password: row?.hasPassword ?? false,
    };
  }
  const absent = channels.ok && !channels.value.some(({ name }) => name === RECOVERY);
  if (absent) return { known: true, stored: false, password: false };
  return { known: false, missing: credentials };
}

/**
 * How a donor's stored credentials are removed (manual: "Providing Replication User Credentials Securely"), in the
 * dialect of the server: CHANGE MASTER TO was renamed with 8.0.23 and is gone in 8.4.
 */
export function removeStoredCredentials(version: string): Remedy[] {
  const parsed = parseVersion(version);
  const newWords = !parsed || isAtLeast(parsed, 8, 0, 23);
  const change = newWords
    ? `CHANGE REPLICATION SOURCE TO SOURCE_USER = '', SOURCE_PASSWORD = '' FOR CHANNEL '${RECOVERY}';`
    : `CHANGE MASTER TO MASTER_USER = '', MASTER_PASSWORD = '' FOR CHANNEL '${RECOVERY}';`;
  const takesCredentials = !parsed || isAtLeast(parsed, 8, 0, 21);
  return [
    {
      on: 'donor',
      kind: 'manual',
      text: 'The statements take the donor out of its group: one secondary at a time. Where MySQL Shell manages the group (InnoDB Cluster), it stores these credentials on purpose and nobody else knows them: leave them there, and see to who can read mysql.slave_master_info on the clone.',
    },
    {
      on: 'donor',
      kind: 'sql',
      text: ['STOP GROUP_REPLICATION;', 'SET PERSIST group_replication_start_on_boot = OFF;', change].join(
        '\n',
      ),
    },
    {
      on: 'donor',
      kind: 'manual',
      text: takesCredentials
        ? "Then START GROUP_REPLICATION USER = '...', PASSWORD = '...'; such credentials stay in memory and are not cloned."
        : 'Before 8.0.21 START GROUP_REPLICATION takes no credentials: set them again just before each join, and remove them after it.',
    },
  ];
}
