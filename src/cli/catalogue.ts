import type { CatalogueEntry } from '../report/catalogue.js';
import { print } from './print.js';
import { terminalWidth } from './terminal.js';

interface ListOptions {
  format: 'table' | 'json';
}

/** Prints the catalogue of checks. */
export async function list({ format }: ListOptions): Promise<void> {
  const [{ checks }, { catalogue, renderCatalogue }] = await load();
  const entries = catalogue(checks);
  await print(format === 'json' ? json(entries) : renderCatalogue(entries, terminalWidth()));
}

/**
 * Prints one check's whole story, offline.
 *
 * @throws {DoctorError} for an unknown id, with the nearest one.
 */
export async function explain(id: string, { format }: ListOptions): Promise<void> {
  const [{ checks }, { catalogue, renderExplanation }] = await load();
  const { checkById } = await import('../doctor/select.js');
  const entries = catalogue([checkById(checks, id)]) as [CatalogueEntry];
  await print(format === 'json' ? json(entries[0]) : renderExplanation(entries[0], terminalWidth()));
}

const load = () => Promise.all([import('../../checks/index.js'), import('../report/catalogue.js')]);

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
