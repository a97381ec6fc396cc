/** One setting of PostgreSQL, as postgresql.conf spells it, and what breaks without it. */
export type Wanted = {
  name: string;
  value: string;
  /** Stricter values that serve as well. */
  orElse?: readonly string[];
  breaks: string;
  /** Without it something is open or may be lost today. */
  grave?: true;
};

const dead = 'połączenia zerwane bez pożegnania zajmują miejsca osób przez godziny';
const lost = 'po awarii zasilania może zginąć wpis, po którym wydano już klucz';
const taken = 'niedokończone logowania i cudze połączenia mogą odciąć osoby i strażnika od bazy danych';
const swept = 'to, co osoba zapisała i cofnęła, może zapełnić dysk, zanim serwer to usunie';
const told = 'w dzienniku serwera zostają treści pisane przez osoby';

/**
 * What an office's PostgreSQL is set to; docs/operations.md shows it, demo and tests run with it, and doctor looks at it.
 * Connections that died free their place within half a minute; nothing that a person typed reaches the server's log; a committed
 * record has reached the disk.
 */
export const wantedOfServer: readonly Wanted[] = [
  { name: 'ssl', value: 'on', breaks: 'hasła szłyby siecią otwartym tekstem', grave: true },
  {
    name: 'ssl_min_protocol_version',
    value: 'TLSv1.2',
    orElse: ['TLSv1.3'],
    breaks: 'połączenie może użyć złamanej wersji TLS',
  },
  {
    name: 'password_encryption',
    value: 'scram-sha-256',
    breaks: 'hasła ról zapisywane są słabszym skrótem',
  },
  { name: 'tcp_keepalives_idle', value: '10', breaks: dead },
  { name: 'tcp_keepalives_interval', value: '5', breaks: dead },
  { name: 'tcp_keepalives_count', value: '2', breaks: dead },
  { name: 'tcp_user_timeout', value: '20s', breaks: dead },
  { name: 'authentication_timeout', value: '10s', orElse: ['5s', '6s', '7s', '8s', '9s'], breaks: taken },
  { name: 'reserved_connections', value: '3', orElse: ['4', '5', '6', '8', '10'], breaks: taken },
  { name: 'autovacuum', value: 'on', breaks: swept },
  { name: 'autovacuum_naptime', value: '15s', orElse: ['5s', '10s'], breaks: swept },
  { name: 'autovacuum_vacuum_cost_delay', value: '0', breaks: swept },
  { name: 'fsync', value: 'on', breaks: lost, grave: true },
  { name: 'full_page_writes', value: 'on', breaks: lost, grave: true },
  { name: 'synchronous_commit', value: 'on', orElse: ['remote_apply'], breaks: lost, grave: true },
  // Answers do not depend on it, but a flood of notifications shall not fill the disk: 64 MB.
  {
    name: 'max_notify_queue_pages',
    value: '8192',
    breaks: 'kolejka powiadomień może zapełnić dysk bazy danych',
  },
  { name: 'log_statement', value: 'none', breaks: told },
  // Errors name the value that was wrong ("invalid input syntax … "); `log` keeps start, stop and refused logins.
  { name: 'log_min_messages', value: 'log', orElse: ['fatal', 'panic'], breaks: told },
  { name: 'log_min_error_statement', value: 'panic', breaks: told },
  { name: 'log_error_verbosity', value: 'terse', breaks: told },
  { name: 'log_parameter_max_length', value: '0', breaks: told },
  { name: 'log_parameter_max_length_on_error', value: '0', breaks: told },
];
