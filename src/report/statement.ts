import type { Plan } from '../evidence/evidence.js';
import { sqlString } from '../evidence/sql-quotes.js';

const tlsClause = { required: ' REQUIRE SSL', preferred: '', disabled: ' REQUIRE NO SSL' };

/** The planned statement as it would be typed, its password left out; null while no donor is named. */
export function cloneStatement({
  joinGroup,
  cloneFrom,
  donorUser,
  dataDirectory,
  cloneSsl,
}: Plan): string | null {
  if (joinGroup) return 'START GROUP_REPLICATION;';
  if (!cloneFrom) return null;
  const directory = dataDirectory ? ` DATA DIRECTORY = ${sqlString(dataDirectory)}` : '';
  const account = `${sqlString(donorUser)}@${sqlString(cloneFrom.host)}:${cloneFrom.port}`;
  return `CLONE INSTANCE FROM ${account} IDENTIFIED BY '<password>'${directory}${tlsClause[cloneSsl]};`;
}
