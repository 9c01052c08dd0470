import { checkActiveClonePlugin } from './active-clone-plugin.js';

export default checkActiveClonePlugin({
  side: 'recipient',
  id: 'plugin/recipient-clone-plugin',
  title: 'The clone plugin is active on the recipient',
  why: 'The CLONE statement is carried out by the clone plugin. Without it the recipient answers with error 1524.',
  errno: 1524,
  meaning: 'The recipient refuses with error 1524; nothing is harmed.',
});
