/**
 * Nothing that follows can change data, and no statement can run for long. The bound has another name in
 * MariaDB, which skips comments for MySQL 5.7 and later and reads its own. And rows are counted now, not remembered
 * from yesterday: MySQL 8.0 and later keep statistics of tables for a day.
 */
export const precautions = (timeoutMs: number): string[] => [
  'SET SESSION TRANSACTION READ ONLY',
  // PAD_CHAR_TO_FULL_LENGTH would pad values, ANSI_QUOTES would quote names otherwise in SHOW GRANTS.
  "SET SESSION sql_mode = ''",
  `SET SESSION /*!50708 max_execution_time = ${timeoutMs} */ /*M!100101 max_statement_time = ${timeoutMs / 1000} */ /*!80003 , information_schema_stats_expiry = 0 */`,
];
