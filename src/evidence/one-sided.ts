import type { FactName, Side } from './evidence.js';

/** Facts of a host that only one side is asked for: CLONE restarts the recipient, and copies the donor's files. */
const oneSided: Partial<Record<FactName, Side>> = {
  process: 'recipient',
  parentPidVariable: 'recipient',
  parent: 'recipient',
  executable: 'recipient',
  unit: 'recipient',
  supervisor: 'recipient',
  pluginFiles: 'recipient',
  keyringManifest: 'recipient',
  cloneAuthority: 'recipient',
  cloneCertificate: 'recipient',
  donorAddresses: 'recipient',
  options: 'recipient',
  optionFiles: 'recipient',
  optionTrial: 'recipient',
  secrets: 'recipient',
  undoEncryption: 'donor',
};

/** Whether a side is asked for a fact at all. */
export const isAsked = (side: Side, fact: FactName): boolean => (oneSided[fact] ?? side) === side;
