import { plural } from '../../src/doctor/amount.js';
import { defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import type { Remedy } from '../../src/doctor/finding.js';
import type { Collected } from '../../src/evidence/collected.js';
import type { FactValues } from '../../src/evidence/evidence.js';
import type { Storage } from '../../src/evidence/host-facts.js';
import { seesEveryTable } from '../../src/evidence/sees-every.js';
import type { ForeignTables } from '../../src/evidence/server-facts.js';
import { sqlName } from '../../src/evidence/sql-quotes.js';
import { csvFile, storagePaths } from '../../src/evidence/storage-paths.js';
import { grant } from '../privileges/global-privilege.js';
import { exists, placeAt } from '../storage/places.js';

type Table = ForeignTables['tables'][number];

/**
 * What comes of a table of each engine. Tried with MySQL 9.7: the clone truncates MyISAM and CSV tables
 * (MY-013461) and makes a MEMORY table anew; of ARCHIVE and MERGE tables only the definition arrives, and using one
 * is error 1017, empty or not. BLACKHOLE and FEDERATED keep nothing in the donor's files.
 */
const fates: Record<string, 'empty' | 'unusable' | 'whole'> = {
  MyISAM: 'empty',
  CSV: 'empty',
  MEMORY: 'empty',
  ARCHIVE: 'unusable',
  MRG_MYISAM: 'unusable',
  BLACKHOLE: 'whole',
  FEDERATED: 'whole',
};

export default defineCheck({
  id: 'data/foreign-tables',
  title: "All of the donor's data is InnoDB's",
  stage: 'after',
  consequence: 'lossy',
  why: `CLONE copies InnoDB and nothing else, and says so to nobody but the error log. Of all other tables the recipient gets
the definition: MyISAM, CSV and MEMORY tables are there and empty, ARCHIVE and MERGE tables are there and cannot be
opened (error 1017). A replica made that way stops at the first row that it should change and does not have. Rows
are counted by the engine; CSV cannot, and the length of its file tells whether there are any.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-limitations.html',
    'server message MY-013461, written when the server starts on the cloned data',
  ],
  needs: ['donor.foreignTables', 'donor.privileges', 'donor.account'],
  wishes: ['donor.storage', 'donor.variables'],
  evaluate({ donor }) {
    const { tables, more } = donor.foreignTables;
    const filled = filledBy(donor.variables, donor.storage);
    const lost = tables.filter((table) => isLost(table, filled));
    const evidence = { tables: tables.map(show), more };
    if (lost.length > 0) {
      const count = more
        ? 'more than 100 tables are'
        : `${lost.length} ${plural(lost.length, 'table is', 'tables are')}`;
      return fail(`${count} not InnoDB's, first ${lost.slice(0, 3).map(show).join(', ')}`, {
        meaning: `The clone succeeds without them: ${fatesOf(lost)}.`,
        evidence,
        remedy: remedy(lost, more),
      });
    }
    const untried = tables.filter(({ engine }) => !(engine in fates));
    if (untried.length > 0) {
      return unknown(`nobody has tried what becomes of ${untried.slice(0, 3).map(show).join(', ')}`, {
        evidence,
        remedy: remedy(untried, more),
      });
    }
    const uncounted = tables.filter((table) => table.engine === 'CSV' && filled(table) === undefined);
    if (uncounted.length > 0) {
      return unknown(`whether ${uncounted.slice(0, 3).map(show).join(', ')} holds rows is not to be seen`, {
        evidence,
        remedy: remedy(uncounted, more),
      });
    }
    if (more) {
      return unknown("more than 100 tables are not InnoDB's; those that were looked at lose nothing", {
        evidence,
      });
    }
    if (!seesEveryTable(donor.privileges)) {
      return unknown(`${donor.account} cannot see every table of the donor`, {
        evidence: { ...evidence, missing: 'donor.foreignTables', reason: 'denied' },
        remedy: grant('REFERENCES', donor.account, 'donor'),
      });
    }
    return pass(
      tables.length === 0
        ? "every table of the donor is InnoDB's"
        : `the donor's tables of other engines hold nothing to lose: ${tables.slice(0, 3).map(show).join(', ')}`,
      { evidence },
    );
  },
});

/** Whether a CSV table holds anything; undefined where its file was not looked at. */
type Filled = (table: Table) => boolean | undefined;

function isLost(table: Table, filled: Filled): boolean {
  const fate = fates[table.engine];
  if (fate !== 'empty') return fate === 'unusable';
  return table.engine === 'CSV' ? filled(table) === true : table.rows !== 0;
}

function filledBy(variables: Collected<FactValues['variables']>, storage: Collected<Storage>): Filled {
  const paths = variables.ok ? storagePaths(variables.value) : undefined;
  return (table) => {
    const file = paths && csvFile(paths.datadir, table);
    const place = storage.ok && file ? placeAt(storage.value, file) : undefined;
    return place && exists(place) ? place.bytes > 0 : undefined;
  };
}

const show = ({ schema, name, engine }: Table) => `${schema}.${name} (${engine})`;

function fatesOf(lost: readonly Table[]): string {
  const engines = (fate: string) =>
    [...new Set(lost.filter(({ engine }) => fates[engine] === fate).map(({ engine }) => engine))].join(', ');
  const [empty, unusable] = [engines('empty'), engines('unusable')];
  return [
    empty && `${empty} tables come out empty`,
    unusable && `${unusable} tables cannot be opened (error 1017)`,
  ]
    .filter(Boolean)
    .join('; ');
}

function remedy(lost: readonly Table[], more: boolean): Remedy[] {
  const alter = ({ schema, name }: Table) =>
    `ALTER TABLE ${sqlName(schema)}.${sqlName(name)} ENGINE = InnoDB;`;
  const convertible = lost.filter(({ engine }) => engine !== 'MRG_MYISAM');
  return [
    ...(convertible.length > 0
      ? [{ on: 'donor' as const, kind: 'sql' as const, text: convertible.slice(0, 5).map(alter).join('\n') }]
      : []),
    {
      on: 'donor',
      kind: 'manual',
      text:
        more || convertible.length > 5 || convertible.length < lost.length
          ? 'Convert the others as well (a MERGE table becomes a view or a partitioned table), or copy them with mysqldump after the clone.'
          : 'Or copy them with mysqldump after the clone.',
    },
  ];
}
