import { constants } from 'node:fs';
import { access, lstat, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DoctorError } from '../doctor-error.js';
import type { Missing } from './collected.js';
import type { Evidence } from './evidence.js';

/**
 * Makes sure that a file can be written, before servers are asked for what goes into it.
 *
 * @throws {DoctorError} that names the file when it cannot.
 */
export async function requireWritable(file: string): Promise<void> {
  const old = await lstat(file).catch(() => undefined);
  // The rename at the end would replace a device or a link by the file: as root /dev/stdout too.
  if (file === '' || (old && !old.isFile())) {
    throw new DoctorError(`cannot write '${file}': it is no regular file`);
  }
  await access(dirname(file), constants.W_OK).catch((error: Error) => {
    throw new DoctorError(`cannot write ${file}: ${error.message}`);
  });
}

/**
 * Writes evidence to a file, whole or not at all.
 *
 * @throws {DoctorError} that names the file when it cannot be written.
 */
export async function writeBundle(file: string, evidence: Evidence): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(draft, `${JSON.stringify(evidence, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw new DoctorError(`cannot write ${file}: ${(error as Error).message}`);
  }
}

/**
 * Reads evidence that `collect` wrote, and makes sure that it is some.
 *
 * @throws {DoctorError} that names the file and what is wrong with it.
 */
export async function readBundle(file: string): Promise<Evidence> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new DoctorError(`cannot read ${file}: ${error.message}`);
  });
  const { Evidence, factNames } = await import('./evidence.js');
  const result = Evidence.safeParse(withLaterFacts(parseJson(file, text), factNames));
  if (result.success) return result.data as Evidence;
  const [issue] = result.error.issues;
  const where = issue?.path.length ? `${issue.path.join('.')}: ` : '';
  throw new DoctorError(`${file} is not evidence of this program: ${where}${issue?.message}`, {
    hint: 'write it with: mysql-clone-doctor collect FILE',
  });
}

/** Evidence is judged by newer checks than it was gathered for: what they ask for beyond it was not collected. */
function withLaterFacts(bundle: unknown, names: readonly string[]): unknown {
  const absent: Missing = {
    ok: false,
    reason: 'not-collected',
    detail: 'the evidence is older than this fact',
    remedy: 'Gather the evidence anew with: mysql-clone-doctor collect FILE',
  };
  const facts = Object.fromEntries(names.map((name) => [name, absent]));
  const complete = (target: unknown) =>
    isObject(target) && isObject(target.facts) ? { ...target, facts: { ...facts, ...target.facts } } : target;
  return isObject(bundle)
    ? { ...bundle, recipient: complete(bundle.recipient), donor: complete(bundle.donor) }
    : bundle;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DoctorError(`${file} is not JSON: ${(error as Error).message}`);
  }
}
