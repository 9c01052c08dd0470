import type { Plan, Side } from '../evidence/evidence.js';
import { absolutePath } from '../evidence/paths.js';
import { csvFile, storagePaths } from '../evidence/storage-paths.js';
import type { Further, Wanted } from './host/host.js';
import type { ServerFacts } from './server/server.js';

/** What to ask a host about its own server's files, by the variables of that server. */
export function wantedOf(
  side: Side,
  variables: Record<string, string>,
  plan: Plan,
  tryOptions: boolean,
): Wanted {
  const paths = storagePaths(variables);
  const asked = {
    side,
    pluginDirectory: variables.plugin_dir ?? '',
    // Group Replication gives its own to clone_ssl_ca before it clones.
    cloneAuthority:
      (plan.joinGroup && variables.group_replication_recovery_ssl_ca) ||
      variables.clone_ssl_ca ||
      variables.group_replication_recovery_ssl_ca ||
      '',
    cloneCertificate: variables.clone_ssl_cert ?? '',
    cloneKey: variables.clone_ssl_key ?? '',
    donorHost: plan.cloneFrom?.host ?? '',
    tryOptions,
    binaryLogs: (paths && variables.log_bin_basename) ?? '',
  };
  if (!paths) return { ...asked, places: [] };
  const places = [
    ...[paths.datadir, ...paths.systemFiles, paths.undo, paths.redoHome, paths.redo, ...paths.known],
    ...(plan.dataDirectory === undefined ? [] : [absolutePath(paths.datadir, plan.dataDirectory)]),
  ];
  return { ...asked, places: [...new Set(places)].filter(isSayable) };
}

/** What to ask both hosts when both servers have answered. */
export const furtherOf = (own: ServerFacts, donor: ServerFacts | undefined, plan: Plan): Further => ({
  places: furtherPlaces(own, donor),
  network: donor !== undefined && needsNetwork(donor, plan),
});

/** Where the recipient comes from, and where the donor listens, matters to few pairs. */
function needsNetwork({ identity, accounts }: ServerFacts, { cloneFrom, donorUser }: Plan): boolean {
  if (!identity.ok || !accounts.ok) return false;
  const ownPort = cloneFrom === undefined || cloneFrom.port === identity.value.port;
  const hosts = accounts.value
    .filter(({ user }) => user === donorUser || user === '')
    .map(({ host }) => host);
  return !ownPort || hosts.length === 0 || hosts.some((host) => host !== '%');
}

/**
 * Where servers have tablespaces outside of their data directories: CLONE creates the donor's at the same absolute
 * paths on the recipient. And files of the donor that tell by their length whether there is something to lose.
 */
const furtherPlaces = (own: ServerFacts, donor: ServerFacts | undefined): string[] => [
  ...new Set(
    [own, donor]
      .flatMap((facts) => (facts?.tablespaces.ok ? facts.tablespaces.value : []))
      .flatMap(({ directory, sample }) => (directory === null ? [] : [directory, sample]))
      .concat(donor ? csvFiles(donor) : [])
      .filter((place) => place !== null)
      .filter(isSayable),
  ),
];

const isSayable = (place: string) => !/[\n\t]/.test(place);

/** Some of them: one that is not empty is enough. */
function csvFiles({ variables, foreignTables }: ServerFacts): string[] {
  const paths = variables.ok ? storagePaths(variables.value) : undefined;
  if (!paths || !foreignTables.ok) return [];
  return foreignTables.value.tables
    .map((table) => csvFile(paths.datadir, table))
    .filter((file) => file !== null)
    .slice(0, 5);
}
