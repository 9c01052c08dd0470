import { checkEqualSetting } from './equal-setting.js';

export default checkEqualSetting({
  id: 'compatibility/operating-system',
  title: 'Both servers are built for the same operating system',
  variable: 'version_compile_os',
  errno: 3865,
  why: `The recipient compares version_compile_os, the string that the build carries, with the donor's and refuses a
difference with error 3865. Builds of different vendors for the same system can carry different strings.`,
  remedy: (value) => [
    { on: 'recipient-host', kind: 'manual', text: `Use a recipient whose MySQL is built for ${value}.` },
  ],
});
