import { blindTo, defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import type { Remedy } from '../../src/doctor/finding.js';
import type { Plan } from '../../src/evidence/evidence.js';
import { encryptedData } from './encrypted-data.js';
import { travelsOverTls } from './transport.js';

export default defineCheck({
  id: 'encryption/tls-for-encrypted-data',
  title: "The donor's encrypted data travels over TLS",
  stage: 'copy',
  consequence: 'wiped',
  why: `The keys of encrypted files leave the donor in the clear, so the donor sends them over TLS only and answers
anything else with error 3872. It finds out when it sends its files: the recipient has dropped its data by then.
Without a REQUIRE clause CLONE uses TLS where the donor offers it and goes on without it where not.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-encrypted-data.html',
    'storage/innobase/clone/clone0copy.cc: Clone_Handle::send_file_metadata()',
  ],
  needs: ['donor.variables'],
  wishes: [
    'donor.tls',
    'donor.plugins',
    'donor.encryptedTablespaces',
    'donor.keyringComponent',
    'donor.variableSources',
    'donor.undoEncryption',
  ],
  evaluate({ donor, plan }) {
    const tls = travelsOverTls(plan, donor);
    const planned = { cloneSsl: plan.cloneSsl, tls: tls ?? null };
    if (tls) return pass('the clone travels over TLS', { evidence: planned });
    if (!donor.encryptedTablespaces.ok)
      return blindTo('donor.encryptedTablespaces', donor.encryptedTablespaces);
    const data = encryptedData({
      ...donor,
      encryptedTablespaces: donor.encryptedTablespaces.value,
    });
    const evidence = { ...planned, encrypted: data.state };
    if (data.state === 'none')
      return pass(`nothing on the donor is encrypted: ${data.because}`, { evidence });
    if (tls === undefined && !donor.tls.ok) return blindTo('donor.tls', donor.tls);
    if (data.state === 'unclear') return unknown(data.because, { evidence, remedy: data.remedy });
    return fail(`${data.what}, and the clone does not travel over TLS`, {
      meaning: `The recipient drops its data, and then the donor refuses to send (error 3862, with 3872 inside):
the recipient's data is gone.`,
      evidence,
      errno: 3862,
      donorErrno: 3872,
      remedy: remedy(plan),
    });
  },
});

const remedy = ({ cloneSsl }: Plan): Remedy[] =>
  cloneSsl === 'disabled'
    ? [
        {
          on: 'doctor',
          kind: 'manual',
          text: 'Clone with REQUIRE SSL (--clone-ssl required). Group Replication does so with SET GLOBAL group_replication_recovery_use_ssl = ON.',
        },
      ]
    : [
        {
          on: 'donor',
          kind: 'manual',
          text: 'Give the donor a certificate and TLS versions (ssl_cert, ssl_key, tls_version), then ALTER INSTANCE RELOAD TLS; clone with REQUIRE SSL, which is refused early where TLS is missing.',
        },
      ];
