import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { listen } from './asking.ts';
import { officeOfFile, refusal, rowsOf, shortest, who } from './office.ts';
import { refusedToEach } from './refusing.ts';
import { noted } from './searching.ts';

const office = officeOfFile({
  choose: (plans) => shortest(1)(plans.filter(({ sidecar }) => sidecar.announcement === 'yes')),
});

/** Everybody of the office who can sign in to the database. */
const people = [who.listener, who.none, who.revoked, who.secretary];
const clients = new Map<string, Client>();
let listener: Client;
let tables: string[];

beforeAll(async () => {
  for (const login of people) clients.set(login, await office.as(login));
  listener = clients.get(who.listener) as Client;
  const superuser = await office.superuser();
  const [recording] = await rowsOf<{ id: string }>(superuser, 'SELECT id FROM office.recording');
  await listen(listener, recording?.id ?? '');
  // Statistics of the tables exist from here on, so that reading them would tell something.
  await superuser.query('ANALYZE');
  const found = await rowsOf<{ name: string }>(
    superuser,
    `SELECT oid::regclass::text AS name FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
        AND relnamespace::regnamespace::text IN ('office', 'api', 'ext', 'odsluch_migration') ORDER BY 1`,
  );
  tables = found.map(({ name }) => name);
});

/** To each of them, and to whoever comes through the door, whose lines last ten seconds. */
const refusedToAll = async (sql: string) => {
  const door = await office.as(who.listener, { user: 'odsluch_door', password: '' });
  await refusedToEach(new Map([...clients, ['odsluch_door', door]]), sql);
};

