import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { createOfficeCa } from '../build/office/certificates.ts';
import { startDatabase, type Template } from '../build/office/database.ts';
import { demoParts } from '../build/office/office.ts';
import { databaseName } from '../build/office/postgres-conf.ts';
import { migrate } from '../server/migrate.ts';

const root = resolve(import.meta.dirname, '..');
const schema = join(root, 'server/schema');
const kept = join(root, '.cache/database');

/**
 * A migrated cluster without an office in it. It is made once for a state of the schema and of what makes it: a copy starts in a third of the time
 * of `initdb` and the migration.
 */
export async function migratedTemplate(): Promise<Template> {
  const folder = join(kept, await digestOfSchema());
  if (!existsSync(folder)) await make(folder);
  return { data: join(folder, 'data'), password: await readFile(join(folder, 'password'), 'utf8') };
}

/** The demo's programs, with a copied database. */
export const copiedParts: typeof demoParts = {
  ...demoParts,
  startDatabase: async (certificates) => startDatabase({ certificates, template: await migratedTemplate() }),
};

async function digestOfSchema(): Promise<string> {
  const hash = createHash('sha256');
  const makers = [
    'package-lock.json',
    'server/migrate.ts',
    'build/office/database.ts',
    'build/office/postgres-conf.ts',
  ];
  for (const name of makers) hash.update(await readFile(join(root, name)));
  for (const name of (await readdir(schema)).sort()) hash.update(await readFile(join(schema, name)));
  return hash.digest('hex').slice(0, 16);
}

/** The folder appears whole or not at all, also where two workers make it at once. */
async function make(folder: string): Promise<void> {
  await mkdir(kept, { recursive: true });
  const temporary = await mkdtemp(join(kept, '.new-'));
  const server = await startDatabase({ certificates: await createOfficeCa() });
  try {
    const local = { ...server.superuser, host: server.socketFolder, port: server.port };
    await once({ ...local, database: 'postgres' }, (client) =>
      client.query(`CREATE DATABASE ${databaseName}`),
    );
    await once({ ...local, database: databaseName }, (client) => migrate(client, schema));
    await server.suspend();
    await cp(server.data, join(temporary, 'data'), { recursive: true });
    await writeFile(join(temporary, 'password'), server.superuser.password, { mode: 0o600 });
    await rename(temporary, folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error; // else the other worker was first
  } finally {
    await server.stop();
    await rm(temporary, { recursive: true, force: true });
  }
}

async function once(
  config: ConstructorParameters<typeof Client>[0],
  work: (client: Client) => Promise<unknown>,
): Promise<void> {
  const client = new Client(config);
  await client.connect();
  await work(client).finally(() => client.end());
}
