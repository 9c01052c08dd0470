import { describe, expect, test } from 'vitest';
import { findingOf, pairWith, without } from '../support/evidence.js';

describe.each([
  ['compatibility/character-set', 'character_set_server', 'latin1', 3868],
  ['compatibility/character-set-filesystem', 'character_set_filesystem', 'utf8mb4', 3868],
  ['compatibility/collation', 'collation_server', 'utf8mb4_general_ci', 3868],
  ['compatibility/page-size', 'innodb_page_size', '32768', 3868],
  ['compatibility/operating-system', 'version_compile_os', 'macos15', 3865],
  ['compatibility/machine', 'version_compile_machine', 'aarch64', 3866],
])('%s', (id, variable, other, errno) => {
  test('equal values pass', () => {
    expect(findingOf(id, pairWith({}))).toMatchObject({ status: 'pass' });
  });

  test(`a donor with ${variable} = ${other} is refused`, () => {
    const finding = findingOf(id, pairWith({ donor: { variables: { [variable]: other } } }));
    expect(finding).toMatchObject({
      status: 'fail',
      consequence: 'refused',
      errno,
      evidence: { donor: other },
    });
    expect(finding.remedy).not.toEqual([]);
  });

  test('a denied fact is unknown', () => {
    expect(findingOf(id, without(pairWith({}), 'donor', 'variables'))).toMatchObject({ status: 'unknown' });
  });

  test('a variable that a server does not have is unknown', () => {
    const evidence = pairWith({ recipient: { variables: { [variable]: undefined } as never } });
    expect(findingOf(id, evidence)).toMatchObject({ status: 'unknown' });
  });
});

describe('compatibility/lower-case-table-names', () => {
  const id = 'compatibility/lower-case-table-names';

  const next = (running: string, written?: string) =>
    pairWith({
      recipient: {
        variables: { lower_case_table_names: running },
        options: { values: written === undefined ? {} : { lower_case_table_names: written } },
      },
    });

  test.each([
    ['0', undefined, 'pass'],
    ['0', '0', 'pass'],
    ['1', '1', 'fail'],
    ['0', '1', 'fail'],
    // The restart brings the recipient to the value of the donor's data.
    ['1', '0', 'pass'],
    ['1', undefined, 'pass'],
  ])('the recipient runs with %s, and its options say %s: %s', (running, written, status) => {
    expect(findingOf(id, next(running, written))).toMatchObject({
      status,
      stage: 'start',
      consequence: 'dead',
    });
  });

  test('without a look at the option files the running value counts', () => {
    for (const [running, status] of [
      ['0', 'pass'],
      ['1', 'fail'],
    ] as const) {
      const evidence = without(next(running), 'recipient', 'options');
      expect(findingOf(id, evidence)).toMatchObject({ status });
      expect(findingOf(id, without(evidence, 'recipient', 'optionFiles'))).toMatchObject({ status });
    }
    expect(findingOf(id, without(next('0'), 'donor', 'variables'))).toMatchObject({ status: 'unknown' });
  });

  test('with DATA DIRECTORY nothing starts on the data', () => {
    const plan = { dataDirectory: '/srv/clone' };
    const evidence = pairWith({ plan, recipient: { variables: { lower_case_table_names: '1' } } });
    expect(findingOf(id, evidence)).toMatchObject({ status: 'skip' });
  });
});

describe('max_allowed_packet', () => {
  test.each([
    ['2097152', 'pass'],
    ['2096128', 'fail'],
  ])('%s: %s', (value, status) => {
    const variables = { max_allowed_packet: value };
    expect(
      findingOf('compatibility/recipient-max-allowed-packet', pairWith({ recipient: { variables } })),
    ).toMatchObject({ status, ...(status === 'fail' && { errno: 3957 }) });
    expect(
      findingOf('compatibility/donor-max-allowed-packet', pairWith({ donor: { variables } })),
    ).toMatchObject({
      status,
      ...(status === 'fail' && { errno: 3862, donorErrno: 3957 }),
    });
  });
});

describe('versions and vendors', () => {
  const identity = (version: string, versionComment = 'MySQL Community Server') => ({
    version,
    versionComment,
  });

  test('another series is refused with 3864', () => {
    const evidence = pairWith({
      recipient: { identity: identity('8.4.8') },
      donor: { identity: identity('9.6.0') },
    });
    expect(findingOf('compatibility/version', evidence)).toMatchObject({ status: 'fail', errno: 3864 });
  });

  test('a recipient before 8.0.17 does not know CLONE', () => {
    const evidence = pairWith({ recipient: { identity: identity('5.7.44-log') } });
    expect(findingOf('compatibility/minimum-version', evidence)).toMatchObject({
      status: 'fail',
      errno: 1064,
    });
  });

  test('MariaDB has no CLONE, on either side', () => {
    const maria = identity('10.11.6-MariaDB-0+deb12u1', 'Debian 12');
    expect(findingOf('compatibility/vendor', pairWith({ recipient: { identity: maria } }))).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('MariaDB'),
    });
    expect(findingOf('compatibility/donor-vendor', pairWith({ donor: { identity: maria } }))).toMatchObject({
      status: 'fail',
      errno: 3862,
    });
  });

  test('a version that is not understood is unknown', () => {
    const donor = { identity: identity('9.x-weekly', 'MySQL Community Server - GPL') };
    expect(findingOf('compatibility/donor-vendor', pairWith({ donor }))).toMatchObject({ status: 'unknown' });
  });

  test('Percona Server passes', () => {
    const percona = identity('8.0.36-28', 'Percona Server (GPL), Release 28, Revision 47601f19');
    expect(findingOf('compatibility/vendor', pairWith({ recipient: { identity: percona } }))).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining('Percona Server'),
    });
  });
});

describe('compatibility/collations', () => {
  const id = 'compatibility/collations';
  const judge = (recipient: string[], donor: string[]) =>
    findingOf(id, pairWith({ recipient: { collations: recipient }, donor: { collations: donor } }));

  test('the donor may have none that the recipient does not know', () => {
    expect(judge(['a', 'b'], ['a', 'b'])).toMatchObject({ status: 'pass' });
    expect(judge(['a', 'b'], ['a'])).toMatchObject({ status: 'pass' });
    expect(judge(['a'], ['a', 'own_ci'])).toMatchObject({ status: 'fail', errno: 3867 });
    expect(findingOf(id, without(pairWith({}), 'donor', 'collations'))).toMatchObject({ status: 'unknown' });
  });
});
