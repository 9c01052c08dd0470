import { type Check, defineCheck, fail, pass } from '../../src/doctor/check.js';
import type { Remedy } from '../../src/doctor/finding.js';
import type { Side } from '../../src/evidence/evidence.js';
import { byItself } from '../group-replication/by-itself.js';
import { clonePlugin } from './lookup.js';

interface ActiveClonePlugin {
  side: Side;
  id: string;
  title: string;
  why: string;
  errno: number;
  donorErrno?: number;
  meaning: string;
}

/** A check that one side has the clone plugin loaded and active. */
export const checkActiveClonePlugin = ({
  side,
  id,
  title,
  why,
  meaning,
  ...errors
}: ActiveClonePlugin): Check =>
  defineCheck({
    id,
    title,
    stage: 'gate',
    consequence: 'refused',
    why,
    references: ['https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-installation.html'],
    needs: [`${side}.plugins`],
    // group-replication/recovery-method looks at that of a joining member: it may do without.
    ...(side === 'recipient' && { irrelevant: byItself }),
    evaluate(input) {
      const plugin = clonePlugin(input[side].plugins);
      const evidence = { status: plugin?.status ?? null, library: plugin?.library ?? null };
      if (plugin?.status === 'ACTIVE') return pass(`the clone plugin is ACTIVE on the ${side}`, { evidence });
      return fail(
        plugin
          ? `the clone plugin is ${plugin.status} on the ${side}`
          : `the clone plugin is not installed on the ${side}`,
        { meaning, evidence, ...errors, remedy: remedy(side, plugin !== undefined) },
      );
    },
  });

const remedy = (side: Side, loaded: boolean): Remedy[] =>
  loaded
    ? [
        {
          on: `${side}-host`,
          kind: 'option-file',
          path: `the option file of the ${side}, section [mysqld], then restart it`,
          text: 'plugin-load-add=mysql_clone.so\nclone=ON',
        },
      ]
    : [{ on: side, kind: 'sql', text: "INSTALL PLUGIN clone SONAME 'mysql_clone.so';" }];
