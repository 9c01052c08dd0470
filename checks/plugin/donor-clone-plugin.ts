import { checkActiveClonePlugin } from './active-clone-plugin.js';

export default checkActiveClonePlugin({
  side: 'donor',
  id: 'plugin/donor-clone-plugin',
  title: 'The clone plugin is active on the donor',
  why: `The donor's half of a clone is the same plugin. Without it the donor answers the recipient with error 1524, which the
client sees wrapped in 3862.`,
  errno: 3862,
  donorErrno: 1524,
  meaning: 'The donor refuses (error 3862, with 1524 inside); nothing is harmed.',
});
