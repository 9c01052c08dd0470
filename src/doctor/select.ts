import { distance as levenshtein } from 'fastest-levenshtein';
import { DoctorError } from '../doctor-error.js';
import type { Check } from './check.js';

/** Which checks are to run: by id or by area; everything where nothing is named. */
export interface Selection {
  only?: readonly string[] | undefined;
  skip?: readonly string[] | undefined;
}

/**
 * The ids of the checks that a selection leaves out.
 *
 * @throws {DoctorError} for a name that is neither an id nor an area, with the nearest one; and when nothing is left.
 */
export function leftOut(checks: readonly Check[], { only = [], skip = [] }: Selection): Set<string> {
  const known = namesOf(checks);
  for (const [option, names] of [
    ['--only', only],
    ['--skip', skip],
  ] as const) {
    for (const name of names) if (!known.includes(name)) throw unknownName(name, known, option);
  }
  const named = (check: Check, names: readonly string[]) =>
    names.includes(check.id) || names.includes(check.area);
  const left = checks.filter((check) => (only.length > 0 && !named(check, only)) || named(check, skip));
  if (left.length === checks.length) throw new DoctorError('--only and --skip leave no check to run');
  return new Set(left.map(({ id }) => id));
}

/**
 * The check with an id.
 *
 * @throws {DoctorError} that suggests the nearest id.
 */
export function checkById(checks: readonly Check[], id: string): Check {
  const check = checks.find((candidate) => candidate.id === id);
  if (check) return check;
  throw unknownName(
    id,
    checks.map((candidate) => candidate.id),
  );
}

const namesOf = (checks: readonly Check[]) => [...new Set(checks.flatMap(({ id, area }) => [id, area]))];

function unknownName(name: string, known: readonly string[], option?: string): DoctorError {
  const nearest = known.toSorted((a, b) => distance(name, a) - distance(name, b) || a.length - b.length)[0];
  return new DoctorError(`${option ? `${option}: ` : ''}there is no check '${name}'`, {
    hint: `did you mean '${nearest}'? mysql-clone-doctor list shows them all`,
  });
}

/** A part of a name is nearer than any other name; and a name without its area is as good as whole. */
const distance = (name: string, known: string) =>
  known.includes(name)
    ? 0
    : Math.min(levenshtein(name, known), levenshtein(name, known.slice(known.indexOf('/') + 1)));
