import { blindTo, defineCheck, pass } from '../../src/doctor/check.js';
import type { FactValues } from '../../src/evidence/evidence.js';
import { isAtLeast, parseVersion } from '../../src/evidence/version.js';
import { besideDdl } from './running-ddl.js';

export default defineCheck({
  id: 'gate/donor-ddl',
  title: "No DDL statement keeps CLONE from the donor's backup lock",
  stage: 'gate',
  consequence: 'refused',
  why: `With clone_block_ddl=ON on the recipient (the donor's own value does not count), and always before 8.0.27, the donor
takes its backup lock for as long as it copies. A DDL statement that runs there keeps it from that, at the worst for
clone_ddl_timeout seconds (the recipient's, too; 0 does not wait at all), and the clone ends with 3862, with 1205
inside. DDL that comes later waits until the copy is over, on a replica its replication with it; queries of the same
table go on. With clone_block_ddl=OFF, the default, neither waits for the other.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-concurrent-ddl.html',
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-options-variables.html#sysvar_clone_block_ddl',
    'plugin/clone/src/clone_client.cc: Client::serialize_init_cmd()',
  ],
  needs: ['recipient.variables', 'donor.variables'],
  wishes: ['donor.runningDdl', 'donor.heldLocks'],
  evaluate({ recipient, donor }) {
    if (!blocksDdl(recipient.variables, donor.variables))
      return pass('DDL on the donor and the clone do not wait for each other (clone_block_ddl=OFF)', {
        evidence: { clone_block_ddl: recipient.variables.clone_block_ddl ?? null },
      });
    if (!donor.runningDdl.ok) return blindTo('donor.runningDdl', donor.runningDdl);
    // Where no lock is recorded at all, that there is none of DDL says nothing.
    if (!donor.heldLocks.ok) return blindTo('donor.heldLocks', donor.heldLocks);
    const verdict = besideDdl({
      side: 'donor',
      ddl: donor.runningDdl.value,
      variables: { ok: true, value: recipient.variables },
      errno: 3862,
      donorErrno: 1205,
    });
    return verdict.status === 'pass'
      ? pass(`${verdict.summary} now; what comes later waits until the clone is over`, verdict)
      : verdict;
  },
});

function blocksDdl(recipient: FactValues['variables'], donor: FactValues['variables']): boolean {
  const version = parseVersion(donor.version ?? '');
  return recipient.clone_block_ddl === 'ON' || (version !== undefined && !isAtLeast(version, 8, 0, 27));
}
