import type { Missing } from '../../evidence/collected.js';
import { missing } from './facts.js';
import { natural } from './numbers.js';
import { one, type Records } from './records.js';
import { mayLook } from './remedies.js';

/** What the script said it could not read of a fact. */
export function refusal(records: Records, fact: string, what: string): Missing | undefined {
  const denied = one(records, `${fact}.denied`);
  if (denied !== undefined) {
    const remedy = mayLook(natural(one(records, 'probe.euid')), natural(one(records, 'process.euid')));
    return missing('denied', `the probe may not read ${denied}, ${what}`, remedy);
  }
  const error = one(records, `${fact}.error`);
  return error === undefined ? undefined : missing('error', `${what} cannot be read: ${error}`);
}
