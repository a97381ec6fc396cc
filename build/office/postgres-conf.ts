/** How people prove who they are: by a password kept in the database (demo), or by asking the office's directory. */
export type PeopleLogin =
  | { way: 'scram' }
  | {
      way: 'ldap';
      /** Host (or address) of the directory as its certificate bears it. */
      host: string;
      port: number;
      upnSuffix: string;
    };

export interface ConfOptions {
  port: number;
  /** Folder of the Unix socket. */
  socketFolder: string;
  /** Folder with `certificate.pem` and `key.pem`. */
  tlsFolder: string;
}

/** Name of the database, fixed with the roles' names: one cluster per office. */
export const databaseName = 'odsluch';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * Server settings of the design. Connections that died free their place within half a minute; nothing that a person
 * typed reaches the server's log; a committed record has reached the disk.
 */
export function postgresqlConf({ port, socketFolder, tlsFolder }: ConfOptions): string {
  const settings: Record<string, string | number> = {
    listen_addresses: quoted('127.0.0.1'),
    port,
    unix_socket_directories: quoted(socketFolder),
    unix_socket_permissions: '0700',
    max_connections: 100,
    authentication_timeout: quoted('15s'),
    password_encryption: quoted('scram-sha-256'),
    ssl: 'on',
    ssl_cert_file: quoted(`${tlsFolder}/certificate.pem`),
    ssl_key_file: quoted(`${tlsFolder}/key.pem`),
    ssl_min_protocol_version: quoted('TLSv1.2'),
    tcp_keepalives_idle: 10,
    tcp_keepalives_interval: 5,
    tcp_keepalives_count: 2,
    tcp_user_timeout: quoted('20s'),
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    // The keeper's answers do not depend on it, but a flood of notifications shall not fill the disk: 64 MB.
    max_notify_queue_pages: 8192,
    log_statement: quoted('none'),
    // Errors name the value that was wrong ("invalid input syntax … "); `log` keeps start, stop and refused logins.
    log_min_messages: quoted('log'),
    log_min_error_statement: quoted('panic'),
    log_error_verbosity: quoted('terse'),
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    timezone: quoted('UTC'),
    log_timezone: quoted('UTC'),
    lc_messages: quoted('C'),
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('');
}

/**
 * SECURITY: over TCP only with TLS, only to our database, only members of the people's group and the two programs of the
 * server room; the superuser only over the local socket; everything else is refused by name.
 */
export function pgHba(people: PeopleLogin): string {
  const method =
    people.way === 'scram'
      ? 'scram-sha-256'
      : `ldap ldapserver=${people.host} ldapport=${people.port} ldapscheme=ldaps ldapprefix="" ldapsuffix="@${people.upnSuffix}"`;
  return [
    // A password that a person gives the own role in the database is no way in beside the directory.
    'local all +odsluch_people reject',
    'local all all scram-sha-256',
    `hostssl ${databaseName} +odsluch_people 127.0.0.1/32 ${method}`,
    `hostssl ${databaseName} odsluch_keeper,odsluch_ingest 127.0.0.1/32 scram-sha-256`,
    'host all all all reject',
    '',
  ].join('\n');
}
