import { defineCheck, fail, pass, unknown, type Verdict } from '../../src/doctor/check.js';
import type { Remedy } from '../../src/doctor/finding.js';
import type { Plan } from '../../src/evidence/evidence.js';
import { ipv4, isLoopback } from '../../src/evidence/ipv4.js';

export default defineCheck({
  id: 'gate/donor-port',
  title: 'The donor listens at the port of the statement',
  stage: 'gate',
  consequence: 'refused',
  why: `CLONE speaks the classic protocol. At a port where nothing listens it ends with 2003, wrapped in 3862; at the port of X
(33060) with 2007; at the administrative port it needs SERVICE_CONNECTION_ADMIN. A donor with bind_address=127.0.0.1,
which is what Debian's package sets, listens to its own host alone. Whether a firewall lies between is not looked at.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_bind_address',
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-limitations.html',
    'https://dev.mysql.com/doc/refman/8.4/en/administrative-connection-interface.html',
  ],
  needs: ['donor.variables', 'donor.identity'],
  wishes: [
    'donor.connection',
    'donor.plugins',
    'donor.privileges',
    'donor.network',
    'recipient.donorAddresses',
  ],
  irrelevant: ({ cloneFrom }) =>
    cloneFrom ? undefined : 'no donor was named: add --donor or --clone-from HOST:PORT',
  evaluate({ donor, recipient, plan }) {
    const { host, port } = plan.cloneFrom as NonNullable<Plan['cloneFrom']>;
    const { variables, identity, plugins, privileges, network, connection } = donor;
    const places = recipient.donorAddresses.ok ? recipient.donorAddresses.value : null;
    const evidence = { port, bind_address: variables.bind_address ?? null, own: identity.port };
    const use: Remedy = {
      on: 'doctor',
      kind: 'manual',
      text: `Name the donor's own port in the statement, and in clone_valid_donor_list: ${host}:${identity.port}.`,
    };
    if (variables.skip_networking === 'ON')
      return refused('skip_networking is ON on the donor: it listens at no port', 2003, evidence, {
        on: 'donor',
        kind: 'manual',
        text: 'Start the donor without skip_networking.',
      });
    if (port === identity.port) {
      const listens = bound(variables.bind_address ?? '*');
      const isMeant = places?.some((place) => listens.includes(place));
      const isOther = listens.every(isSingle) && places?.length && !isMeant;
      if (!listens.every(isLocal)) {
        const reached = connection.ok && connection.value?.to;
        if (isOther && !(reached && reached.port === port && places.includes(reached.address)))
          return unknown(
            `the donor listens at ${listens.join(', ')} alone; whether ${host} (${places.join(', ')}) leads there is not known`,
            { evidence },
          );
        return pass(`the donor listens at port ${port}`, { evidence });
      }
      const reaches = places?.length ? !isOther && places.some(isLoopback) : isLocal(host) || undefined;
      if (reaches)
        return pass(`the donor listens at port ${port} of its own host, which is named`, { evidence });
      const what = `bind_address of the donor is ${variables.bind_address}`;
      if (reaches === undefined)
        return unknown(`${what}, and whether ${host} means that on the recipient's host is not known`, {
          evidence,
        });
      return refused(`${what}: it listens to its own host alone`, 2003, evidence, {
        on: 'donor',
        kind: 'option-file',
        text: '[mysqld]\nbind_address=*',
      });
    }
    if (port === Number(variables.admin_port) && variables.admin_address) {
      if (privileges.ok && privileges.value.global.includes('SERVICE_CONNECTION_ADMIN'))
        return pass(`${port} is the donor's administrative port, and the account may use it`, { evidence });
      return refused(`${port} is the donor's administrative port`, 1227, evidence, use);
    }
    const hasX =
      plugins.ok && plugins.value.some(({ name, status }) => name === 'mysqlx' && status === 'ACTIVE');
    if (hasX && port === Number(variables.mysqlx_port)) {
      const local = bound(variables.mysqlx_bind_address ?? '*').every(isLocal);
      return refused(`${port} is the donor's port of the X protocol`, local ? 2003 : 2007, evidence, use);
    }
    if (connection.ok && connection.value?.to.port === port)
      return pass(`the doctor reached the donor at port ${port}`, { evidence });
    const seen = network.ok ? network.value : null;
    const isItsHost = seen && places?.length && places.every((place) => seen.addresses.includes(place));
    if (isItsHost && !seen.ports.includes(port))
      return refused(`nothing listens at port ${port} of the donor's host`, 2003, evidence, use);
    return unknown(
      `the donor listens at port ${identity.port}; what answers at ${host}:${port} is not known`,
      {
        evidence,
        remedy: [
          use,
          {
            on: 'doctor',
            kind: 'manual',
            text: `Where ${port} leads to the donor: --donor ${host}:${port}.`,
          },
        ],
      },
    );
  },
});

/** bind_address holds addresses and names, perhaps with network namespaces: `192.0.2.1/red,localhost`. */
const bound = (setting: string) => setting.split(',').map((part) => part.trim().replace(/\/.*/, ''));

/** One address, rather than a name or all there are. */
const isSingle = (place: string) => ipv4(place) !== undefined && place !== '0.0.0.0';

const isLocal = (place: string) => isLoopback(place) || place.toLowerCase() === 'localhost';

const refused = (what: string, donorErrno: number, evidence: Verdict['evidence'], remedy: Remedy): Verdict =>
  fail(what, {
    meaning: `The recipient cannot connect (error 3862, with ${donorErrno} inside); nothing is harmed.`,
    evidence,
    errno: 3862,
    donorErrno,
    remedy: [remedy],
  });
