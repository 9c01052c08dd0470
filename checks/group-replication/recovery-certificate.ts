import { blindTo, defineCheck, pass, unknown, type Verdict, warn } from '../../src/doctor/check.js';
import { vouching } from '../encryption/vouching.js';
import { plannedJoin } from './by-itself.js';
import { groupOf } from './group.js';

const AUTHORITY = 'group_replication_recovery_ssl_ca';

export default defineCheck({
  id: 'group-replication/recovery-certificate',
  title: "The recipient's group_replication_recovery_ssl_ca vouches for the donor's certificate",
  stage: 'after',
  consequence: 'none',
  why: `Before a clone over TLS Group Replication writes its own group_replication_recovery_ssl_ca, _cert and _key into
clone_ssl_ca, clone_ssl_cert and clone_ssl_key. CLONE then takes no donor whose certificate that authority has not signed
(2026), while the recovery from binary logs checks it as well: a member that trusts its own ca.pem only joins neither
way. What is not set leaves clone_ssl_ca as it is, for encryption/donor-certificate to look at.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-cloning.html',
    'plugin/group_replication/src/plugin_handlers/remote_clone_handler.cc',
  ],
  needs: ['recipient.variables', 'donor.variables', 'donor.identity'],
  wishes: ['recipient.cloneAuthority', 'donor.groupMembers', 'donor.certificates', 'donor.tls'],
  irrelevant: plannedJoin,
  evaluate({ recipient, donor, collectedAt }) {
    const group = groupOf({ recipient, donor });
    if (group.state === 'none') return pass(group.because);
    if (group.state === 'blind') return group.verdict;
    const path = recipient.variables[AUTHORITY] ?? '';
    if (path === '') return pass(`${AUTHORITY} is not set`);
    const evidence = { [AUTHORITY]: path };
    if (recipient.variables.group_replication_recovery_use_ssl !== 'ON')
      return pass('Group Replication would clone without TLS', { evidence });
    const other = recipient.variables.clone_ssl_ca ?? '';
    if (other !== '' && other !== path) {
      return unknown(`the file of clone_ssl_ca was looked at, and not ${path}`, {
        evidence: { ...evidence, clone_ssl_ca: other },
        remedy: [{ on: 'recipient', kind: 'sql', text: 'SET GLOBAL clone_ssl_ca = NULL;' }],
      });
    }
    if (!recipient.cloneAuthority.ok) return blindTo('recipient.cloneAuthority', recipient.cloneAuthority);
    const authority = recipient.cloneAuthority.value;
    if (authority === null) return refused(`${AUTHORITY} names ${path}, which is no file there`, path);
    if (!donor.certificates.ok) return blindTo('donor.certificates', donor.certificates);
    const answer = vouching(authority, donor.certificates.value, new Date(collectedAt));
    switch (answer.state) {
      case 'signed':
        return pass(`${path} vouches for the donor's certificate`, { evidence });
      case 'expired':
        return refused(`the certificate of ${answer.who} is not valid at this time`, path);
      case 'not-understood':
        return unknown(`what ${path} holds is not understood`, { evidence });
      default:
        return refused(`${path} on the recipient did not sign the donor's certificate`, path);
    }
  },
});

const refused = (what: string, path: string): Verdict =>
  warn(what, {
    meaning:
      'Where START GROUP_REPLICATION clones, it gives up (2026); the recipient keeps its data and cannot join.',
    evidence: { [AUTHORITY]: path },
    remedy: [
      {
        on: 'recipient-host',
        kind: 'manual',
        text: `Put the authority's certificate of each member (ssl_ca there) into the file that ${AUTHORITY} names.`,
      },
    ],
  });
