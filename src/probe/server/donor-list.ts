import { serverFact } from './server-fact.js';

/** SHOW VARIABLES cuts values off after 1024 characters; an unknown variable is one of a plugin that is not loaded. */
export const donorList = serverFact({
  name: 'donorList',
  sql: 'SELECT @@GLOBAL.clone_valid_donor_list AS DONORS',
  read: ([row]) => row?.DONORS ?? '',
});
