import type { Collected } from '../../evidence/collected.js';
import type { FactValues } from '../../evidence/evidence.js';
import { integer, text } from './server-fact.js';

/** Who the server is, by its own variables. */
export function identityOf(variables: Collected<FactValues['variables']>): Collected<FactValues['identity']> {
  if (!variables.ok) return variables;
  const values = variables.value;
  try {
    return {
      ok: true,
      value: {
        version: text(values, 'version'),
        versionComment: text(values, 'version_comment'),
        compileOs: text(values, 'version_compile_os'),
        compileMachine: text(values, 'version_compile_machine'),
        hostname: text(values, 'hostname'),
        port: integer(values, 'port'),
        ...(values.server_uuid && { serverUuid: values.server_uuid }),
        ...(values.server_id && { serverId: integer(values, 'server_id') }),
        pidFile: text(values, 'pid_file'),
        datadir: text(values, 'datadir'),
        socket: text(values, 'socket'),
      },
    };
  } catch (error) {
    return { ok: false, reason: 'error', detail: (error as Error).message };
  }
}
