import { type Check, splitNeed } from '../doctor/check.js';
import { hostFacts } from '../evidence/host-facts.js';
import { grid } from './grid.js';
import { describeConsequence, stages } from './wording.js';

/** One check as `list --format json` shows it. */
export interface CatalogueEntry
  extends Pick<Check, 'id' | 'area' | 'title' | 'stage' | 'consequence' | 'why' | 'references'> {
  /** Servers and hosts that it looks at. */
  looksAt: string[];
}

/** The catalogue as data. */
export const catalogue = (checks: readonly Check[]): CatalogueEntry[] =>
  checks.map(({ id, area, title, stage, consequence, needs, wishes = [], why, references }) => ({
    ...{ id, area, title, stage, consequence, why, references },
    looksAt: [...new Set([...needs, ...wishes].map((need) => placeOf(...splitNeed(need))))],
  }));

const placeOf = (side: string, name: string) => (name in hostFacts ? `${side}'s host` : side);

/** The catalogue for people, in the order in which a clone meets the checks. */
export function renderCatalogue(entries: readonly CatalogueEntry[], width: number): string {
  const head = ['CHECK', 'STAGE', 'IF IT FAILS', 'LOOKS AT'];
  const rows = entries.map(({ id, stage, consequence, looksAt }) => [
    id,
    stage,
    consequence,
    looksAt.join(', '),
  ]);
  const longest = Math.max(...entries.map(({ id }) => id.length));
  return `${grid([head, ...rows], [longest, 8, 11], width)}

${entries.length} checks. mysql-clone-doctor explain ID tells the whole story of one.
`;
}

/** One check's whole story. */
export function renderExplanation(entry: CatalogueEntry, width: number): string {
  const { id, title, stage, consequence, looksAt, why, references } = entry;
  const rows = [
    ['check', id],
    ['a pass says', title],
    ['stage', `${stage}: ${stages[stage]}`],
    ['if it fails', `${consequence}: ${describeConsequence(consequence)}`],
    ['looks at', looksAt.join(', ')],
    ['why', why],
  ];
  // An address is not broken: it must be possible to copy it.
  const sources = references.map((reference, i) => ` ${(i === 0 ? 'sources' : '').padEnd(11)} ${reference}`);
  return `${[grid(rows, [11], width), ...sources].join('\n')}\n`;
}
