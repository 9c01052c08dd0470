import { userInfo } from 'node:os';

/** Who connects without --user, as with MySQL's clients; a container's user may have no name. */
export function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env.USER ?? '';
  }
}
