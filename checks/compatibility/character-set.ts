import { checkEqualSetting, persist } from './equal-setting.js';

export default checkEqualSetting({
  id: 'compatibility/character-set',
  title: 'character_set_server is the same on both servers',
  variable: 'character_set_server',
  errno: 3868,
  why: `The recipient compares its global character_set_server with the donor's. A difference, for example utf8mb4
against a latin1 left over from an old option file, is refused with error 3868.`,
  remedy: persist('character_set_server'),
});
