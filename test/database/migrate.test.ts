import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { migrate, MigrationRefused, readSteps } from '../../server/migrate.ts';
import { refusal, rowsOf } from './office.ts';
import { clusterOf, onBothServers, schemaFolder, type Cluster } from './schema.ts';

const names = readSteps(schemaFolder).map(({ name }) => name);

/** Everything in the catalogue that a migration makes or grants, as one text. */
async function catalogue(client: Client): Promise<string> {
  const rows = await rowsOf(
    client,
    `SELECT 'relation' AS kind, oid::regclass::text AS name, relacl::text AS acl, relowner::regrole::text AS owner
       FROM pg_class WHERE relnamespace::regnamespace::text IN ('api', 'office', 'ext', 'odsluch_migration')
     UNION ALL SELECT 'function', oid::regprocedure::text, proacl::text || md5(prosrc) || coalesce(proconfig::text, ''), proowner::regrole::text
       FROM pg_proc WHERE pronamespace::regnamespace::text IN ('api', 'office', 'pg_catalog')
     UNION ALL SELECT 'trigger', tgrelid::regclass || tgname, tgenabled::text, '' FROM pg_trigger WHERE NOT tgisinternal
     UNION ALL SELECT 'schema', nspname, nspacl::text, '' FROM pg_namespace WHERE nspname !~ '^pg_(toast|temp)'
     UNION ALL SELECT 'language', lanname, lanacl::text, '' FROM pg_language
     UNION ALL SELECT 'database', datname, datacl::text, '' FROM pg_database
     UNION ALL SELECT 'role', rolname, rolcanlogin::text || rolcreaterole || rolsuper || rolinherit, '' FROM pg_roles
     UNION ALL SELECT 'member', roleid::regrole || ' ' || member::regrole, admin_option::text || inherit_option || set_option, '' FROM pg_auth_members
     UNION ALL SELECT 'step', name, sha256, '' FROM odsluch_migration.step ORDER BY 1, 2, 3`,
  );
  return JSON.stringify(rows, null, 1);
}

/** What a migration of a changed copy of the schema says. */
async function refusedBecause(client: Client, folder: string): Promise<string> {
  return migrate(client, folder).then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof MigrationRefused ? error.message : String(error)),
  );
}

