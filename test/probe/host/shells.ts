import { execFileSync } from 'node:child_process';

/** Whether a shell, as words of a command, is installed here. */
export function works(shell: readonly string[]): boolean {
  try {
    execFileSync(shell[0] ?? '', [...shell.slice(1), '-c', ':']);
    return true;
  } catch {
    return false;
  }
}
