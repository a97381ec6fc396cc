import { wantedOfServer } from '../../server/doctor/wanted.ts';

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

/** What an office's server is set to, and beside it what is this machine's own. */
export function postgresqlConf({ port, socketFolder, tlsFolder }: ConfOptions): string {
  const settings: Record<string, string | number> = {
    listen_addresses: quoted('127.0.0.1'),
    port,
    unix_socket_directories: quoted(socketFolder),
    unix_socket_permissions: '0700',
    max_connections: 100,
    ssl_cert_file: quoted(`${tlsFolder}/certificate.pem`),
    ssl_key_file: quoted(`${tlsFolder}/key.pem`),
    ...Object.fromEntries(wantedOfServer.map(({ name, value }) => [name, quoted(value)])),
    timezone: quoted('UTC'),
    log_timezone: quoted('UTC'),
    lc_messages: quoted('C'),
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('');
}

/**
 * SECURITY: over TCP only with TLS, only to our database, only members of the people's group, the two programs of the server room and
 * the door; the superuser only over the local socket; everything else is refused by name. People prove themselves by the secret of
 * a session that the keeper entered: no password of the directory ever comes here.
 */
export function pgHba(): string {
  return [
    // A secret that a person gives the own role in the database is no way in past the keeper's host.
    'local all +odsluch_people reject',
    'local all all scram-sha-256',
    `hostssl ${databaseName} +odsluch_people 127.0.0.1/32 scram-sha-256`,
    `hostssl ${databaseName} odsluch_keeper,odsluch_ingest 127.0.0.1/32 scram-sha-256`,
    // There is no secret to keep: whoever comes through the door proves to the keeper, not here, who he is.
    `hostssl ${databaseName} odsluch_door 127.0.0.1/32 trust`,
    'host all all all reject',
    '',
  ].join('\n');
}
