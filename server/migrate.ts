import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseError, type Client } from 'pg';

/** One numbered file of `server/schema`. */
type Step = { name: string; sql: string; sha256: string };

/** A migration that must not run; the message says what to do. */
export class MigrationRefused extends Error {}

/** Any two migrations of one cluster wait for each other on this lock. */
const lock = 7_305_516_201;

/** The numbered files, in their order. `before.sql`, `kinds.sql` and `after.sql` are not among them: they run every time. */
export function readSteps(folder: string): Step[] {
  return readdirSync(folder)
    .filter((name) => /^\d{3}_.*\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Brings the database up to this program's schema: one transaction a file, each file's SHA-256 kept. Running it again, or twenty
 * times at once, changes nothing. Must be a superuser on the local socket.
 * Throws MigrationRefused for a newer database, a changed file, or a role that is no superuser.
 */
export async function migrate(client: Client, folder: string): Promise<{ applied: string[] }> {
  await refuseOrdinaryRole(client);
  await client.query('SELECT pg_advisory_lock($1)', [lock]);
  try {
    const steps = readSteps(folder);
    const pending = pendingSteps(steps, await appliedSteps(client));
    const always = (name: string) => inTransaction(client, readFileSync(join(folder, name), 'utf8'));
    if (pending.length > 0) await always('before.sql');
    for (const step of pending) await inTransaction(client, step.sql, step);
    await always('kinds.sql');
    await always('after.sql');
    return { applied: pending.map((step) => step.name) };
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [lock]);
  }
}

/** What is still to run. Throws MigrationRefused where the database knows files that this program does not, or a file was changed. */
export function pendingSteps(steps: Step[], applied: Map<string, string>): Step[] {
  for (const [name, sha256] of applied) {
    const step = steps.find((one) => one.name === name);
    if (!step) {
      throw new MigrationRefused(
        `Baza danych jest nowsza niż ten program (zna krok ${name}). Należy zainstalować nowszą wersję programu.`,
      );
    }
    if (step.sha256 !== sha256) {
      throw new MigrationRefused(`Plik ${name} zmieniono po wykonaniu. Należy przywrócić jego wydaną treść.`);
    }
  }
  return steps.filter((step) => !applied.has(step.name));
}

// SECURITY: REVOKEs on languages and on pg_catalog "succeed" without effect for anybody else, and the office would stand open.
async function refuseOrdinaryRole(client: Client): Promise<void> {
  const { rows } = await client.query<{ super: boolean; version: number }>(
    "SELECT rolsuper AS super, current_setting('server_version_num')::int AS version FROM pg_roles WHERE rolname = current_user",
  );
  if (!rows[0]?.super)
    throw new MigrationRefused('Migrację wykonuje superużytkownik bazy danych przez gniazdo lokalne.');
  if (rows[0].version < 170_000) throw new MigrationRefused('Wymagany jest PostgreSQL 17 lub 18.');
}

async function appliedSteps(client: Client): Promise<Map<string, string>> {
  await client.query('CREATE SCHEMA IF NOT EXISTS odsluch_migration');
  await client.query(
    'CREATE TABLE IF NOT EXISTS odsluch_migration.step (name text PRIMARY KEY, sha256 text NOT NULL, at timestamptz NOT NULL DEFAULT now())',
  );
  return knownSteps(client);
}

/** The steps that a migrated database knows, with the SHA-256 of each. */
export async function knownSteps(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'SELECT name, sha256 FROM odsluch_migration.step ORDER BY name',
  );
  return new Map(rows.map((row) => [row.name, row.sha256]));
}

async function inTransaction(client: Client, sql: string, step?: Step): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    if (step)
      await client.query('INSERT INTO odsluch_migration.step (name, sha256) VALUES ($1, $2)', [
        step.name,
        step.sha256,
      ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw refusedBy(error) ?? error;
  }
}

/** `after.sql` looks at what it promised: its OD010 says what stands open, its OD011 what is in the way. */
function refusedBy(error: unknown): MigrationRefused | null {
  if (!(error instanceof DatabaseError)) return null;
  if (error.code === 'OD010')
    return new MigrationRefused(
      `Baza danych stoi otworem: ${error.message}. Należy odebrać te prawa i powtórzyć migrację.`,
    );
  if (error.code === 'OD011')
    return new MigrationRefused(
      `W schemacie public jest coś, czego nie założył ten program: ${error.message}. Należy to usunąć albo przenieść do innej bazy i powtórzyć migrację.`,
    );
  return null;
}
