import type { Collected } from '../../evidence/collected.js';
import type { Side } from '../../evidence/evidence.js';
import { allMissing, type HostFacts, known, missing } from './facts.js';
import {
  cloneAuthorityOf,
  cloneCertificateOf,
  donorAddressesOf,
  keyringManifestOf,
  pluginFilesOf,
  undoEncryptionOf,
} from './files.js';
import { getppid, ownPid, type Pids } from './getppid.js';
import type { Identity } from './identity.js';
import { networkOf } from './network.js';
import { natural, naturals } from './numbers.js';
import { optionFilesOf, optionsOf, optionTrialOf } from './options.js';
import { problemOf } from './problem.js';
import { one, type Records, readRecords } from './records.js';
import { refusal } from './refusal.js';
import { STANDARD_INPUT } from './remedies.js';
import { secretsOf } from './secrets.js';
import { type LookedAt, storageOf } from './storage.js';
import { supervisorOf } from './supervisor.js';
import { unitOf } from './unit.js';

/**
 * Reads what the host script printed.
 *
 * Every fact is checked strictly: what is not in the expected form is missing with reason `error`, never guessed.
 */
export function parseHost(stdout: string, identity: Identity, side: Side, looked: LookedAt): HostFacts {
  const records = readRecords(stdout);
  if (!records) {
    const what = stdout.trim() === '' ? 'printed nothing' : 'was cut off, or something else than sh ran';
    return allMissing(missing('error', `the host probe ${what}`, STANDARD_INPUT));
  }
  const problem = problemOf(records, identity);
  if (problem) return allMissing(problem);
  const storage = storageOf(records, looked);
  const network = networkOf(records);
  const notAsked = allMissing(missing('not-collected', `the host of a ${side} is not asked for it`));
  if (side === 'donor') return { ...notAsked, storage, network, undoEncryption: undoEncryptionOf(records) };
  return {
    ...notAsked,
    process: processOf(records),
    parentPidVariable: variableOf(records),
    parent: parentOf(records),
    executable: executableOf(records),
    unit: unitOf(records),
    supervisor: supervisorOf(records),
    storage,
    pluginFiles: pluginFilesOf(records),
    keyringManifest: keyringManifestOf(records),
    cloneAuthority: cloneAuthorityOf(records),
    cloneCertificate: cloneCertificateOf(records),
    donorAddresses: donorAddressesOf(records),
    network,
    secrets: refusal(records, 'secrets', 'option files of its host') ?? secretsOf(records),
    options: refusal(records, 'options', 'the option files of the server') ?? optionsOf(records),
    optionFiles: refusal(records, 'optionFiles', 'the option files of the server') ?? optionFilesOf(records),
    optionTrial: refusal(records, 'optionTrial', 'the option files of the server') ?? optionTrialOf(records),
  };
}

function processOf(records: Records): HostFacts['process'] {
  const process = pidsOf(records, one(records, 'process.pid'), 'process.nspid');
  const ppid = natural(one(records, 'process.ppid'));
  if (!process || ppid === undefined) return malformed('process');
  const controlGroup = one(records, 'controlGroup');
  if (controlGroup === undefined) return malformed('control group');

  const parent = ppid === 0 ? null : pidsOf(records, String(ppid), 'parent.nspid');
  // Not needed for a PID 1, whose parent is outside in any case.
  const parentPid =
    parent === undefined && ownPid(process) !== 1 ? undefined : getppid(process, parent ?? null);
  if (parentPid === undefined) {
    return (
      refusal(records, 'parent', 'the parent of the server') ??
      missing('error', 'the parent of the server changed while the probe looked at it')
    );
  }
  return known({ pid: process.pid, ownPid: ownPid(process), parentPid, controlGroup });
}

/** The pids of one process; undefined when they were not said or are malformed. */
function pidsOf(records: Records, pidText: string | undefined, nspidName: string): Pids | undefined {
  const pid = natural(pidText);
  const line = one(records, nspidName);
  if (pid === undefined || line === undefined) return undefined;
  if (line === '') return { pid, nspid: null };
  const nspid = naturals(line);
  return nspid && { pid, nspid };
}

function variableOf(records: Records): HostFacts['parentPidVariable'] {
  const refused = refusal(records, 'variable', "the server's environment");
  if (refused) return refused;
  const value = one(records, 'variable.value');
  // The script lets \x01 stand for a newline, and says so when the environment holds that character itself.
  if (value !== undefined) return known(value.replaceAll('\x01', '\n'));
  return one(records, 'variable.unset') === undefined ? malformed('environment') : known(null);
}

function parentOf(records: Records): HostFacts['parent'] {
  const pid = natural(one(records, 'process.ppid'));
  if (pid === undefined) return malformed('parent');
  if (pid === 0) return known(null);
  const refused = refusal(records, 'parent', 'the parent of the server');
  if (refused) return refused;
  const name = one(records, 'parent.name');
  if (name === undefined) return malformed('parent');
  const command = (records.get('parent.word') ?? []).map((word) => word.replaceAll('\x01', '\n'));
  return known({ pid, name, command });
}

function executableOf(records: Records): HostFacts['executable'] {
  const refused = refusal(records, 'executable', "the server's program file");
  if (refused) return refused;
  const link = one(records, 'executable');
  if (!link) return malformed('program file');
  // The kernel adds this to the name of a file that has none any more (proc_pid_exe(5)).
  const path = link.replace(/ \(deleted\)$/, '');
  return known({ path, replaced: path !== link });
}

const malformed = (what: string): Collected<never> =>
  missing('error', `what the host probe said of the ${what} is not understood`);
