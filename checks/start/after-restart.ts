import type { FactValues } from '../../src/evidence/evidence.js';

type Facts = Pick<FactValues, 'variables' | 'variableSources' | 'persisted'>;

/**
 * The value that a variable has after a restart; undefined where SET GLOBAL hides what the option file says. What
 * is persisted wins, and variables_info does not tell SET PERSIST from SET GLOBAL before the next start.
 */
export function afterRestart(
  name: string,
  { variables, variableSources, persisted }: Facts,
): string | undefined {
  const stored = persisted[name];
  if (stored !== undefined) return stored;
  const source = variableSources.find((row) => row.name === name)?.source;
  return source === 'DYNAMIC' ? undefined : variables[name];
}
