/**
 * What would let the probe look into the server's process: the kernel shows the environment, the root directory and
 * the program of a process to its own user, and to others only with CAP_SYS_PTRACE (ptrace(2), "Ptrace access mode
 * checking").
 *
 * @param probe the effective uid of the probe; root is refused only inside of a container.
 * @param server the effective uid of the server's process, as far as it is known.
 */
export function mayLook(probe: number | undefined, server: number | undefined): string {
  if (probe === 0) {
    const asServer = server
      ? `, or as the server's own user: --via 'docker exec -i -u ${server} CONTAINER'`
      : '';
    return (
      "Root in a container lacks CAP_SYS_PTRACE: use --via 'docker exec -i --privileged CONTAINER', or look from " +
      `the container's host as root, such as --via 'sudo -n'${asServer}.`
    );
  }
  const user = server === undefined || server === 0 ? '' : ` or as the server's own user (uid ${server})`;
  return `Run the probe as root${user}, such as --via 'sudo -n' or --via 'ssh root@HOST'.`;
}

export const ANOTHER_HOST =
  'Give with --via a command that reaches a shell where this server runs, such as ' +
  "--via 'ssh HOST' or --via 'docker exec -i CONTAINER'.";

export const INSIDE_CONTAINER =
  'Look from inside of the container or machine that runs the server, such as ' +
  "--via 'docker exec -i CONTAINER' or --via 'nsenter -t PID -m -u -i -n -p -C --'.";

export const STANDARD_INPUT =
  'The command of --via must pass its standard input on to sh: docker exec and kubectl exec need -i.';
