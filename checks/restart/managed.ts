/**
 * The number that the C library's atoi() makes of a text: blanks, a sign, digits, and then it stops; 0 where
 * there are none. The server reads MYSQLD_PARENT_PID with it, so `1x` is 1 and an empty value is 0.
 */
export function atoi(text: string): number {
  const match = /^[ \t\n\v\f\r]*([+-]?\d+)/.exec(text);
  return match ? Number(match[1]) : 0;
}

/**
 * Whether mysqld takes itself for managed, and so restarts with exit status 16 rather than ending with 3707
 * (sql/sql_restart_server.cc: is_mysqld_managed). It compares two numbers and asks no one whether somebody
 * will start it again.
 *
 * @param variable MYSQLD_PARENT_PID of the process, null where it is not set.
 * @param parentPid what getppid() gives inside the server's PID namespace at the time of the restart.
 */
export const takesItselfForManaged = (variable: string | null, parentPid: number): boolean =>
  variable !== null && atoi(variable) === parentPid;