function migrateContract(bin: string): void {
  const cluster: Cluster = clusterOf(bin);
  let client: Client;
  let folder: string | null = null;
  beforeAll(async () => {
    client = await cluster.superuser();
  });
  // Each test may change its own copy of the schema.
  const copyOfSchema = async (): Promise<string> => {
    folder = await mkdtemp(join(tmpdir(), 'odsluch-schema-'));
    await cp(schemaFolder, folder, { recursive: true });
    return folder;
  };
  afterEach(async () => {
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  });

  it('makes the same of an empty database, twenty times at once', async () => {
    const many = await Promise.all(Array.from({ length: 20 }, () => cluster.superuser()));
    const results = await Promise.all(many.map((one) => migrate(one, schemaFolder)));
    expect(results.map(({ applied }) => applied).filter((applied) => applied.length > 0)).toEqual([names]);
    for (const one of many) await one.end();
  });

  it('changes nothing when it runs again', async () => {
    const before = await catalogue(client);
    expect(await migrate(client, schemaFolder)).toEqual({ applied: [] });
    expect(await catalogue(client)).toBe(before);
  });

  it('takes back what somebody opened in between', async () => {
    const before = await catalogue(client);
    await client.query(`
      GRANT TEMP, CONNECT ON DATABASE odsluch TO PUBLIC; GRANT CONNECT ON DATABASE postgres TO PUBLIC;
      GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC; GRANT EXECUTE ON FUNCTION lo_create(oid) TO PUBLIC;
      GRANT EXECUTE ON FUNCTION pg_stat_get_live_tuples(oid) TO PUBLIC; GRANT CREATE ON SCHEMA api TO odsluch_definer`);
    expect(await catalogue(client)).not.toBe(before);
    await migrate(client, schemaFolder);
    expect(await catalogue(client)).toBe(before);
  });

  it.each<[string, string, string, RegExp]>([
    [
      'a table opened to persons',
      'GRANT SELECT ON office.recording TO odsluch_listener',
      'REVOKE SELECT ON office.recording FROM odsluch_listener',
      /odsluch_listener ma prawo SELECT do office\.recording/,
    ],
    [
      'a definer that may change',
      'GRANT UPDATE ON office.act TO odsluch_definer',
      'REVOKE UPDATE ON office.act FROM odsluch_definer',
      /odsluch_definer ma prawo UPDATE do office\.act/,
    ],
    [
      'a function of somebody in api',
      "CREATE FUNCTION api.extra() RETURNS int LANGUAGE sql AS 'SELECT 1'",
      'DROP FUNCTION api.extra()',
      /funkcję api\.extra\(\) może wywołać każdy/,
    ],
    [
      'a definer function without its search path',
      'ALTER FUNCTION api.me() RESET search_path',
      'ALTER FUNCTION api.me() SET search_path = pg_catalog, pg_temp',
      /api\.me\(\) działa z cudzymi prawami/,
    ],
    [
      'a schema opened to everybody',
      'GRANT USAGE ON SCHEMA office TO PUBLIC',
      'REVOKE USAGE ON SCHEMA office FROM PUBLIC',
      /do schematu office ma prawo każdy/,
    ],
    [
      'what somebody put into the schema that goes',
      'CREATE SCHEMA public; CREATE TABLE public.theirs (x int)',
      'DROP TABLE public.theirs',
      /^W schemacie public jest coś, czego nie założył ten program: .*theirs\. Należy to usunąć/,
    ],
  ])('names %s', async (_what, open, close, sentence) => {
    await client.query(open);
    try {
      expect(await refusedBecause(client, schemaFolder)).toMatch(sentence);
    } finally {
      await client.query(close);
    }
    expect(await migrate(client, schemaFolder)).toEqual({ applied: [] });
  });

  it('refuses a file that was changed after it ran, and touches nothing', async () => {
    const changed = await copyOfSchema();
    const file = join(changed, '040_playback.sql');
    await writeFile(file, `${await readFile(file, 'utf8')}\n-- a comment\n`);
    const before = await catalogue(client);
    expect(await refusedBecause(client, changed)).toMatch(/^Plik 040_playback\.sql zmieniono po wykonaniu/);
    expect(await catalogue(client)).toBe(before);
  });

  it('refuses a database that is newer than the program', async () => {
    const older = await copyOfSchema();
    await rm(join(older, '060_register.sql'));
    expect(await refusedBecause(client, older)).toMatch(
      /^Baza danych jest nowsza niż ten program \(zna krok 060_register\.sql\)/,
    );
  });

  it('takes a new file whole or not at all', async () => {
    const newer = await copyOfSchema();
    await writeFile(join(newer, '900_new.sql'), 'CREATE TABLE office.made (x int); SELECT 1 / 0;');
    expect(await refusedBecause(client, newer)).toMatch(/division by zero/);
    expect(await rowsOf(client, "SELECT to_regclass('office.made') AS made")).toEqual([{ made: null }]);
    // Its statements and the note that they ran are one transaction.
    const unnoted =
      'CREATE TABLE office.made (x int); ALTER TABLE odsluch_migration.step ADD CHECK (false) NOT VALID;';
    await writeFile(join(newer, '900_new.sql'), unnoted);
    expect(await refusedBecause(client, newer)).toMatch(/violates check constraint/);
    expect(await rowsOf(client, "SELECT to_regclass('office.made') AS made")).toEqual([{ made: null }]);
    await writeFile(join(newer, '900_new.sql'), 'CREATE TABLE office.made (x int);');
    expect(await migrate(client, newer)).toEqual({ applied: ['900_new.sql'] });
    await client.query(
      "DROP TABLE office.made; DELETE FROM odsluch_migration.step WHERE name = '900_new.sql'",
    );
  });

  it('lets go of its lock after a refusal', async () => {
    const older = await copyOfSchema();
    await rm(join(older, '060_register.sql'));
    await refusedBecause(client, older);
    const second = await cluster.superuser();
    expect(await migrate(second, schemaFolder)).toEqual({ applied: [] });
  });

  it('is refused to anybody but a superuser, also to the owner of the tables', async () => {
    await client.query("CREATE ROLE admin LOGIN CREATEROLE CREATEDB PASSWORD 'x' IN ROLE odsluch_owner");
    await client.query('GRANT CONNECT ON DATABASE odsluch TO admin');
    const { socketFolder: host, port } = cluster.running();
    const ordinary = new Client({ host, port, user: 'admin', password: 'x', database: 'odsluch' });
    await ordinary.connect();
    try {
      expect(await refusedBecause(ordinary, schemaFolder)).toMatch(/^Migrację wykonuje superużytkownik/);
      expect(await refusal(ordinary.query('SELECT FROM odsluch_migration.step'))).toBe('42501');
    } finally {
      await ordinary.end();
    }
  });
}

onBothServers(migrateContract);

describe('the files of the schema', () => {
  let copy: string;
  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'odsluch-schema-'));
  });
  afterAll(() => rm(copy, { recursive: true, force: true }));

  it('run in the order of their numbers; what is not numbered is no step', async () => {
    for (const name of [
      '020_b.sql',
      '010_a.sql',
      'after.sql',
      'CONVENTIONS.md',
      '030_c.sql.bak',
      '5_d.sql',
    ]) {
      await writeFile(join(copy, name), `-- ${name}`);
    }
    expect(readSteps(copy).map(({ name }) => name)).toEqual(['010_a.sql', '020_b.sql']);
  });
});
