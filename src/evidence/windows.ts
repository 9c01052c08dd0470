import type { Identity } from './server-facts.js';

/** Whether a server runs on Windows, where hosts, paths and restarts are of another kind. */
export const runsOnWindows = ({ compileOs }: Pick<Identity, 'compileOs'>): boolean => /^win/i.test(compileOs);
