import { checkPacketSize } from './packet-size.js';

export default checkPacketSize({
  side: 'donor',
  id: 'compatibility/donor-max-allowed-packet',
  title: "The donor's max_allowed_packet is at least 2 MiB",
  why: `The donor checks its own global max_allowed_packet when a recipient comes. When it is smaller than 2 MiB the donor
refuses with error 3957, which the recipient reports wrapped in 3862.`,
  errno: 3862,
  donorErrno: 3957,
  meaning: 'The donor refuses (error 3862, with 3957 inside); nothing is harmed.',
});
