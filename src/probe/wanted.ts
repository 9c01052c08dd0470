import type { Plan } from '../evidence/evidence.js';
import { absolutePath } from '../evidence/paths.js';
import { storagePaths } from '../evidence/storage-paths.js';
import type { Wanted } from './host/host.js';
import type { ServerFacts } from './server/server.js';

/** More directories than anyone spreads tablespaces over; each costs the host a few processes. */
const MOST_PLACES = 120;

/**
 * What to ask a host about files: where its own server keeps them, and where the donor has tablespaces outside of
 * its data directory, because CLONE creates those at the same absolute paths on the recipient.
 */
export function wantedOf(own: ServerFacts, donor: ServerFacts | undefined, plan: Plan): Wanted {
  const variables = own.variables.ok ? own.variables.value : {};
  const asked = {
    pluginDirectory: variables.plugin_dir ?? '',
    cloneAuthority: variables.clone_ssl_ca ?? '',
    donorHost: plan.cloneFrom?.host ?? '',
  };
  const paths = storagePaths(variables);
  if (!paths) return { ...asked, places: [], leftOut: 0, binaryLogs: '' };
  const outside = [own, donor].flatMap((facts) =>
    facts?.tablespaces.ok ? facts.tablespaces.value.filter(({ directory }) => directory !== null) : [],
  );
  const places = [
    ...[paths.datadir, ...paths.systemFiles, paths.undo, paths.redoHome, paths.redo, ...paths.known],
    ...(plan.dataDirectory === undefined ? [] : [absolutePath(paths.datadir, plan.dataDirectory)]),
    ...outside.flatMap(({ directory, sample }) => [directory, sample]),
  ].filter((place) => place !== null && !/[\n\t]/.test(place)) as string[];
  const distinct = [...new Set(places)];
  return {
    ...asked,
    places: distinct.slice(0, MOST_PLACES),
    leftOut: Math.max(0, distinct.length - MOST_PLACES),
    binaryLogs: variables.log_bin_basename ?? '',
  };
}
