import { serverFact, text } from './server-fact.js';

export const plugins = serverFact({
  name: 'plugins',
  sql: `SELECT PLUGIN_NAME, PLUGIN_STATUS, PLUGIN_TYPE, PLUGIN_LIBRARY, LOAD_OPTION FROM information_schema.PLUGINS`,
  read: (rows) =>
    rows.map((row) => ({
      name: text(row, 'PLUGIN_NAME'),
      status: text(row, 'PLUGIN_STATUS'),
      type: text(row, 'PLUGIN_TYPE'),
      library: row.PLUGIN_LIBRARY ?? null,
      loadOption: text(row, 'LOAD_OPTION'),
    })),
});
