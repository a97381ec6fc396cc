/** What knex and pg name but never reach with client 'pg'; a bundle cannot be made unless they are left out of it. */
export const neverReached = [
  'better-sqlite3',
  'mysql',
  'mysql2',
  'mariadb/callback',
  'oracledb',
  'pg-native',
  'pg-query-stream',
  'sqlite3',
  'tedious',
];
