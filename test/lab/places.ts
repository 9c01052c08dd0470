import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const env = process.env;

/** Folder of the built trees; kept between runs. */
export const cacheFolder = env.MYSQL_CLONE_DOCTOR_LAB_CACHE ?? '/var/cache/mysql-clone-doctor';

/** Folder of the running labs' files: one folder per lab, on a real disk because data directories lie there. */
export const runFolder = env.MYSQL_CLONE_DOCTOR_LAB_RUN ?? '/var/tmp/mysql-clone-doctor-lab';

/** Cgroup of all labs, below the root of each hierarchy that systemd needs. */
export const cgroupName = 'mysql-clone-doctor-lab';

export const buildScript = fileURLToPath(new URL('build-tree.sh', import.meta.url));
export const mariadbScript = fileURLToPath(new URL('build-mariadb.sh', import.meta.url));
export const keeperScript = fileURLToPath(new URL('keeper.sh', import.meta.url));

/** Where the tree of the present recipe is, or will be. It contains `tree` and `datadir`. */
export const builtFolder = (): string => cachePath('lab', buildScript);

/** Where MariaDB is, or will be: an archive. */
export const mariadbArchive = (): string => cachePath('mariadb', mariadbScript);

function cachePath(name: string, script: string): string {
  const recipe = createHash('sha256').update(process.arch).update(readFileSync(script));
  return `${cacheFolder}/${name}-${recipe.digest('hex').slice(0, 12)}`;
}
