import { describe, expect, test } from 'vitest';
import { planOfJoin } from '../../src/evidence/join-plan.js';
import { pairWith, without } from '../support/evidence.js';

const pair = (endpoints: string, useSsl = 'ON', host = 'db1') => {
  const evidence = pairWith({
    recipient: { variables: { group_replication_recovery_use_ssl: useSsl } },
    donor: {
      identity: { serverUuid: 'one' },
      variables: { group_replication_advertise_recovery_endpoints: endpoints },
      groupMembers: [
        { id: 'two', host: 'db2', port: 3306, state: 'ONLINE', role: 'PRIMARY', version: '9.7.4' },
        { id: 'one', host, port: 3310, state: 'ONLINE', role: 'SECONDARY', version: '9.7.4' },
      ],
    },
    plan: { joinGroup: true, cloneFrom: { host: 'named', port: 1 } },
  });
  return evidence;
};

const planned = (evidence: ReturnType<typeof pair>) =>
  planOfJoin(evidence.plan, evidence.recipient.facts, evidence.donor?.facts);

describe('the clone of a member that joins', () => {
  test.each([
    ['DEFAULT', { host: 'db1', port: 3310 }],
    ['10.0.0.1:3306', { host: '10.0.0.1', port: 3306 }],
    ['[::1]:3306, 10.0.0.1:3307', { host: '10.0.0.1', port: 3307 }],
    ['[::1]:3306', { host: '::1', port: 3306 }],
  ])('comes from the address that the donor offers: %s', (endpoints, cloneFrom) => {
    expect(planned(pair(endpoints))).toMatchObject({ cloneFrom });
  });

  test.each([
    ['ON', 'required'],
    ['OFF', 'disabled'],
  ])('says what group_replication_recovery_use_ssl says: %s', (useSsl, cloneSsl) => {
    expect(planned(pair('DEFAULT', useSsl))).toMatchObject({ cloneSsl });
  });

  test('what could not be seen stays as it was', () => {
    const evidence = without(without(pair('DEFAULT'), 'donor', 'groupMembers'), 'recipient', 'variables');
    expect(planned(evidence)).toEqual(evidence.plan);
  });

  test('a statement stays as it is', () => {
    const { plan } = pairWith({});
    expect(planOfJoin(plan, pair('DEFAULT').recipient.facts, undefined)).toBe(plan);
  });
});