describe('INV-08 tables', () => {
  it('cannot be read, locked, forged, changed or emptied, not one of them', async () => {
    expect(tables.length).toBeGreaterThan(15);
    for (const table of tables) {
      for (const sql of [
        `SELECT FROM ${table}`,
        `COPY ${table} TO STDOUT`,
        `BEGIN; LOCK TABLE ${table} IN ACCESS SHARE MODE`,
        `INSERT INTO ${table} DEFAULT VALUES`,
        `UPDATE ${table} SET ctid = ctid`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
        `EXPLAIN SELECT FROM ${table}`,
        `CREATE INDEX ON ${table} ((1))`,
        `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
        `GRANT SELECT ON ${table} TO PUBLIC`,
      ]) {
        expect(await refusal(listener.query(sql)), sql).toBe('42501');
        await listener.query('ROLLBACK');
      }
    }
  });

  it.each([
    "INSERT INTO office.command (id, kind, login, body) VALUES (gen_random_uuid(), 'listen', 'anna.nowak', '{}')",
    "INSERT INTO office.release SELECT gen_random_uuid(), 1, 'anna.nowak', '\\x00', now()",
    "INSERT INTO office.entry (seq, prev, payload, hash, signature) SELECT 2, '', '{}', '', ''",
    "SELECT query_to_xml('SELECT * FROM office.entry', true, true, '')",
    "SELECT ts_stat('SELECT to_tsvector(payload) FROM office.entry')",
    'SELECT * FROM pg_statistic',
    'SELECT * FROM pg_authid',
    'SELECT * FROM pg_largeobject',
  ])('%s', (sql) => refusedToAll(sql));

  it('have no statistics for who may not read them', async () => {
    for (const [, client] of clients) {
      const seen = await rowsOf(
        client,
        "SELECT tablename, attname FROM pg_stats WHERE schemaname IN ('office', 'odsluch_migration')",
      );
      expect(seen).toEqual([]);
    }
    const [all] = await rowsOf<{ n: number }>(
      await office.superuser(),
      "SELECT count(*)::int AS n FROM pg_stats WHERE schemaname = 'office'",
    );
    expect(all?.n).toBeGreaterThan(10);
  });
});

describe('INV-08 counting and watching', () => {
  it.each([
    'SELECT n_live_tup FROM pg_stat_all_tables',
    'SELECT n_tup_ins FROM pg_stat_xact_all_tables',
    'SELECT heap_blks_read FROM pg_statio_all_tables',
    'SELECT idx_scan FROM pg_stat_all_indexes',
    'SELECT xact_commit FROM pg_stat_database',
    'SELECT calls FROM pg_stat_user_functions',
    'SELECT usename, client_addr, backend_start FROM pg_stat_activity',
    'SELECT * FROM pg_stat_ssl',
    "SELECT pg_stat_get_live_tuples(oid) FROM pg_class WHERE relname = 'entry'",
    "SELECT pg_stat_get_vacuum_count(oid) FROM pg_class WHERE relname = 'entry'",
    "SELECT pg_relation_size(oid) FROM pg_class WHERE relname = 'entry'",
    "SELECT pg_total_relation_size(oid) FROM pg_class WHERE relname = 'entry'",
    'SELECT pg_database_size(current_database())',
    // Who holds what at this moment, and how much was written since.
    'SELECT pid, relation FROM pg_locks',
    'SELECT pg_blocking_pids(1)',
    'SELECT next_xid FROM pg_control_checkpoint()',
    'SELECT query FROM pg_prepared_statements, pg_stat_activity',
    'SELECT pg_stat_get_backend_activity(1)',
  ])('%s', (sql) => refusedToAll(sql));

  it('sequences tell nobody how much there is, by name or by number', async () => {
    await refusedToAll("SELECT last_value FROM pg_sequences WHERE schemaname = 'office'");
    await refusedToAll("SELECT pg_sequence_last_value(oid) FROM pg_class WHERE relkind = 'S'");
    for (const call of ['nextval(oid)', 'currval(oid)', 'setval(oid, 1)'])
      await refusedToAll(`SELECT ${call} FROM pg_class WHERE relkind = 'S' AND relname LIKE 'command%'`);
  });

  it('a plan of a search names none of the tables behind it', async () => {
    const [, salt] = await noted(listener, 'list', { day: '2026-06-10' });
    const plan = await rowsOf(
      listener,
      `EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM api.search_recordings('{"day": "2026-06-10"}', '${salt}', 'newest', NULL, NULL, NULL, 10)`,
    );
    expect(JSON.stringify(plan)).toContain('Function Scan');
    expect(JSON.stringify(plan)).not.toMatch(/office\.|recording_started/);
  });
});

describe('INV-09 another identity', () => {
  it('is not to be had: neither a role nor a session of anybody else', async () => {
    const roles = await rowsOf<{ name: string }>(
      await office.superuser(),
      `SELECT quote_ident(rolname) AS name FROM pg_roles
        WHERE rolname NOT IN ($1, 'odsluch_listener', 'odsluch_people', 'pg_database_owner')`,
      [who.listener],
    );
    expect(roles.length).toBeGreaterThan(20);
    for (const { name } of roles) {
      // Roles of PostgreSQL itself (pg_…) cannot be altered by anybody, which has a code of its own.
      const altered = name.startsWith('pg_') ? '42939' : '42501';
      for (const sql of [
        `SET ROLE ${name}`,
        `SET SESSION AUTHORIZATION ${name}`,
        `ALTER ROLE ${name} PASSWORD 'x'`,
        `ALTER ROLE ${name} SET search_path = 'x'`,
        `GRANT ${name} TO "${who.listener}"`,
        `DROP ROLE ${name}`,
        `REASSIGN OWNED BY ${name} TO "${who.listener}"`,
      ]) {
        expect(await refusal(listener.query(sql)), sql).toBe(sql.startsWith('ALTER') ? altered : '42501');
      }
    }
  });

  it('is not lent by the groups that one is in, which nobody can set either', async () => {
    for (const group of ['odsluch_listener', 'odsluch_people'])
      for (const sql of [
        `SET ROLE ${group}`,
        `SELECT set_config('role', '${group}', false)`,
        `ALTER ROLE ${group} SET work_mem = '1MB'`,
        `GRANT ${group} TO "${who.other}"`,
        `REVOKE ${group} FROM "${who.other}"`,
      ])
        expect(await refusal(listener.query(sql)), sql).toBe('42501');
  });

  it.each([
    'ALTER ROLE SESSION_USER SUPERUSER',
    'ALTER ROLE SESSION_USER CREATEROLE',
    'ALTER ROLE SESSION_USER REPLICATION',
    "ALTER ROLE SESSION_USER VALID UNTIL 'infinity'",
    'ALTER ROLE SESSION_USER CONNECTION LIMIT 100',
    'CREATE ROLE helper LOGIN',
    'GRANT odsluch_keeper TO SESSION_USER',
    "SELECT office.make_person('nowa.osoba', '{listener}', true)",
    "SELECT set_config('session_authorization', 'postgres', false)",
    "SELECT set_config('role', 'odsluch_keeper', false)",
    'SET session_replication_role = replica',
  ])('%s', (sql) => refusedToAll(sql));
});

describe("INV-10 tools of one's own", () => {
  it.each([
    'DO $$ BEGIN END $$',
    'DO LANGUAGE plpgsql $$ BEGIN END $$',
    "CREATE FUNCTION pg_temp.leak(text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "CREATE FUNCTION api.leak(text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "CREATE PROCEDURE api.leak() LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION api.me() RETURNS jsonb LANGUAGE sql AS 'SELECT null::jsonb'",
    'CREATE TEMP TABLE mine (x int)',
    'CREATE TEMP VIEW mine AS SELECT 1',
    'CREATE SCHEMA mine',
    'CREATE TABLE api.mine (x int)',
    'CREATE VIEW api.mine AS SELECT 1',
    'CREATE TYPE api.mine AS (x int)',
    'CREATE OPERATOR api.= (FUNCTION = int4eq, LEFTARG = int, RIGHTARG = int)',
    'CREATE DATABASE mine',
    'CREATE EXTENSION btree_gin SCHEMA api',
    'CREATE FOREIGN DATA WRAPPER mine',
    "CREATE SUBSCRIPTION mine CONNECTION '' PUBLICATION p",
    'CREATE PUBLICATION mine FOR ALL TABLES',
    'CREATE EVENT TRIGGER mine ON ddl_command_start EXECUTE FUNCTION office.refuse_change()',
    'DROP FUNCTION api.me()',
    'ALTER FUNCTION api.me() RESET search_path',
    'ALTER FUNCTION api.me() SECURITY INVOKER',
    'SELECT lo_create(0)',
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT lo_export(1, '/tmp/x')",
    'SELECT lo_get(1)',
    'SELECT pg_advisory_lock(1)',
    'SELECT pg_try_advisory_lock(7305516203)',
    'SELECT pg_advisory_xact_lock_shared(1, 1)',
    'SELECT pg_advisory_unlock_all()',
    "SELECT pg_logical_emit_message(false, 'x', repeat('x', 1000))",
    'SELECT pg_export_snapshot()',
    "SELECT pg_notify('odsluch_command', 'x') FROM generate_series(1, 1000000)",
  ])('%s', (sql) => refusedToAll(sql));
});
