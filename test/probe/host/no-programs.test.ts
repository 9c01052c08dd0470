import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { BEGIN, END, readRecords } from '../../../src/probe/host/records.js';
import { networkFacts } from '../../../src/probe/host/sh/network.sh.js';
import { optionFacts } from '../../../src/probe/host/sh/options.sh.js';
import { reading } from '../../../src/probe/host/sh/reading.sh.js';
import { secretFacts } from '../../../src/probe/host/sh/secrets.sh.js';
import { works } from './shells.js';

for (const shell of [['sh'], ['bash', '--posix']]) {
  const available = works(shell);
  const [command = '', ...args] = shell;

  // A busybox brings its own programs along, wherever PATH leads.
  describe.skipIf(!available)(`in ${shell.join(' ')}${available ? '' : ' (skipped: not installed)'}`, () => {
    const recordsOf = (path: string, code: string) => {
      const constants = `NEWLINE='\n'\nLC_ALL=C\nPATH=${path}\nentries=$NEWLINE\npid_path=/proc/self/stat`;
      const script = [constants, reading, optionFacts, secretFacts, networkFacts, code, ':\n'].join('\n');
      const output = execFileSync(command, args, { input: script, encoding: 'utf8', timeout: 5000 });
      return readRecords(`${BEGIN}=1\0${output}${END}=1\0`) ?? new Map();
    };

    it.each([
      ['secrets', 'say_secrets self', 'grep'],
      ['optionFiles', 'named_file=/no/such; say_changed_files', 'sed'],
      ['network', 'say_network self', 'sed'],
    ])('%s are not seen without the programs that look', (fact, code, program) => {
      const blind = recordsOf('/nonexistent', code);
      expect(blind.get(`${fact}.error`)).toEqual([`there is no ${program}`]);
      expect(blind.get(fact)).toBeUndefined();
      expect(blind.get('network.ports')).toBeUndefined();
      expect(recordsOf('$PATH:/usr/bin:/bin', code).get(`${fact}.error`)).toBeUndefined();
    });
  });
}
