import { type HostFacts, known, missing } from './facts.js';
import { natural } from './numbers.js';
import { one, type Records } from './records.js';
import { INSIDE_CONTAINER } from './remedies.js';

const elsewhere = () =>
  missing('unsupported', 'the server has other option files than the probe sees', INSIDE_CONTAINER);

/** The fact `options` from what the script said, unless it was refused. */
export function optionsOf(records: Records): HostFacts['options'] {
  const problem = one(records, 'options.problem');
  if (problem === 'elsewhere') return elsewhere();
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
    // Of several the last one counts, and the command line before any file.
    values: Object.fromEntries(
      ['options.file', 'options.command'].flatMap((from) => (records.get(from) ?? []).map(assignment)),
    ),
  });
}

function assignment(word: string): [string, string] {
  const at = word.indexOf('=');
  return [word.slice(0, at).replaceAll('-', '_'), word.slice(at + 1)];
}

/** The fact `optionFiles` from what the script said, unless it was refused. */
export function optionFilesOf(records: Records): HostFacts['optionFiles'] {
  switch (one(records, 'optionFiles.problem')) {
    case 'no-pid-file':
      return missing('error', 'the pid file, which tells when the server was started, is gone');
    case 'relative':
      return missing('unsupported', 'the server was given its option file by a relative path');
  }
  if (one(records, 'optionFiles') === undefined)
    return missing('error', 'what the host probe said of the option files is not understood');
  return known({ changed: [...(records.get('optionFiles.changed') ?? [])] });
}

/** The fact `optionTrial` from what the script said, unless it was refused. */
export function optionTrialOf(records: Records): HostFacts['optionTrial'] {
  if (one(records, 'optionTrial.unasked') !== undefined) return known(null);
  const problem = one(records, 'optionTrial.problem');
  if (problem === 'elsewhere') return elsewhere();
  if (problem === 'no-tool')
    return missing(
      'unsupported',
      "the program setpriv, by which mysqld is run as the server's user, is not on the host",
    );
  const status = natural(one(records, 'optionTrial.status'));
  // A shell's own answers: the program cannot be run (126), is not there (127), or was killed.
  if (status === undefined || status > 125)
    return missing('error', `mysqld --validate-config could not be run (${status ?? 'no exit status'})`);
  return known({
    status,
    errors: (records.get('optionTrial.complaint') ?? []).map((line) => {
      const [code = '', name] = line.split(' ');
      return { code, name: name || null };
    }),
  });
}
