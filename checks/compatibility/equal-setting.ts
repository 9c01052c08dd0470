import { type Check, defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import type { Remedy } from '../../src/doctor/finding.js';
import { sqlString } from '../../src/evidence/sql-quotes.js';

interface EqualSetting {
  id: string;
  title: string;
  variable: string;
  errno: number;
  why: string;
  /** What makes the recipient's value equal to the donor's. */
  remedy: (donorValue: string) => Remedy[];
}

/**
 * A check for one of the settings that the donor sends and the recipient compares, as strings, before it
 * touches anything (plugin/clone/src/clone_server.cc: Server::send_configs).
 */
export const checkEqualSetting = ({ id, title, variable, errno, why, remedy }: EqualSetting): Check =>
  defineCheck({
    id,
    title,
    stage: 'gate',
    consequence: 'refused',
    why,
    references: [
      'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-remote.html',
      'plugin/clone/src/clone_server.cc: Server::send_configs()',
      'sql/server_component/clone_protocol_service.cc: mysql_clone_validate_configs()',
    ],
    needs: ['recipient.variables', 'donor.variables'],
    evaluate({ recipient, donor }) {
      const ours = recipient.variables[variable];
      const theirs = donor.variables[variable];
      if (ours === undefined || theirs === undefined) {
        return unknown(`the ${ours === undefined ? 'recipient' : 'donor'} has no variable ${variable}`);
      }
      const evidence = { variable, recipient: ours, donor: theirs };
      if (ours === theirs) return pass(`${variable} is ${ours} on both`, { evidence });
      return fail(`${variable}: recipient ${ours}, donor ${theirs}`, {
        meaning: `The recipient refuses with error ${errno}; nothing is harmed.`,
        evidence,
        errno,
        remedy: remedy(theirs),
      });
    },
  });

/** The statement that changes a dynamic global variable now and for later starts. */
export const persist =
  (variable: string) =>
  (value: string): Remedy[] => [
    { on: 'recipient', kind: 'sql', text: `SET PERSIST ${variable} = ${sqlString(value)};` },
  ];
