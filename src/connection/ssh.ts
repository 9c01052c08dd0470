import { DoctorError } from '../doctor-error.js';
import type { Command } from './command.js';

/** What OpenSSH too refuses in a name that comes from a command line, because a ProxyCommand could run it. */
const NOT_IN_A_NAME = /[\s'"`$;&<>|(){}\\*?!#~]|\p{Cc}/u;

/**
 * The command that gives a shell on a host by OpenSSH, whose configuration, agent, jumps and known hosts apply. It
 * never asks anything (ssh_config(5), BatchMode): a question nobody sees would be a run that hangs.
 *
 * @param destination `[user@]host` or `ssh://[user@]host[:port]`; data that ssh can take for nothing else.
 * @throws {DoctorError} that names the option when the destination is no name of a host.
 */
export function sshCommand(destination: string, option: string, timeoutMs: number): Command {
  if (destination === '' || NOT_IN_A_NAME.test(destination) || /^-|@-|^ssh:\/\/-|@$/.test(destination)) {
    throw new DoctorError(`${option}: ${JSON.stringify(destination)} is not [USER@]HOST`, {
      hint: `options belong into ~/.ssh/config, or into ${option.replace('ssh', 'via')} 'ssh -o ... HOST'`,
    });
  }
  const seconds = Math.max(1, Math.ceil(timeoutMs / 1000));
  const options = ['BatchMode=yes', `ConnectTimeout=${seconds}`].flatMap((text) => ['-o', text]);
  return ['ssh', '-T', ...options, '--', destination];
}
