import { checkEqualSetting } from './equal-setting.js';

export default checkEqualSetting({
  id: 'compatibility/page-size',
  title: 'innodb_page_size is the same on both servers',
  variable: 'innodb_page_size',
  errno: 3868,
  why: `The page size is fixed when a data directory is initialized. CLONE copies pages as they are, so the recipient
refuses another page size with error 3868.`,
  remedy: (value) => [
    {
      on: 'recipient-host',
      kind: 'manual',
      text: `Initialize the recipient's data directory anew with innodb_page_size=${value} in its option file.`,
    },
  ],
});
