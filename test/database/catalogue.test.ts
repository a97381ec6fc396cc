import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { refusal, rowsOf } from './office.ts';
import { migratedCluster, onBothServers } from './schema.ts';
import { nobodysCall } from './sessions.ts';

const password = 'Zażółć-Gęślą-1!';

/** What must hold of the database itself, whoever asks. */
function catalogueContract(bin: string): void {
  const cluster = migratedCluster(bin);
  let superuser: Client;
  const rows = (sql: string) => rowsOf(superuser, sql);
  beforeAll(async () => {
    superuser = await cluster.superuser();
    await superuser.query(`SELECT office.make_person('anna.nowak', '{listener}', true)`);
    await superuser.query(`ALTER ROLE "anna.nowak" PASSWORD '${password}'`);
  });

  describe('INV-11 functions with the rights of others', () => {
    const definers = `SELECT p.oid::regprocedure::text AS name FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
       WHERE p.pronamespace::regnamespace::text IN ('api', 'office', 'ext') AND p.prosecdef`;

    it('have a fixed search path, and an owner who is neither a superuser nor able to log in', async () => {
      expect((await rows(definers)).length).toBeGreaterThan(15);
      expect(
        await rows(`${definers} AND (r.rolsuper OR r.rolcanlogin
           OR NOT coalesce(p.proconfig, '{}') @> ARRAY['search_path=pg_catalog, pg_temp'])`),
      ).toEqual([]);
    });

    it("of api are the definer's; none builds a statement out of text", async () => {
      const api = `SELECT p.oid::regprocedure::text AS name FROM pg_proc p WHERE p.pronamespace = 'api'::regnamespace`;
      expect(await rows(`${api} AND p.proowner <> 'odsluch_definer'::regrole`)).toEqual([]);
      // What spells an instant runs as whoever asked it, for the planner to put it in its place; nobody of the people may call it.
      expect(await rows(`${api} AND NOT p.prosecdef`)).toEqual([
        { name: 'api.instant(timestamp with time zone)' },
      ]);
      expect(await rows(`${api} AND p.prosrc ~* '\\mexecute\\M|current_user|current_role'`)).toEqual([]);
    });

    it('tell words by what may be told, never by what may not: a kind that comes later is withheld', async () => {
      const telling = `${definers} AND p.prosrc LIKE '%api.sealed(e, e.kind%'`;
      expect((await rows(telling)).length).toBeGreaterThan(5);
      expect(await rows(`${telling} AND p.prosrc ~ 'api\\.sealed\\(e, [^;]*kind (NOT IN|<>)'`)).toEqual([]);
    });

    it('mean the same whatever a session has set: escapes in strings, assertions, comparisons with NULL', async () => {
      expect(await rows(String.raw`${definers} AND p.prosrc ~* '\\|\massert\M|[^:]=\s*null\M'`)).toEqual([]);
    });

    it('find the tables and functions of the office, whatever a session puts in the way', async () => {
      // More than any person can: a schema of one's own, with functions and a table that the definer's names would find first.
      await superuser.query(`
        CREATE SCHEMA trap;
        CREATE TABLE trap.person (login text); CREATE TABLE trap.pulse (one int); CREATE TABLE trap.command (login text);
        CREATE FUNCTION trap.octet_length(text) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RAISE 'trapped as %', current_user; END $$;
        CREATE FUNCTION trap.clock_timestamp() RETURNS timestamptz LANGUAGE plpgsql AS $$ BEGIN RAISE 'trapped as %', current_user; END $$;
        CREATE FUNCTION trap.jsonb_typeof(jsonb) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE 'trapped as %', current_user; END $$;
        GRANT USAGE ON SCHEMA trap TO PUBLIC; GRANT SELECT ON ALL TABLES IN SCHEMA trap TO PUBLIC;`);
      const listener = await cluster.login('anna.nowak', password);
      await listener.query('SET search_path = trap, pg_temp, pg_catalog');
      expect(await refusal(listener.query(`SELECT ${nobodysCall}`))).toBeNull();
      expect(await refusal(listener.query(`SELECT api.me()`))).toBeNull();
      const nobody = '00000000-0000-4000-8000-000000000000';
      expect(await refusal(listener.query(`SELECT api.beat('${nobody}', '[]')`))).toBe('OD004');
      expect(await refusal(listener.query('SELECT octet_length($1::text)', ['x']))).toBe('P0001');
      await superuser.query('DROP SCHEMA trap CASCADE; DELETE FROM office.command');
    });
  });

  describe('everybody (PUBLIC)', () => {
    it('INV-11 may execute nothing of api and office', async () => {
      expect(
        await rows(`SELECT p.oid::regprocedure::text FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
           WHERE p.pronamespace::regnamespace::text IN ('api', 'office') AND a.grantee = 0`),
      ).toEqual([]);
    });

    it('INV-10 may enter no schema of ours, use no language and no database', async () => {
      expect(
        await rows(`SELECT nspname FROM pg_namespace n, aclexplode(n.nspacl) a
           WHERE a.grantee = 0 AND nspname NOT IN ('pg_catalog', 'information_schema')`),
      ).toEqual([]);
      expect(
        await rows(`SELECT lanname FROM pg_language l, aclexplode(coalesce(l.lanacl, acldefault('l', l.lanowner))) a
           WHERE a.grantee = 0 AND (l.lanpltrusted OR l.lanname = 'sql')`),
      ).toEqual([]);
      expect(
        await rows(`SELECT datname, privilege_type FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
           WHERE a.grantee = 0 AND d.datallowconn`),
      ).toEqual([]);
    });
  });

  describe('a person', () => {
    /** Whoever comes through the door may no more. */
    const isAnybody = `(pg_has_role(r.oid, 'odsluch_people', 'MEMBER') OR r.rolname = 'odsluch_door') AND NOT r.rolsuper`;

    it('INV-10 may call what computes or acts on the own session, and nothing else of what PostgreSQL brings', async () => {
      const found =
        await rows(`SELECT DISTINCT proname FROM pg_proc p WHERE p.pronamespace = 'pg_catalog'::regnamespace
         AND p.provolatile = 'v' AND proname !~ '^uuidv'
         AND (has_function_privilege('anna.nowak', p.oid, 'EXECUTE') OR has_function_privilege('odsluch_door', p.oid, 'EXECUTE')) ORDER BY 1`);
      expect(found.map((row) => (row as { proname: string }).proname)).toEqual([
        ...[
          'array_sample',
          'array_shuffle',
          'clock_timestamp',
          'current_query',
          'currval',
          'gen_random_uuid',
        ],
        ...['lastval', 'nextval', 'pg_cancel_backend', 'pg_is_in_recovery', 'pg_notification_queue_usage'],
        ...['pg_sleep', 'pg_sleep_for', 'pg_sleep_until', 'pg_terminate_backend', 'random', 'random_normal'],
        ...['set_config', 'setseed', 'setval', 'timeofday'],
      ]);
    });

    const privileges = `SELECT r.rolname, d.datname FROM pg_database d, pg_roles r
       WHERE ${isAnybody} AND d.datallowconn`;

    it('INV-13 may connect to the database of the office alone, and make nothing in it', async () => {
      expect(
        await rows(
          `${privileges} AND has_database_privilege(r.oid, d.oid, 'CONNECT') AND d.datname <> 'odsluch'`,
        ),
      ).toEqual([]);
      expect(await rows(`${privileges} AND has_database_privilege(r.oid, d.oid, 'TEMP, CREATE')`)).toEqual(
        [],
      );
    });

    it('INV-08 has no right on any table, column or sequence of ours', async () => {
      expect(
        await rows(`SELECT c.oid::regclass::text, r.rolname FROM pg_class c, pg_roles r
           WHERE c.relnamespace::regnamespace::text IN ('api', 'office', 'ext', 'odsluch_migration')
             AND ${isAnybody}
             AND CASE WHEN c.relkind = 'S' THEN has_sequence_privilege(r.oid, c.oid, 'USAGE, SELECT, UPDATE')
               WHEN c.relkind IN ('r', 'p', 'v', 'm') THEN has_table_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
                 OR has_any_column_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES') END`),
      ).toEqual([]);
    });

    it('is a plain login in the groups of the own roles, four connections at most', async () => {
      expect(
        await rows(`SELECT rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, rolconnlimit
           FROM pg_roles WHERE rolname = 'anna.nowak'`),
      ).toEqual([
        {
          ...{ rolcanlogin: true, rolsuper: false, rolcreaterole: false, rolcreatedb: false },
          ...{ rolreplication: false, rolbypassrls: false, rolconnlimit: 4 },
        },
      ]);
      const groups = `SELECT roleid::regrole::text AS "group", admin_option FROM pg_auth_members
         WHERE member = '"anna.nowak"'::regrole ORDER BY 1`;
      expect(await rows(groups)).toEqual([
        { group: 'odsluch_listener', admin_option: false },
        { group: 'odsluch_people', admin_option: false },
      ]);
      await superuser.query(`SELECT office.make_person('anna.nowak', '{secretary,quality}', true)`);
      expect(await rows(groups)).toMatchObject([
        { group: 'odsluch_people' },
        { group: 'odsluch_quality' },
        { group: 'odsluch_secretary' },
      ]);
      await superuser.query(`SELECT office.make_person('anna.nowak', '{listener}', true)`);
    });

    it.each([
      ...['postgres', 'pg_monitor', 'odsluch_keeper', 'odsluch', 'public', 'none', 'root', 'administrator'],
      ...['Anna', 'a', '1anna', 'anna nowak', 'anna"; DROP ROLE x; --', 'anna.nowak-bardzo-dlugie', 'żaneta'],
    ])('cannot be called %s', async (login) => {
      const made = superuser.query('SELECT office.make_person($1, $2, true)', [login, []]);
      expect(await refusal(made)).toBe('OD001');
    });

    it('has none but the known roles', async () => {
      for (const role of ['keeper', 'owner', 'people_manager', '']) {
        const made = superuser.query('SELECT office.make_person($1, $2, true)', ['jan.probny', [role]]);
        expect(await refusal(made), role).toBe('OD001');
      }
      expect(await rows(`SELECT FROM pg_roles WHERE rolname = 'jan.probny'`)).toEqual([]);
    });
  });

  describe('the roles of the office', () => {
    it('INV-12 let the definer change, delete and empty nothing, and write no entry: it inserts into four tables', async () => {
      await superuser.query('BEGIN; SET LOCAL ROLE odsluch_definer');
      const tables = await rows(
        `SELECT DISTINCT ON (1) attrelid::regclass::text AS name, attname AS "column" FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
          WHERE relkind = 'r' AND relnamespace = 'office'::regnamespace AND attnum > 0 AND attidentity = '' AND attgenerated = '' ORDER BY 1`,
      );
      expect(tables.length).toBeGreaterThan(12);
      const inserts: unknown[] = [];
      for (const { name, column } of tables as { name: string; column: string }[]) {
        for (const sql of [
          ...[`UPDATE ${name} SET ${column} = ${column}`, `DELETE FROM ${name}`, `TRUNCATE ${name}`],
          ...[
            `INSERT INTO ${name} DEFAULT VALUES`,
            `SELECT FROM ${name} FOR UPDATE`,
            `LOCK TABLE ${name} IN SHARE MODE`,
          ],
        ]) {
          await superuser.query('SAVEPOINT before');
          const code = await refusal(superuser.query(sql));
          if (code !== '42501') inserts.push(sql);
          await superuser.query('ROLLBACK TO before');
        }
      }
      await superuser.query('ROLLBACK');
      expect(inserts).toEqual(
        ['beat', 'command', 'draft', 'search_log'].map(
          (table) => `INSERT INTO office.${table} DEFAULT VALUES`,
        ),
      );
    });

    it('INV-12 lend the definer no other right than to read and to insert into four tables', async () => {
      expect(
        await rows(`SELECT c.oid::regclass::text AS "table", a.privilege_type AS may FROM pg_class c,
             LATERAL aclexplode(c.relacl) a WHERE a.grantee = 'odsluch_definer'::regrole AND a.privilege_type <> 'SELECT'
           UNION ALL SELECT c.oid::regclass::text, x.privilege_type FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid,
             LATERAL aclexplode(t.attacl) x WHERE x.grantee = 'odsluch_definer'::regrole AND x.privilege_type <> 'SELECT' ORDER BY 1`),
      ).toEqual([
        { table: 'office.beat', may: 'INSERT' },
        { table: 'office.command', may: 'INSERT' },
        { table: 'office.draft', may: 'INSERT' },
        { table: 'office.search_log', may: 'INSERT' },
      ]);
      expect(await rows(`SELECT relname FROM pg_class WHERE relowner = 'odsluch_definer'::regrole`)).toEqual(
        [],
      );
    });

    it('let the keeper change no entry and no word behind one', async () => {
      expect(
        await rows(`SELECT t.name, p.may FROM (VALUES ('office.entry'), ('office.entry_text')) t(name),
             (VALUES ('UPDATE'), ('DELETE'), ('TRUNCATE')) p(may)
           WHERE has_table_privilege('odsluch_keeper', t.name, p.may)
              OR p.may = 'UPDATE' AND has_any_column_privilege('odsluch_keeper', t.name, 'UPDATE')`),
      ).toEqual([]);
    });

    it('let ingest put a recording in, and neither vouch for it nor change it', async () => {
      const may = (column: string) =>
        `has_column_privilege('odsluch_ingest', 'office.recording', '${column}', 'INSERT') AS ${column}`;
      expect(await rows(`SELECT ${may('sealed')}, ${may('state')}, ${may('seq')}`)).toEqual([
        { sealed: true, state: false, seq: false },
      ]);
      expect(
        await rows(`SELECT has_any_column_privilege('odsluch_ingest', 'office.recording', 'UPDATE') AS change,
          has_table_privilege('odsluch_ingest', 'office.entry', 'SELECT') AS ledger`),
      ).toEqual([{ change: false, ledger: false }]);
    });

    it('are no superusers, own no more than theirs, and make nothing after a migration', async () => {
      expect(
        await rows(`SELECT rolname FROM pg_roles WHERE rolname LIKE 'odsluch%'
           AND (rolsuper OR rolcreatedb OR rolreplication OR rolbypassrls OR rolcreaterole AND rolname <> 'odsluch_people_manager'
             OR rolcanlogin AND rolname NOT IN ('odsluch_keeper', 'odsluch_ingest', 'odsluch_door'))`),
      ).toEqual([]);
      expect(
        await rows(`SELECT r.rolname, n.nspname FROM pg_roles r, pg_namespace n WHERE r.rolname LIKE 'odsluch%'
           AND r.rolname <> 'odsluch_owner' AND has_schema_privilege(r.oid, n.oid, 'CREATE')`),
      ).toEqual([]);
    });

    it("are in no groups but the people's, the definer in that of the statistics, the keeper in that of the reserved connections", async () => {
      expect(
        await rows(`SELECT member::regrole::text AS who, roleid::regrole::text AS "in" FROM pg_auth_members
           WHERE member::regrole::text LIKE 'odsluch%' AND NOT (roleid = 'odsluch_people'::regrole)
             AND (inherit_option OR set_option) ORDER BY 1, 2`),
      ).toEqual([
        { who: 'odsluch_definer', in: 'pg_read_all_stats' },
        { who: 'odsluch_keeper', in: 'pg_use_reserved_connections' },
        // Who makes people ends their sessions as well.
        { who: 'odsluch_people_manager', in: 'pg_read_all_stats' },
        { who: 'odsluch_people_manager', in: 'pg_signal_backend' },
      ]);
    });

    it('let who makes people neither use nor become what it hands out', async () => {
      expect(
        await rows(`SELECT roleid::regrole::text FROM pg_auth_members
           WHERE member = 'odsluch_people_manager'::regrole AND (inherit_option OR set_option) AND roleid::regrole::text LIKE 'odsluch%'`),
      ).toEqual([]);
    });
  });
}

onBothServers(catalogueContract);
