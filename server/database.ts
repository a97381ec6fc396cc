import { readFileSync } from 'node:fs';
import { Client, type ClientConfig } from 'pg';
import { ownDefaults } from '../shared/node/own-defaults.ts';
import type { SealedEntry } from '../shared/node/ledger.ts';
import type { ServerSettings } from './settings.ts';

type ServerRole = 'superuser' | 'keeper' | 'ingest';

/** An entry as the database gives it: the number comes as text. */
export type EntryRow = Omit<SealedEntry, 'seq'> & { seq: string };

/** The entry of a row, which may have more than that. */
export function entryOfRow({ seq, prev, payload, hash, signature }: EntryRow): SealedEntry {
  return { seq: Number(seq), prev, payload, hash, signature };
}

/** The first line of a file that only the program's account can read. */
export function readSecret(file: string): string {
  return readFileSync(file, 'utf8').split(/\r?\n/, 1)[0] ?? '';
}

/**
 * How a program of the server room connects. The superuser comes through the local socket only; the others over TLS, verified
 * against the office's certificate authority.
 */
export function databaseConfig(settings: ServerSettings, role: ServerRole): ClientConfig {
  const { database } = settings;
  const login = database[role];
  const common: ClientConfig = {
    user: login.user,
    database: database.name,
    port: database.port,
    application_name: `odsluch ${role}`,
    ...(login.passwordFile === null ? {} : { password: readSecret(login.passwordFile) }),
  };
  if (role === 'superuser') return { ...common, host: database.socket };
  return { ...common, ...tlsTo(settings) };
}

/**
 * Works over a connection of its own, and ends it whatever happens. `refused` may put another error in place of one of the log-in.
 * A connection that is lost on the way fails the next statement, and so the work.
 */
export async function withConnection<Value>(
  config: ClientConfig,
  work: (client: Client) => Promise<Value>,
  refused: (error: unknown) => unknown = (error) => error,
): Promise<Value> {
  const client = new Client(config);
  // The server may also end it between two statements, which nobody hears of but this listener: without one the program would end here.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw refused(error);
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** As a person, with the person's own password: what that person may not do, this connection may not do. */
export function personConfig(settings: ServerSettings, login: string, password: string): ClientConfig {
  return {
    user: login,
    password,
    database: settings.database.name,
    port: settings.database.port,
    application_name: 'odsluch-server',
    options: ownDefaults,
    ...tlsTo(settings),
  };
}

/** Through the door: as nobody yet, to prove a session to the keeper. */
export function doorConfig(settings: ServerSettings): ClientConfig {
  return personConfig(settings, 'odsluch_door', '');
}

// SECURITY: a server that cannot prove its name with the office's certificate never hears a password.
function tlsTo(settings: ServerSettings): Pick<ClientConfig, 'host' | 'ssl' | 'connectionTimeoutMillis'> {
  const { host, ca } = settings.database;
  const isName = !/^[\d.:]+$/.test(host);
  return {
    host,
    connectionTimeoutMillis: 10_000,
    ssl: {
      ca: readFileSync(ca, 'utf8'),
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      ...(isName ? { servername: host } : {}),
    },
  };
}
