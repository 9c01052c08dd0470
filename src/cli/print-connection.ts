import { endpointOf, nameOf } from '../connection/endpoint.js';
import { realFiles } from '../connection/files.js';
import { connectionOptions, type Settings } from '../connection/settings.js';
import { connectionsOf } from './connections.js';
import { loginName } from './login-name.js';
import type { Passwords } from './normalise.js';
import type { GatherOptions } from './options.js';
import { print } from './print.js';

/**
 * Prints how the servers would be connected to, and where each value comes from; never a password.
 *
 * @throws {DoctorError} that names the value that cannot be right.
 */
export async function printConnection(options: GatherOptions, passwords: Passwords): Promise<void> {
  const { recipient, donor, warnings } = connectionsOf(options, passwords);
  for (const text of warnings) process.stderr.write(`mysql-clone-doctor: warning: ${text}\n`);
  await print(
    [...describe('recipient', recipient), ...(donor.host ? describe('donor', donor) : []), ''].join('\n'),
  );
}

function describe(side: string, settings: Settings): string[] {
  const endpoint = endpointOf(settings, loginName(), realFiles);
  const { at, user, tls } = endpoint;
  const rows = connectionOptions.flatMap((name) => {
    const setting = settings[name];
    if (setting)
      return [
        [name, name === 'password' ? shownPassword(setting.value) : (setting.value ?? ''), setting.source],
      ];
    if (name === 'user') return [[name, user, 'login name']];
    if (name === 'ssl-mode')
      return [[name, tls.mode, tls.mode === 'PREFERRED' ? 'default' : 'because there is a CA']];
    return [];
  });
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return [
    `${side}: ${'socket' in at ? 'the socket' : 'TCP to'} ${nameOf(endpoint)}`,
    ...rows.map((row) =>
      `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
    ),
  ];
}

const shownPassword = (value: string | undefined) =>
  value === undefined ? '(asked for)' : value === '' ? '(empty)' : '***';
