import { defineCheck, fail, pass, unknown, warn } from '../../src/doctor/check.js';
import { copyOf, donorBytes } from '../../src/evidence/copy.js';

/** A copy at half of the time allowed can still take all of it: changed pages and redo come on top, and rates vary. */
const MARGIN = 2;

export default defineCheck({
  id: 'donor/copy-time',
  title: 'The copy is over before its client gives up',
  stage: 'copy',
  consequence: 'wiped',
  why: `The statement lasts as long as the copy, and what ends the statement ends the clone with error 1317, behind the wipe:
KILL, a driver's query timeout that sends KILL QUERY, Ctrl-C in mysql, or the end of its terminal (SIGHUP). A client
that only goes away (a socket timeout, SIGTERM, SIGKILL) does not: the server notices nothing, completes the clone and
restarts, while its tool believes that it failed. The server's own timeouts (net_read_timeout, net_write_timeout,
wait_timeout) never end a clone that moves, however low they are. The doctor cannot know how long a copy takes: tell
it with --bandwidth how much the two servers have been seen to move. The limits clone_max_data_bandwidth and
clone_max_network_bandwidth count on the recipient, and give a least time; the donor's are for clones of its own.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-options-variables.html',
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-stop.html',
    'plugin/clone/src/clone_client.cc: Thread_Info::throttle()',
  ],
  needs: ['donor.tablespaces', 'donor.systemBytes', 'recipient.variables'],
  irrelevant: ({ clientTimeout, joinGroup }) => {
    if (joinGroup) return 'no client waits for the clone of a member that joins';
    return clientTimeout === undefined ? 'not asked for: add --client-timeout SECONDS' : undefined;
  },
  evaluate({ donor, recipient, plan }) {
    const seconds = plan.clientTimeout ?? 0;
    const copy = copyOf(donorBytes(donor.tablespaces, donor.systemBytes), recipient.variables, plan);
    const { minSeconds, aboutSeconds } = copy;
    const evidence = { ...copy, clientTimeout: seconds };
    const given = `the client gives up after ${seconds} s`;
    const remedy = [
      {
        on: 'doctor' as const,
        kind: 'manual' as const,
        text: 'Run the statement from where nothing ends it: without a timeout, in screen or tmux on the recipient.',
      },
    ];
    const meaning = plan.dataDirectory
      ? 'A client that kills its statement ends the clone with error 1317; nothing of the recipient is harmed.'
      : `A client that kills its statement then ends the clone with error 1317, after the recipient's data is dropped.
One that only closes its connection leaves it running to its end, unattended.`;
    const tooLate = (takes: string) =>
      fail(`the copy takes ${takes}, and ${given}`, {
        meaning,
        evidence,
        errno: 1317,
        ...(plan.dataDirectory && { consequence: 'refused' as const }),
        remedy,
      });
    if (aboutSeconds !== null && aboutSeconds > seconds)
      return tooLate(`about ${Math.round(aboutSeconds)} s`);
    if (minSeconds !== null && minSeconds > seconds) return tooLate(`${Math.round(minSeconds)} s or more`);
    if (aboutSeconds === null) {
      return unknown(`${given}, and how long the copy takes is not known`, {
        evidence,
        remedy: [
          {
            on: 'doctor',
            kind: 'manual',
            text: 'Add --bandwidth with the MiB a second that a copy between these servers has been seen to move.',
          },
        ],
      });
    }
    const seen = `the copy takes about ${Math.round(aboutSeconds)} s; ${given}`;
    return aboutSeconds * MARGIN > seconds
      ? warn(seen, { meaning: `That is close. ${meaning}`, evidence, remedy })
      : pass(seen, { evidence });
  },
});
