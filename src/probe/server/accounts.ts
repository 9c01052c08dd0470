import { serverFact, text } from './server-fact.js';

/** A password is too old after the days of its account, or of all accounts; 0 is never. The clock is the server's. */
const EXPIRED = `password_expired = 'Y'
      OR (COALESCE(password_lifetime, @@GLOBAL.default_password_lifetime) > 0 AND password_last_changed
        < NOW() - INTERVAL COALESCE(password_lifetime, @@GLOBAL.default_password_lifetime) DAY)`;

export const accounts = serverFact({
  name: 'accounts',
  sql: `SELECT User, Host, plugin, account_locked, ssl_type,
      x509_issuer <> '' OR x509_subject <> '' AS HAS_NAME, IFNULL(${EXPIRED}, 0) AS IS_EXPIRED
    FROM mysql.user ORDER BY User, Host`,
  privilege: `SELECT (User, Host, plugin, account_locked, password_expired, password_last_changed, password_lifetime, ssl_type, x509_issuer, x509_subject) ON mysql.user`,
  read: (rows) =>
    rows.map((row) => ({
      user: text(row, 'User'),
      host: text(row, 'Host'),
      plugin: text(row, 'plugin'),
      login: {
        locked: text(row, 'account_locked') === 'Y',
        expired: text(row, 'IS_EXPIRED') === '1',
        tls: text(row, 'ssl_type'),
        certificateName: text(row, 'HAS_NAME') === '1',
      },
    })),
});
