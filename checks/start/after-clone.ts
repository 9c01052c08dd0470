import type { FactValues } from '../../src/evidence/evidence.js';
import type { Plugin } from '../../src/evidence/server-facts.js';

type Options = FactValues['options'];

/**
 * An option as the server reads it: dashes are underscores, and skip-, disable-, enable- and maximum- go before the
 * name (mysys/my_getopt.cc).
 */
export const variableOf = ({ name }: Pick<Options['given'][number], 'name'>): string =>
  name
    .toLowerCase()
    .replaceAll('-', '_')
    .replace(/^(?:skip|disable|enable|maximum)_/, '');

/** The plugins that the option file or the command line load: `NAME=LIBRARY`, or all of a `LIBRARY`. */
export function loadedByOption({ pluginLoads }: Options, plugins: readonly Plugin[]): string[] {
  const entries = pluginLoads.flatMap((value) => value.split(/[;:]/)).filter(Boolean);
  return entries.flatMap((entry) => {
    const [name = '', library] = entry.split('=');
    if (library !== undefined) return [name.toLowerCase()];
    return plugins
      .filter((plugin) => plugin.library?.replace(/\.\w+$/, '') === name.replace(/\.\w+$/, ''))
      .map((plugin) => plugin.name.toLowerCase());
  });
}

/** What a component is called in the names of its options: `file://component_validate_password` without the rest. */
export const componentName = (urn: string): string =>
  urn.slice(urn.lastIndexOf('/') + 1).replace(/^component_/, '');

/** Whether a variable is one of a component: validate_password has `validate_password.*`, others `component_NAME.*`. */
export function belongsToComponent(urn: string, variable: string): boolean {
  const name = componentName(urn);
  return variable.startsWith(`${name}.`) || variable.startsWith(`component_${name}.`);
}
