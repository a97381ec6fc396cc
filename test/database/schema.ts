import { join } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createOfficeCa } from '../../build/office/certificates.ts';
import { startDatabase, type RunningDatabase } from '../../build/office/database.ts';
import { debianPostgres17, embeddedPostgres } from '../../build/office/postgres-binaries.ts';
import { databaseName } from '../../build/office/postgres-conf.ts';
import { migrate } from '../../server/migrate.ts';
import { root } from './office.ts';

/** Folder of the schema that the project ships. */
export const schemaFolder = join(root, 'server/schema');

/** Runs a contract on each PostgreSQL that the office may have; the one that cannot be had here is skipped by name. */
export function onBothServers(contract: (bin: string) => void): void {
  describe('PostgreSQL 18 of the demo', () => contract(embeddedPostgres()));
  const debian = debianPostgres17();
  if (debian) describe('PostgreSQL 17 of Debian', () => contract(debian));
  else it.skip('PostgreSQL 17 of Debian: neither installed nor unpacked by set-up');
}

/** A database server of the tests of one `describe`, with nothing in it but an empty database of the office. */
export type Cluster = {
  running(): RunningDatabase;
  /** A superuser on the local socket; ended with the cluster. */
  superuser(database?: string): Promise<Client>;
  /** A login over TLS; ended with the cluster. */
  login(user: string, password: string): Promise<Client>;
};

export function clusterOf(bin: string): Cluster {
  let server: RunningDatabase | null = null;
  const open: Client[] = [];
  beforeAll(async () => {
    server = await startDatabase({ certificates: await createOfficeCa(), postgresBin: bin });
    const client = await connect({ ...local(running()), database: 'postgres' });
    await client.query(`CREATE DATABASE ${databaseName}`);
    await client.end();
  });
  afterAll(async () => {
    for (const client of open) await client.end();
    await server?.stop();
  });
  const running = (): RunningDatabase => {
    if (server === null) throw new Error('the server has not started');
    return server;
  };
  const kept = async (config: ClientConfig): Promise<Client> => {
    const client = await connect(config);
    open.push(client);
    return client;
  };
  return {
    running,
    superuser: (database = databaseName) => kept({ ...local(running()), database }),
    login: (user, password) => {
      const { host, port, ca } = running();
      return kept({
        host,
        port,
        user,
        password,
        database: databaseName,
        ssl: { ca, servername: 'localhost' },
      });
    },
  };
}

/** A cluster with the schema of the project. */
export function migratedCluster(bin: string): Cluster {
  const cluster = clusterOf(bin);
  beforeAll(async () => {
    await migrate(await cluster.superuser(), schemaFolder);
  });
  return cluster;
}

async function connect(config: ClientConfig): Promise<Client> {
  const client = new Client(config);
  client.on('error', () => undefined); // A change of the own groups ends a person's lines; the next query tells.
  await client.connect();
  return client;
}

function local({ superuser, socketFolder, port }: RunningDatabase): ClientConfig {
  return { ...superuser, host: socketFolder, port };
}
