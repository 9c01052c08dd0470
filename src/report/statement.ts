import type { Plan } from '../evidence/evidence.js';

const quote = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

const tlsClause = { required: ' REQUIRE SSL', preferred: '', disabled: ' REQUIRE NO SSL' };

/** The planned statement as it would be typed, its password left out; null while no donor is named. */
export function cloneStatement({ cloneFrom, donorUser, dataDirectory, cloneSsl }: Plan): string | null {
  if (!cloneFrom) return null;
  const directory = dataDirectory ? ` DATA DIRECTORY = ${quote(dataDirectory)}` : '';
  const account = `${quote(donorUser)}@${quote(cloneFrom.host)}:${cloneFrom.port}`;
  return `CLONE INSTANCE FROM ${account} IDENTIFIED BY '<password>'${directory}${tlsClause[cloneSsl]};`;
}
