import type { Plan, Side } from '../evidence/evidence.js';
import { absolutePath } from '../evidence/paths.js';
import { storagePaths } from '../evidence/storage-paths.js';
import type { Wanted } from './host/host.js';
import type { ServerFacts } from './server/server.js';

/** What to ask a host about its own server's files, by the variables of that server. */
export function wantedOf(side: Side, variables: Record<string, string>, plan: Plan): Wanted {
  const paths = storagePaths(variables);
  const asked = {
    side,
    pluginDirectory: variables.plugin_dir ?? '',
    cloneAuthority: variables.clone_ssl_ca ?? '',
    donorHost: plan.cloneFrom?.host ?? '',
    binaryLogs: (paths && variables.log_bin_basename) ?? '',
  };
  if (!paths) return { ...asked, places: [] };
  const places = [
    ...[paths.datadir, ...paths.systemFiles, paths.undo, paths.redoHome, paths.redo, ...paths.known],
    ...(plan.dataDirectory === undefined ? [] : [absolutePath(paths.datadir, plan.dataDirectory)]),
  ];
  return { ...asked, places: [...new Set(places)].filter(isSayable) };
}

/**
 * Where servers have tablespaces outside of their data directories: CLONE creates the donor's at the same absolute
 * paths on the recipient.
 */
export const outsidePlaces = (servers: readonly ServerFacts[]): string[] => [
  ...new Set(
    servers
      .flatMap(({ tablespaces }) => (tablespaces.ok ? tablespaces.value : []))
      .flatMap(({ directory, sample }) => (directory === null ? [] : [directory, sample]))
      .filter((place) => place !== null)
      .filter(isSayable),
  ),
];

const isSayable = (place: string) => !/[\n\t]/.test(place);
