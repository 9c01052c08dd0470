import { serverFact, text } from './server-fact.js';

/** No row at all where no keyring component is loaded; keyring plugins never show here. */
export const keyringComponent = serverFact({
  name: 'keyringComponent',
  sql: `SELECT STATUS_KEY, STATUS_VALUE FROM performance_schema.keyring_component_status
    WHERE STATUS_KEY IN ('Component_name', 'Component_status')`,
  privilege: 'SELECT ON performance_schema.*',
  read: (rows) => {
    const values = Object.fromEntries(rows.map((row) => [text(row, 'STATUS_KEY'), row.STATUS_VALUE]));
    return values.Component_name && values.Component_status
      ? { name: values.Component_name, status: values.Component_status }
      : null;
  },
});
