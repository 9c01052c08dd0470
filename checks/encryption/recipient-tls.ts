import { defineCheck, fail, pass } from '../../src/doctor/check.js';

export default defineCheck({
  id: 'encryption/recipient-tls',
  title: 'The recipient may speak TLS as a client',
  stage: 'gate',
  consequence: 'refused',
  why: `CLONE connects to the donor with the recipient's own tls_version. Where that is empty the client has no version to
offer and gives up with error 2026 wrapped in 3862, even without a REQUIRE clause: it does not fall back.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_tls_version',
    'sql/server_component/clone_protocol_service.cc: mysql_clone_connect()',
  ],
  needs: ['recipient.variables'],
  irrelevant: ({ cloneSsl }) => (cloneSsl === 'disabled' ? 'the statement says REQUIRE NO SSL' : undefined),
  evaluate({ recipient }) {
    const versions = recipient.variables.tls_version;
    const evidence = { tls_version: versions ?? null };
    if (versions !== '') return pass(`the recipient speaks ${versions ?? 'TLS'}`, { evidence });
    return fail('tls_version is empty on the recipient', {
      meaning: 'The recipient cannot connect to the donor (error 3862, with 2026 inside); nothing is harmed.',
      evidence,
      errno: 3862,
      donorErrno: 2026,
      remedy: [{ on: 'recipient', kind: 'sql', text: "SET PERSIST tls_version = 'TLSv1.2,TLSv1.3';" }],
    });
  },
});
