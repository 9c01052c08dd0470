import { checks } from '../../checks/index.js';
import { checkById } from '../doctor/select.js';
import { type CatalogueEntry, catalogue, renderCatalogue, renderExplanation } from '../report/catalogue.js';
import { print } from './print.js';
import { terminalWidth } from './terminal.js';

interface ListOptions {
  format: 'table' | 'json';
}

/** Prints the catalogue of checks. */
export async function list({ format }: ListOptions): Promise<void> {
  const entries = catalogue(checks);
  await print(format === 'json' ? json(entries) : renderCatalogue(entries, terminalWidth()));
}

/**
 * Prints one check's whole story, offline.
 *
 * @throws {DoctorError} for an unknown id, with the nearest one.
 */
export async function explain(id: string, { format }: ListOptions): Promise<void> {
  const entries = catalogue([checkById(checks, id)]) as [CatalogueEntry];
  await print(format === 'json' ? json(entries[0]) : renderExplanation(entries[0], terminalWidth()));
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
