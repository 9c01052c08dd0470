import type { Change, Scenario } from '../scenario.js';

const refusedBy = (donorErrno: number) => ({ outcome: 'refused', errno: 3862, donorErrno }) as const;

const plain = { clause: 'REQUIRE NO SSL', doctorOptions: ['--clone-ssl', 'disabled'] };

/** The doctor's machine is the first address of the lab's network, the recipient the twelfth; it is db2 there. */
const forTheDoctor = "'clone_doctor'@'10.213.%.1'";

/** An account that the donor prefers when the recipient comes; the doctor goes on with the one for everybody. */
const forTheRecipient = (host: string, demands = ''): Change => ({
  sql: `CREATE USER 'clone_doctor'@'${host}' IDENTIFIED BY 'Clone-Doctor-1' ${demands};
    GRANT BACKUP_ADMIN ON *.* TO 'clone_doctor'@'${host}';`,
});

/** The only account there is, the doctor's as well. */
const renamedTo = (host: string): Change => ({
  sql: `RENAME USER 'clone_doctor'@'%' TO 'clone_doctor'@'${host}';`,
});

const listedAt = (port: number): Change => ({
  sql: `SET GLOBAL clone_valid_donor_list = 'db1:3306,db1:${port}';`,
});

/** The login of the recipient on the donor, as the first port allows it and the right account. */
export const loginScenarios: Scenario[] = [
  {
    name: 'an account of the donor that fits the doctor and not the recipient',
    donor: { sql: `RENAME USER 'clone_doctor'@'%' TO ${forTheDoctor};` },
    ends: refusedBy(1045),
  },
  {
    name: 'a donor without any account that fits the recipient',
    donor: {
      sql: `RENAME USER 'clone_doctor'@'%' TO ${forTheDoctor}; DROP USER lab; FLUSH PRIVILEGES;`,
    },
    ends: refusedBy(1130),
  },
  {
    name: 'an account of the donor for a network that holds the recipient',
    donor: renamedTo('10.213.0.0/255.255.0.0'),
    ends: { outcome: 'ok' },
    quiet: ['gate/donor-login'],
  },
  {
    name: 'an account for the name of the recipient, and another for everybody',
    donor: forTheRecipient('db2'),
    ends: { outcome: 'ok' },
    predicted: { outcome: 'unknown' },
  },
  {
    name: 'an account for a name, and a donor that asks for no names',
    donor: {
      options: ['skip_name_resolve=ON'],
      ...forTheRecipient('db2', 'ACCOUNT LOCK'),
    },
    ends: { outcome: 'ok' },
  },
  {
    name: 'an anonymous account comes before that of the statement',
    donor: { sql: "CREATE USER ''@'10.213.%.12';" },
    ends: refusedBy(1045),
  },
  {
    name: 'an anonymous account comes after that of the statement',
    donor: { sql: "CREATE USER ''@'%';" },
    ends: { outcome: 'ok' },
  },
  {
    name: 'the account for the recipient is locked',
    donor: forTheRecipient('10.213.%.12', 'ACCOUNT LOCK'),
    ends: refusedBy(3118),
  },
  {
    name: 'the password of the account for the recipient has expired',
    donor: forTheRecipient('10.213.%.12', 'PASSWORD EXPIRE'),
    ends: refusedBy(1862),
  },
  {
    name: 'the same, on a donor that lets such an account in',
    donor: {
      options: ['disconnect_on_expired_password=OFF'],
      ...forTheRecipient('10.213.%.12', 'PASSWORD EXPIRE'),
    },
    ends: refusedBy(1820),
  },
  {
    name: 'the account for the recipient REQUIREs X509',
    donor: forTheRecipient('10.213.%.12', 'REQUIRE X509'),
    ends: refusedBy(1045),
  },
  {
    name: 'the account REQUIREs SSL and the statement REQUIREs NO SSL',
    donor: { sql: "ALTER USER 'clone_doctor'@'%' REQUIRE SSL;" },
    ...plain,
    ends: refusedBy(1045),
  },
  {
    name: 'the account REQUIREs SSL',
    donor: { sql: "ALTER USER 'clone_doctor'@'%' REQUIRE SSL;" },
    ends: { outcome: 'ok' },
  },
  {
    name: 'the account for the recipient is locked, and the donor requires TLS that the statement forbids',
    donor: {
      sql: `${forTheRecipient('10.213.%.12', 'ACCOUNT LOCK').sql} SET GLOBAL require_secure_transport = ON;`,
    },
    ...plain,
    ends: refusedBy(3118),
  },
  {
    name: 'a port of the donor at which nothing listens',
    recipient: listedAt(3399),
    cloneFrom: 'db1:3399',
    ends: refusedBy(2003),
  },
  {
    name: "the donor's port of the X protocol",
    donor: { options: ['mysqlx=ON', 'mysqlx_bind_address=*'] },
    recipient: listedAt(33060),
    cloneFrom: 'db1:33060',
    ends: refusedBy(2007),
  },
  {
    name: "the donor's administrative port",
    donor: { options: ['admin_address=db1'] },
    recipient: listedAt(33062),
    cloneFrom: 'db1:33062',
    ends: refusedBy(1227),
  },
  {
    name: "the donor's administrative port, by an account that may use it",
    donor: {
      options: ['admin_address=db1'],
      sql: "GRANT SERVICE_CONNECTION_ADMIN ON *.* TO 'clone_doctor'@'%';",
    },
    recipient: listedAt(33062),
    cloneFrom: 'db1:33062',
    ends: { outcome: 'ok' },
  },
];
