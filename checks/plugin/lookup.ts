import type { Plugin } from '../../src/evidence/server-facts.js';

const find = (plugins: readonly Plugin[], name: string) =>
  plugins.find((plugin) => plugin.name.toLowerCase() === name);

export const clonePlugin = (plugins: readonly Plugin[]) => find(plugins, 'clone');

export const groupReplicationPlugin = (plugins: readonly Plugin[]) => find(plugins, 'group_replication');
