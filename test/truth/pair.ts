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

/** What hosts are known to hold: nothing yet, or the donor of a healthy pair. All others may hold anything. */
const known = new WeakMap<LabHost, 'nothing' | 'healthy donor'>();

/** Says that two hosts have just been booted. */
export function booted({ donor, recipient }: Pair): void {
  known.set(donor, 'nothing');
  known.set(recipient, 'nothing');
}

/** Whether a scenario does nothing with the host of the donor but clone from it: that only reads. */
export const onlyReadsDonor = ({ donor, donorIs, trigger }: Scenario): boolean =>
  donor === undefined && donorIs === undefined && trigger === undefined;

/** Says that a scenario on two hosts went as it should. */
export function done({ donor }: Pair, scenario: Scenario): void {
  if (onlyReadsDonor(scenario)) known.set(donor, 'healthy donor');
}

/** Makes of two hosts, whatever they hold, a healthy pair, and of that the pair that the scenario wants. */
export async function prepare(hosts: Pair, scenario: Scenario): Promise<Pair> {
  const { recipient } = hosts;
  const { donorIs } = scenario;
  const [apart] = await Promise.all([donorIs ? undefined : healthyDonor(hosts.donor), empty(recipient)]);
  const donor = apart ?? (donorIs === 'the recipient' ? recipient : await donorBeside(recipient));
  await recipient.sql(`${setUp.recipient}${allow(nameOf(donor))}`);
  await Promise.all([apply(donor, scenario.donor ?? {}), apply(recipient, scenario.recipient ?? {})]);
  return { donor, recipient };
}

async function empty(host: LabHost): Promise<void> {
  const isEmpty = known.get(host) === 'nothing';
  known.delete(host);
  if (!isEmpty) await host.reset();
}

async function healthyDonor(host: LabHost): Promise<LabHost> {
  if (known.get(host) === 'healthy donor') {
    known.delete(host);
  } else {
    await empty(host);
    await host.sql(setUp.donor);
  }
  return host;
}

async function donorBeside(recipient: LabHost): Promise<LabHost> {
  const donor = await recipient.second();
  await donor.sql(setUp.donor);
  return donor;
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
