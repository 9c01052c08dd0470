import { checkEqualSetting, persist } from './equal-setting.js';

export default checkEqualSetting({
  id: 'compatibility/collation',
  title: 'collation_server is the same on both servers',
  variable: 'collation_server',
  errno: 3868,
  why: `The recipient compares its global collation_server with the donor's and refuses a difference with error 3868, even
where the character set is the same.`,
  remedy: persist('collation_server'),
});
