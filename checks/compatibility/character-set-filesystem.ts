import { checkEqualSetting, persist } from './equal-setting.js';

export default checkEqualSetting({
  id: 'compatibility/character-set-filesystem',
  title: 'character_set_filesystem is the same on both servers',
  variable: 'character_set_filesystem',
  errno: 3868,
  why: `character_set_filesystem is among the settings that the donor sends and the recipient compares. Hardly anybody
changes it from binary; where somebody did, the clone is refused with error 3868.`,
  remedy: persist('character_set_filesystem'),
});
