import { blindTo, defineCheck, fail, pass, warn } from '../../src/doctor/check.js';
import type { Remedy } from '../../src/doctor/finding.js';
import type { Plan } from '../../src/evidence/evidence.js';
import { sqlString } from '../../src/evidence/sql-quotes.js';

export default defineCheck({
  id: 'gate/donor-list',
  title: 'clone_valid_donor_list names the donor as the statement does',
  stage: 'gate',
  consequence: 'refused',
  why: `The recipient clones only from a HOST:PORT that its clone_valid_donor_list holds. It compares text: the list's host in
lower case with the host of the statement, and the port as a number. There is no DNS: db1, db1.example.com and
10.0.0.1 are three donors. Otherwise error 3869.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-options-variables.html#sysvar_clone_valid_donor_list',
    'plugin/clone/src/clone_plugin.cc: match_valid_donor_address()',
  ],
  needs: ['recipient.variables'],
  wishes: ['recipient.donorList'],
  irrelevant: ({ cloneFrom }) =>
    cloneFrom ? undefined : 'no donor was named: add --donor or --clone-from HOST:PORT',
  evaluate({ recipient, plan }) {
    const { host, port } = plan.cloneFrom as NonNullable<Plan['cloneFrom']>;
    const shown = recipient.variables.clone_valid_donor_list;
    const whole =
      shown === undefined || shown.length < CUT_OFF
        ? { ok: true as const, value: shown }
        : recipient.donorList;
    if (!whole.ok) return blindTo('recipient.donorList', whole);
    const list = whole.value;
    const donor = `${host}:${port}`;
    const evidence = { clone_valid_donor_list: list ?? null, donor };
    if (plan.joinGroup && !host.includes(':'))
      return pass(`Group Replication puts ${donor} into clone_valid_donor_list by itself`, { evidence });
    // The variable comes with the plugin. Another check says that this is missing, and with which error it ends.
    if (list === undefined) {
      return warn('clone_valid_donor_list does not exist while the clone plugin is not loaded', {
        meaning: `Once it is loaded the list is empty, unless an option or SET PERSIST has named ${donor}, and the recipient refuses with error 3869.`,
        evidence,
        remedy: remedy('', donor),
      });
    }
    if (host.includes(':')) {
      return fail(`the donor is named by its IPv6 address ${host}`, {
        meaning:
          'clone_valid_donor_list cannot hold an IPv6 address, so the recipient refuses with error 3869; nothing is harmed.',
        evidence,
        errno: 3869,
        remedy: [
          {
            on: 'doctor',
            kind: 'manual',
            text: 'Name the donor by a host name: --clone-from NAME:PORT, and CLONE INSTANCE FROM the same.',
          },
        ],
      });
    }
    if (namesDonor(list, host, port)) return pass(`clone_valid_donor_list holds ${donor}`, { evidence });
    return fail(
      list === ''
        ? `clone_valid_donor_list is empty; ${donor} is not in it`
        : `clone_valid_donor_list is '${list}'; ${donor} is not in it`,
      {
        meaning: 'The recipient refuses with error 3869; nothing is harmed.',
        evidence,
        errno: 3869,
        remedy: remedy(list, donor),
      },
    );
  },
});

/** Characters after which SHOW VARIABLES leaves the rest of a value out. */
const CUT_OFF = 1024;

/**
 * match_valid_donor_address(): any space makes the whole list invalid, a host is compared in lower case, and the
 * search ends at the first entry that is not HOST:PORT. (SET refuses such a list; an option file can hold one.)
 */
function namesDonor(list: string, host: string, port: number): boolean {
  if (list.includes(' ')) return false;
  for (const entry of list.split(',')) {
    const [, name, number] = /^([^:]+):(\d+)$/.exec(entry) ?? [];
    if (name === undefined) return false;
    if (name.toLowerCase() === host.toLowerCase() && Number(number) === port) return true;
  }
  return false;
}

function remedy(list: string, donor: string): Remedy[] {
  const kept = list === '' || list.includes(' ') ? [] : [list];
  return [
    {
      on: 'recipient',
      kind: 'sql',
      text: `SET GLOBAL clone_valid_donor_list = ${sqlString([...kept, donor].join(','))};`,
    },
  ];
}
