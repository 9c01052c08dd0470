import type { Collected } from '../../src/evidence/collected.js';
import type { FactValues } from '../../src/evidence/evidence.js';
import type { Plugin } from '../../src/evidence/server-facts.js';

interface KeyringFacts {
  plugins: readonly Plugin[];
  keyringComponent: Collected<FactValues['keyringComponent']>;
}

/** Whether a server has a keyring that works, and which. */
type Keyring =
  | { state: 'active'; name: string }
  | { state: 'disabled'; name: string }
  | { state: 'none' }
  | { state: 'unclear'; because: string };

/** A keyring is a plugin, or since 8.0.24 a component; SHOW PLUGINS and mysql.component know none of the latter. */
export function keyringOf({ plugins, keyringComponent }: KeyringFacts): Keyring {
  const ofType = plugins.filter(({ type }) => type === 'KEYRING');
  const plugin = ofType.find(({ status }) => status === 'ACTIVE');
  // The proxy that carries a component's keyring to plugins is of this type as well, component or not.
  if (plugin && plugin.name !== 'daemon_keyring_proxy_plugin') return { state: 'active', name: plugin.name };
  if (!keyringComponent.ok) {
    // performance_schema.keyring_component_status came with the components themselves.
    if (keyringComponent.reason === 'unsupported') return { state: 'none' };
    return { state: 'unclear', because: keyringComponent.detail };
  }
  const component = keyringComponent.value;
  if (!component) return { state: 'none' };
  return { state: component.status === 'Active' ? 'active' : 'disabled', name: component.name };
}
