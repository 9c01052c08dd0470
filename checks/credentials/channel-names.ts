import type { Channel } from '../../src/evidence/server-facts.js';

/** Group Replication's own channels; everything else replicates from a source that somebody named. */
const groupChannels = ['group_replication_applier', 'group_replication_recovery'];

export const isGroupChannel = (name: string) => groupChannels.includes(name);

export const asynchronous = ({ name }: Channel) => !isGroupChannel(name);
