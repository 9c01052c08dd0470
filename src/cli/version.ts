import { readFileSync } from 'node:fs';

/** This package's version, as its package.json says it. */
export function toolVersion(): string {
  const file = new URL('../../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
