import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/doctor/finding.js';
import type { Report } from '../../src/report/schema.js';
import { type Lab, labUnavailable, startLab } from '../lab/lab.js';
import { grants, type Pair, pairOf, prepare } from '../truth/pair.js';
import { pairOptions, runDoctor } from '../truth/predict.js';

const reason = await labUnavailable();

type Side = 'recipient' | 'donor';

/** One privilege of the documented account, which can be taken away by itself. */
interface Single {
  /** Of several columns each is one: `SELECT (Host)`. */
  privilege: string;
  on: string;
  to: string;
  /** The account's whole statement, which gives it back. */
  grant: string;
  /** Where the README says that only this side needs it. */
  only: string | undefined;
}

const singles: Single[] = [
  ...grants.matchAll(/(GRANT (.+) ON (\S+) TO ([^;]+);)(?: *-- on the (\w+))?/g),
].flatMap(([, grant = '', granted = '', on = '', to = '', only]) => {
  const [, privilege, columns] = /^(\w+) \((.+)\)$/.exec(granted) ?? [];
  const parts = columns?.split(', ').map((column) => `${privilege} (${column})`) ?? granted.split(', ');
  return parts.map((part) => ({ privilege: part, on, to, grant, only }));
});

/** Privileges that CLONE itself asks for: without one of them it is known how the clone ends. */
const askedByClone = ['CLONE_ADMIN', 'BACKUP_ADMIN'];

/** Something for every check to see; what is not seen must not be taken for absent. */
const plenty: Record<Side, string> = {
  donor: `CREATE TABLE app.counters (n INT) ENGINE = MyISAM; INSERT INTO app.counters VALUES (1);
    CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'db9', SOURCE_PASSWORD = 'x' FOR CHANNEL 'from_db9';
    CHANGE REPLICATION SOURCE TO SOURCE_USER = 'x', SOURCE_PASSWORD = 'x' FOR CHANNEL 'group_replication_recovery';
    CREATE SERVER far FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'db9', PASSWORD 'x');`,
  recipient: `INSTALL PLUGIN group_replication SONAME 'group_replication.so';
    SET GLOBAL group_replication_start_on_boot = ON;
    CHANGE REPLICATION SOURCE TO SOURCE_USER = 'x', SOURCE_PASSWORD = 'x' FOR CHANNEL 'group_replication_recovery';
    CREATE USER monitor@localhost;`,
};

const plentyShows = [
  ...['data/accounts', 'data/foreign-tables', 'data/inherited-channels', 'data/recipient-data'],
  ...['donor-channels', 'donor-recovery-channel', 'recipient-recovery-channel', 'server-definitions'].map(
    (name) => `credentials/${name}`,
  ),
];

describe.skipIf(reason !== undefined)(`the documented account${reason ? ` (${reason})` : ''}`, () => {
  let lab: Lab;
  let pair: Pair;

  beforeAll(async () => {
    lab = await startLab(['db1', 'db2']);
    pair = pairOf(lab);
  }, 600_000);

  afterAll(async () => {
    await lab?.stop();
  }, 60_000);

  const findings = async (): Promise<Finding[]> => {
    const options = pairOptions(pair).filter((option) => option !== '--expect-data-loss');
    const { stdout } = await runDoctor([...options, '--format', 'json']);
    return (JSON.parse(stdout) as Report).findings;
  };

  /** The findings that are others without a privilege on one side. */
  async function withoutOne(side: Side, { privilege, on, to, grant }: Single, before: Finding[]) {
    await pair[side].sql(`REVOKE ${privilege} ON ${on} FROM ${to};`);
    const after = await findings();
    await pair[side].sql(grant);
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    return after.filter(({ status }, at) => status !== before[at]?.status);
  }

  describe.each(['a healthy pair', 'a pair with much to see'])('on %s', (name) => {
    let before: Finding[];

    beforeAll(async () => {
      await prepare(pair, { name, ends: { outcome: 'ok' } });
      if (name !== 'a healthy pair') {
        await Promise.all([pair.donor.sql(plenty.donor), pair.recipient.sql(plenty.recipient)]);
        await pair.recipient.exec("mysql -u monitor -e 'SELECT SLEEP(3600)' >/dev/null 2>&1 &");
      }
      before = await findings();
    }, 120_000);

    test('sees all that the checks need', () => {
      expect(before.filter(({ status }) => status === 'unknown')).toEqual([]);
      const seen = before.filter(({ status }) => status === 'warn' || status === 'fail').map(({ id }) => id);
      expect(seen).toEqual(expect.arrayContaining(name === 'a healthy pair' ? [] : plentyShows));
    });

    const cases = (['recipient', 'donor'] as const).flatMap((side) =>
      singles.map((single) => [side, `${single.privilege} ON ${single.on}`, single] as const),
    );
    test.each(cases)('on the %s without %s: what it hides is unknown', async (side, _, single) => {
      const changed = await withoutOne(side, single, before);
      if (single.only !== undefined && single.only !== side) {
        expect(changed).toEqual([]);
        return;
      }
      const status = askedByClone.includes(single.privilege) ? 'fail' : 'unknown';
      for (const finding of changed) {
        expect(finding, finding.id).toMatchObject({ status });
        const advice = finding.remedy.filter(({ on, kind }) => on === side && kind === 'sql');
        expect(
          advice.map(({ text }) => text),
          finding.id,
        ).toContain(single.grant);
      }
      // What hides nothing, nobody needs.
      if (name !== 'a healthy pair') expect(changed).not.toEqual([]);
    });
  });
});
