import type { Collected, Missing } from '../../src/evidence/collected.js';
import type { FactValues } from '../../src/evidence/evidence.js';

interface OptionFacts {
  options: Collected<FactValues['options']>;
  optionFiles: Collected<FactValues['optionFiles']>;
}

/**
 * What a restart makes of a setting that SET PERSIST does not take: `written` is what the options say now, absent where
 * they leave it to the program. Where they cannot be read, files that did not change stand for the value that runs.
 */
export function onDisk(
  name: string,
  running: string | undefined,
  { options, optionFiles }: OptionFacts,
): { written: string | undefined } | { missing: Missing } {
  if (options.ok) return { written: options.value.values[name] };
  if (optionFiles.ok && optionFiles.value.changed.length === 0) return { written: running };
  return { missing: options };
}
