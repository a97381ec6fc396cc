/**
 * A person's line, and one through the door, begins with these (`options` of a connection), whatever somebody has made of the defaults of its
 * role, the person or anybody at the door: what comes with the connection goes before what is kept for the role.
 */
export const ownDefaults = [
  ...['role=none', 'search_path=pg_catalog', 'client_encoding=UTF8', 'local_preload_libraries='],
  ...['statement_timeout=0', 'lock_timeout=0', 'idle_session_timeout=0', 'transaction_timeout=0'],
  ...['default_transaction_read_only=off', 'default_transaction_isolation=read\\ committed'],
]
  .map((one) => `-c ${one}`)
  .join(' ');
