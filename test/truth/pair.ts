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
  GRANT SELECT (User, Host, plugin, account_locked, password_expired, password_last_changed, password_lifetime, ssl_type, x509_issuer, x509_subject) ON mysql.user TO '${account.user}'@'%';
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

/** Makes the recipient clone from this donor and no other. */
const allow = (donor: string) => `SET PERSIST clone_valid_donor_list = '${donor}';`;

/** What makes each of two fresh servers a half of a healthy pair. */
export const setUp = {
  donor: `${grants}${donorData}`,
  recipient: `${grants}${recipientData}${allow('db1:3306')}`,
} as const;

/** The hosts db1, the donor, and db2, the recipient. */
export const pairOf = (lab: Lab): Pair => ({ donor: lab.host('db1'), recipient: lab.host('db2') });

/** A server as a statement names it. */
export const nameOf = ({ name, port }: LabHost): string => `${name}:${port}`;

/** Resets both hosts and makes of them the healthy pair, and then the pair, that the scenario wants. */
export async function prepare(hosts: Pair, { donorIs, ...scenario }: Scenario): Promise<Pair> {
  await Promise.all([hosts.donor.reset(), hosts.recipient.reset()]);
  const { recipient } = hosts;
  const donor =
    donorIs === undefined ? hosts.donor : donorIs === 'the recipient' ? recipient : await recipient.second();
  if (donor !== recipient) await donor.sql(setUp.donor);
  await recipient.sql(`${setUp.recipient}${allow(nameOf(donor))}`);
  await Promise.all([apply(donor, scenario.donor ?? {}), apply(recipient, scenario.recipient ?? {})]);
  return { donor, recipient };
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
