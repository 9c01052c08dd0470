import type { Collected } from '../../src/evidence/collected.js';
import type { FactValues, Plan } from '../../src/evidence/evidence.js';

interface Donor {
  variables: FactValues['variables'];
  tls: Collected<FactValues['tls']>;
}

/** Whether a server offers TLS at its port; undefined where it does not say. */
export function offersTls({ variables, tls }: Donor): boolean | undefined {
  if (tls.ok) return tls.value.enabled;
  // Before 8.0.21 there is no tls_channel_status; have_ssl lived until 8.4.
  return variables.have_ssl === undefined ? undefined : variables.have_ssl === 'YES';
}

/** Whether the planned clone travels over TLS: without a clause it does where the donor offers it. */
export function travelsOverTls(plan: Plan, donor: Donor): boolean | undefined {
  if (plan.cloneSsl === 'preferred') return offersTls(donor);
  return plan.cloneSsl === 'required';
}
