import type { Collected, Missing } from '../../evidence/collected.js';
import type { Facts } from '../../evidence/evidence.js';
import type { hostFacts } from '../../evidence/host-facts.js';

/** The facts that the host probe gives, each gathered or not. */
export type HostFacts = Pick<Facts, keyof typeof hostFacts>;

/** All facts of the host missing for one reason. */
export const allMissing = (missing: Missing): HostFacts => ({
  process: missing,
  parentPidVariable: missing,
  parent: missing,
  executable: missing,
  unit: missing,
  supervisor: missing,
  storage: missing,
  pluginFiles: missing,
  undoEncryption: missing,
  keyringManifest: missing,
  donorAddresses: missing,
  network: missing,
  cloneAuthority: missing,
  cloneCertificate: missing,
  secrets: missing,
  options: missing,
  optionFiles: missing,
  optionTrial: missing,
});

export const known = <T>(value: T): Collected<T> => ({ ok: true, value });

export const missing = (reason: Missing['reason'], detail: string, remedy?: string): Missing => ({
  ok: false,
  reason,
  detail,
  ...(remedy === undefined ? {} : { remedy }),
});
