import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LabHost } from '../lab/lab.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Puts the built program and this machine's Node on a host.
 *
 * @returns the shell words that run it there.
 */
export async function installDoctor(host: LabHost): Promise<string> {
  const folder = '/srv/scratch/doctor';
  const installed = await host.exec(['test', '-d', folder], { check: false });
  if (installed.code !== 0) {
    const archive = execFileSync('tar', ['-C', root, '-cf', '-', 'dist'], { maxBuffer: 1024 ** 3 });
    await host.exec(`mkdir ${folder} && tar -C ${folder} --no-same-owner -xf - && chmod -R a+rX ${folder}`, {
      input: archive,
    });
    await host.exec(`cat >${folder}/node && chmod 755 ${folder}/node`, {
      input: readFileSync(process.execPath),
    });
  }
  return `${folder}/node ${folder}/dist/main.js`;
}
