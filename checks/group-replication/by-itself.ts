import type { Plan } from '../../src/evidence/evidence.js';

/** For checks of what only a statement needs: Group Replication sees to that when it clones by itself. */
export const byItself = ({ joinGroup }: Plan): string | undefined =>
  joinGroup ? 'Group Replication clones with an account and settings of its own' : undefined;

/** For checks of what a statement leaves to Group Replication: where it is planned, other checks judge it. */
export const plannedJoin = ({ joinGroup, dataDirectory }: Plan): string | undefined =>
  joinGroup
    ? 'the checks of the clone itself look at that: --join-group'
    : dataDirectory && "CLONE ... DATA DIRECTORY leaves the recipient's own data alone";
