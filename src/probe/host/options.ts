import { type HostFacts, known, missing } from './facts.js';
import { one, type Records } from './records.js';
import { INSIDE_CONTAINER } from './remedies.js';

/** The fact `options` from what the script said, unless it was refused. */
export function optionsOf(records: Records): HostFacts['options'] {
  const problem = one(records, 'options.problem');
  if (problem === 'elsewhere')
    return missing('unsupported', 'the server has other option files than the probe sees', INSIDE_CONTAINER);
  if (problem === 'no-tool')
    return missing(
      'unsupported',
      'the program my_print_defaults, which reads option files, is not on the host',
    );
  if (one(records, 'options.read') === undefined)
    return missing('error', 'what the host probe said of the options is not understood');
  const words = records.get('option') ?? [];
  return known({
    given: words.map((word) => {
      const name = word.replace(/=.*/s, '');
      const plain = name.replace(/^loose[-_]/i, '');
      return { name: plain, loose: plain !== name };
    }),
    pluginLoads: words.filter((word) => word.includes('=')).map((word) => word.slice(word.indexOf('=') + 1)),
  });
}
