import { DoctorError } from '../doctor-error.js';
import type { Command } from './command.js';

/** What OpenSSH too refuses in a name that comes from a command line, because a ProxyCommand could run it. */
const NOT_IN_A_NAME = /[\s'"`$;&<>|(){}\\*?!#~]|\p{Cc}/u;

/**
 * The command that gives a shell on a host by OpenSSH, whose configuration, agent, jumps and known hosts apply. Without
 * somebody to answer it never asks anything (ssh_config(5), BatchMode): a question nobody sees would be a run that
 * hangs.
 *
 * @param destination `[user@]host` or `ssh://[user@]host[:port]`; data that ssh can take for nothing else.
 * @param mayAsk whether ssh may ask on the terminal: for a passphrase, a password, whether to trust the host's key.
 * @throws {DoctorError} that names the option when the destination is no name of a host.
 */
export function sshCommand(destination: string, option: string, timeoutMs: number, mayAsk: boolean): Command {
  if (destination === '' || NOT_IN_A_NAME.test(destination) || /^-|@-|^ssh:\/\/-|@$/.test(destination)) {
    throw new DoctorError(`${option}: ${JSON.stringify(destination)} is not [USER@]HOST`, {
      hint: `options belong into ~/.ssh/config, or into ${option.replace('ssh', 'via')} 'ssh -o ... HOST'`,
    });
  }
  const seconds = Math.max(1, Math.ceil(timeoutMs / 1000));
  const options = [...(mayAsk ? [] : ['BatchMode=yes']), `ConnectTimeout=${seconds}`];
  return ['ssh', '-T', ...options.flatMap((text) => ['-o', text]), '--', destination];
}
