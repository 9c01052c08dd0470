import type { Lab, LabHost } from '../lab/lab.js';
import { replaceByMariadb } from '../lab/mariadb.js';
import type { Change, Scenario } from './scenario.js';

/** The account of the README, by which the doctor looks and the statement clones. */
export const account = { user: 'clone_doctor', password: 'Clone-Doctor-1' } as const;

/** The README's statements, word for word but for the password; a comment says where only one side needs one. */
export const grants = `
  CREATE USER '${account.user}'@'%' IDENTIFIED BY '${account.password}';
  GRANT REFERENCES ON *.* TO '${account.user}'@'%';
  GRANT PROCESS ON *.* TO '${account.user}'@'%';
  GRANT SELECT ON performance_schema.* TO '${account.user}'@'%';
  GRANT SELECT ON mysql.plugin TO '${account.user}'@'%';
  GRANT SELECT ON mysql.component TO '${account.user}'@'%';
  GRANT SELECT (User, Host, plugin) ON mysql.user TO '${account.user}'@'%';
  GRANT SELECT (Channel_name, User_name, User_password) ON mysql.slave_master_info TO '${account.user}'@'%';
  GRANT SELECT (Server_name, Password) ON mysql.servers TO '${account.user}'@'%'; -- on the donor
  GRANT CLONE_ADMIN ON *.* TO '${account.user}'@'%'; -- on the recipient, for CLONE itself
  GRANT BACKUP_ADMIN ON *.* TO '${account.user}'@'%'; -- on the donor, for CLONE itself
`;

const donorData = `
  CREATE DATABASE app;
  CREATE TABLE app.orders (id INT PRIMARY KEY);
  INSERT INTO app.orders VALUES (1), (2), (3);`;

const recipientData = `
  CREATE DATABASE old;
  CREATE TABLE old.things (id INT PRIMARY KEY);
  INSERT INTO old.things VALUES (1);`;

export interface Pair {
  donor: LabHost;
  recipient: LabHost;
}

/** What makes each of two fresh servers a half of a healthy pair. */
export const setUp = {
  donor: `${grants}${donorData}`,
  recipient: `${grants}${recipientData} SET PERSIST clone_valid_donor_list = 'db1:3306';`,
} as const;

/** The hosts db1, the donor, and db2, the recipient. */
export const pairOf = (lab: Lab): Pair => ({ donor: lab.host('db1'), recipient: lab.host('db2') });

/** Resets both hosts, makes a healthy pair of them and then what the scenario wants. */
export async function prepare(pair: Pair, scenario: Scenario): Promise<void> {
  await Promise.all([pair.donor.reset(), pair.recipient.reset()]);
  await Promise.all([pair.donor.sql(setUp.donor), pair.recipient.sql(setUp.recipient)]);
  await Promise.all([
    apply(pair.donor, scenario.donor ?? {}),
    apply(pair.recipient, scenario.recipient ?? {}),
  ]);
}

async function apply(host: LabHost, change: Change): Promise<void> {
  const { files = {}, before, options, dropIn, version, lateDropIn, startWith, sql, shell } = change;
  if (change.mariadb) await replaceByMariadb(host);
  for (const [path, content] of Object.entries(files)) await host.writeFile(path, content);
  if (before) await host.exec(before);
  if (options) await host.option(options);
  if (dropIn !== undefined) await host.dropIn(dropIn);
  if (version) {
    const own = (await host.sql('SELECT VERSION()')).stdout.trim().replace(/-.*/, '');
    await host.mysqldBinaryWithVersion(version(own));
  }
  if (change.files || options || version || dropIn !== undefined) await host.restart();
  if (lateDropIn !== undefined) await host.dropIn(lateDropIn);
  if (startWith !== undefined) {
    // The service takes its runtime directory with it.
    await host.exec('systemctl stop mysql.service; install -d -o mysql -g mysql /run/mysqld');
    await host.exec(startWith);
    if (!(await host.waitForMysql(30_000))) throw new Error(`${host.name}: mysqld did not come up by hand`);
  }
  if (sql) await host.sql(sql);
  if (shell) await host.exec(shell);
}
