import { requireWritable, writeBundle } from '../evidence/bundle.js';
import { gather } from '../probe/gather.js';
import type { Passwords } from './normalise.js';
import type { GatherOptions } from './options.js';
import { withProgress } from './progress.js';
import { requestOf } from './request.js';

/**
 * Writes what can be seen of the servers and their hosts to a file.
 *
 * @throws {DoctorError} when a server cannot be asked or the file cannot be written.
 */
export async function collect(
  file: string,
  options: GatherOptions & { passwords: Passwords },
  toolVersion: string,
): Promise<void> {
  await requireWritable(file);
  const request = await requestOf(options, toolVersion);
  await writeBundle(file, await withProgress((onAsked) => gather({ ...request, onAsked })));
  process.stderr.write(`wrote ${file}\n`);
}
