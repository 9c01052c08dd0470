import type { Facts, Plan } from './evidence.js';

/**
 * The clone that a joining member begins by itself, where it does: nobody types a statement, and what one would say
 * follows from the settings of both servers. What could not be seen stays as it was planned.
 *
 * @see plugin/group_replication/src/plugin_handlers/remote_clone_handler.cc
 */
export function planOfJoin(
  plan: Plan,
  recipient: Pick<Facts, 'variables'>,
  donor: Pick<Facts, 'variables' | 'identity' | 'groupMembers'> | undefined,
): Plan {
  if (!plan.joinGroup) return plan;
  const useSsl = recipient.variables.ok && recipient.variables.value.group_replication_recovery_use_ssl;
  const cloneFrom = donor && addressOf(donor);
  return {
    ...plan,
    // Never PREFERRED.
    ...(useSsl && { cloneSsl: useSsl === 'ON' ? 'required' : 'disabled' }),
    ...(cloneFrom && { cloneFrom }),
  };
}

/** The first of the donor's recovery endpoints that CLONE can use; without any, its address in the group. */
function addressOf(donor: Pick<Facts, 'variables' | 'identity' | 'groupMembers'>): Plan['cloneFrom'] {
  const { variables, identity, groupMembers } = donor;
  if (!variables.ok || !identity.ok || !groupMembers.ok) return undefined;
  const self = groupMembers.value.find(({ id }) => id === identity.value.serverUuid);
  const offered = variables.value.group_replication_advertise_recovery_endpoints ?? 'DEFAULT';
  if (offered.toUpperCase() === 'DEFAULT')
    return self?.port ? { host: self.host, port: self.port } : undefined;
  const endpoints = offered.split(',').flatMap((text) => {
    const [, host = '', port] = /^\s*\[?(.+?)\]?:(\d+)\s*$/.exec(text) ?? [];
    return port === undefined ? [] : [{ host, port: Number(port) }];
  });
  return endpoints.find(({ host }) => !host.includes(':')) ?? endpoints[0];
}
