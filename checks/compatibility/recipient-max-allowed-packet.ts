import { checkPacketSize } from './packet-size.js';

export default checkPacketSize({
  side: 'recipient',
  id: 'compatibility/recipient-max-allowed-packet',
  title: "The recipient's max_allowed_packet is at least 2 MiB",
  why: `CLONE sends its data in packets of up to 2 MiB. The recipient checks its own global max_allowed_packet; the value
of the session does not count. It refuses with error 3957 when it is smaller.`,
  errno: 3957,
  meaning: 'The recipient refuses with error 3957; nothing is harmed.',
});
