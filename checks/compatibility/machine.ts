import { checkEqualSetting } from './equal-setting.js';

export default checkEqualSetting({
  id: 'compatibility/machine',
  title: 'Both servers are built for the same machine architecture',
  variable: 'version_compile_machine',
  errno: 3866,
  why: `The recipient compares version_compile_machine with the donor's: x86_64 and aarch64 cannot clone from each
other (error 3866).`,
  remedy: (value) => [
    { on: 'recipient-host', kind: 'manual', text: `Use a recipient on a ${value} machine.` },
  ],
});
