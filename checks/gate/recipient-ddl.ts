import { defineCheck } from '../../src/doctor/check.js';
import { besideDdl } from './running-ddl.js';

export default defineCheck({
  id: 'gate/recipient-ddl',
  title: "No DDL statement keeps CLONE from the recipient's backup lock",
  stage: 'gate',
  consequence: 'refused',
  why: `Before it drops anything CLONE takes the recipient's backup lock, whatever clone_block_ddl says. A DDL statement that
runs there keeps it from that, at the worst for clone_ddl_timeout seconds, and the clone ends with error 1205. An
ALTER TABLE that waits for a forgotten transaction is enough.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-options-variables.html#sysvar_clone_ddl_timeout',
    'plugin/clone/src/clone_client.cc: Client::set_locators()',
  ],
  // Where no lock is recorded at all, that there is none of DDL says nothing.
  needs: ['recipient.runningDdl', 'recipient.heldLocks'],
  wishes: ['recipient.variables'],
  irrelevant: ({ dataDirectory }) => dataDirectory && 'CLONE ... DATA DIRECTORY drops nothing',
  evaluate: ({ recipient }) =>
    besideDdl({
      side: 'recipient',
      ddl: recipient.runningDdl,
      variables: recipient.variables,
      errno: 1205,
    }),
});
