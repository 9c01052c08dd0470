import { defineCheck, fail, pass } from '../../src/doctor/check.js';
import type { Plan } from '../../src/evidence/evidence.js';
import type { Identity } from '../../src/evidence/server-facts.js';

export default defineCheck({
  id: 'gate/donor-is-recipient',
  title: 'Donor and recipient are two servers',
  stage: 'gate',
  consequence: 'refused',
  why: `A server cannot replace its data by its own. As donor it answers 3871 where the connection comes from localhost, and
3634, as a donor that already takes part in a clone, where it comes by another name.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-limitations.html',
    'storage/innobase/clone/clone0api.cc: innodb_clone_begin()',
  ],
  needs: ['recipient.identity', 'donor.identity'],
  wishes: ['recipient.donorAddresses'],
  irrelevant: ({ dataDirectory }) =>
    dataDirectory && 'with DATA DIRECTORY a server may copy its own data elsewhere',
  evaluate({ recipient, donor, plan }) {
    const [ours, theirs] = [recipient.identity, donor.identity];
    const evidence = { recipient: nameOf(ours), donor: nameOf(theirs) };
    // Copied machines share a server_uuid. CLONE does not look at it.
    if (ours.serverUuid !== theirs.serverUuid || nameOf(ours) !== nameOf(theirs))
      return pass(`the recipient is ${nameOf(ours)}, the donor ${nameOf(theirs)}`, { evidence });
    const addresses = (recipient.donorAddresses.ok && recipient.donorAddresses.value) || [];
    const donorErrno = isLoopback(plan, addresses) ? 3871 : 3634;
    return fail(`donor and recipient are one server, ${nameOf(ours)}`, {
      meaning: `The server refuses itself (error 3862, with ${donorErrno} inside); nothing is harmed.`,
      evidence,
      errno: 3862,
      donorErrno,
      remedy: [{ on: 'doctor', kind: 'manual', text: 'Name two different servers with --host and --donor.' }],
    });
  },
});

const nameOf = ({ hostname, port }: Identity) => `${hostname}:${port}`;

const isLoopback = ({ cloneFrom }: Plan, addresses: readonly string[]) =>
  [cloneFrom?.host ?? '', ...addresses].some((place) => /^(localhost|127\..*|::1)$/i.test(place));
