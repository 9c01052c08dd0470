import type { Readable } from 'node:stream';

/**
 * Collects the text of a stream up to a limit in bytes; what follows is read and dropped, so that the writer never
 * blocks on a full pipe.
 */
export function capped(stream: Readable, limit: number) {
  const chunks: Buffer[] = [];
  let size = 0;
  let overflowed = () => {};
  const overflow = new Promise<void>((resolve) => {
    overflowed = resolve;
  });
  stream.on('data', (chunk: Buffer) => {
    if (size < limit) chunks.push(chunk.subarray(0, limit - size));
    size += chunk.length;
    if (size > limit) overflowed();
  });
  const ended = new Promise<void>((resolve) => {
    stream.once('close', resolve);
    stream.once('error', resolve);
  });
  return { text: () => Buffer.concat(chunks).toString('utf8'), ended, overflow };
}
