import { readFile } from 'node:fs/promises';
import { run } from './run.js';

/**
 * The tree's mysqld with another version, which must have as many characters as its own (`9.7.4`, without the
 * packager's suffix): the version is a constant of the binary, and a clone peer is sent it.
 */
export async function withVersion(tree: string, version: string): Promise<Buffer> {
  const { stdout } = await run(['chroot', tree, '/usr/sbin/mysqld', '--no-defaults', '--version']);
  const own = /Ver (\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  if (own === undefined) throw new Error(`no version in: ${stdout}`);
  if (own.length !== version.length) throw new Error(`${version} must have as many characters as ${own}`);
  const binary = await readFile(`${tree}/usr/sbin/mysqld`);
  const replacement = Buffer.from(version);
  let found = 0;
  for (let at = binary.indexOf(own); at !== -1; at = binary.indexOf(own, at + 1)) {
    replacement.copy(binary, at);
    found += 1;
  }
  if (found === 0) throw new Error(`${own} does not occur in mysqld`);
  return binary;
}
