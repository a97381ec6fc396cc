import { readFileSync } from 'node:fs';
import type { Client, ClientConfig } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { databaseName } from '../../build/office/postgres-conf.ts';
import { PersonConnection } from '../../electron/session/connection.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { ask, keyOf, listen } from './asking.ts';
import { officeOfFile, proveAs, refusal, rowsOf, shortest, who } from './office.ts';
import { signedOver, submitCall } from './sessions.ts';
import { refusedToEach } from './refusing.ts';

/** What lies behind the database, and what a person may set for the own login. */
const office = officeOfFile({
  choose: (plans) => shortest(1)(plans.filter(({ sidecar }) => sidecar.announcement === 'yes')),
});
const people = [who.listener, who.none, who.revoked, who.secretary];
const clients = new Map<string, Client>();
let listener: Client;
let recording: string;
let keeperPid: number;

beforeAll(async () => {
  for (const login of people) clients.set(login, await office.as(login));
  listener = clients.get(who.listener) as Client;
  const superuser = await office.superuser();
  const [row] = await rowsOf<{ id: string }>(superuser, 'SELECT id FROM office.recording');
  recording = row?.id ?? '';
  const [keeper] = await rowsOf<{ pid: number }>(
    superuser,
    "SELECT pid FROM pg_stat_activity WHERE usename = 'odsluch_keeper'",
  );
  keeperPid = keeper?.pid ?? 0;
});

describe('INV-10 the server behind the database', () => {
  it.each([
    "COPY (SELECT 1) TO PROGRAM 'id'",
    "COPY (SELECT 1) TO '/tmp/mine'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_read_binary_file('postgresql.conf')",
    "SELECT pg_stat_file('postgresql.conf')",
    "SELECT pg_ls_dir('.')",
    'SELECT pg_ls_logdir()',
    'SELECT pg_ls_waldir()',
    'SELECT * FROM pg_hba_file_rules',
    'SELECT * FROM pg_file_settings',
    'SELECT pg_reload_conf()',
    'SELECT pg_rotate_logfile()',
    'SELECT pg_switch_wal()',
    "SELECT pg_create_restore_point('x')",
    "SELECT pg_create_physical_replication_slot('x')",
    'SELECT pg_promote()',
    'SELECT pg_stat_reset()',
    'SELECT pg_log_backend_memory_contexts(1)',
    "ALTER SYSTEM SET log_statement = 'all'",
    'ALTER DATABASE odsluch SET search_path = mine',
    "SET log_statement = 'all'",
    "SET log_min_messages = 'debug5'",
    "SET session_preload_libraries = 'x'",
    'SET allow_system_table_mods = on',
    "SET dynamic_library_path = '/tmp'",
    "LOAD '/tmp/mine.so'",
    'CHECKPOINT',
    'ALTER TABLE pg_catalog.pg_class ADD COLUMN x int',
  ])('%s', (sql) => refusedToEach(clients, sql));

  it.each(['postgres', 'template1'])('INV-13 %s is closed', async (database) => {
    for (const login of people) {
      expect(await refusal(office.as(login, { database }))).toBe('28000');
    }
    // Where the address rules of another server were kinder, the right to connect still is missing.
    const [right] = await rowsOf(
      await office.superuser(),
      `SELECT bool_or(has_database_privilege(rolname, $1, 'CONNECT')) AS any,
         bool_or(has_database_privilege(rolname, $1, 'TEMP')) AS temp FROM pg_roles WHERE rolcanlogin AND NOT rolsuper`,
      [database],
    );
    expect(right).toEqual({ any: false, temp: false });
  });

  it('INV-13 is not reached as a copy of it would be', async () => {
    for (const replication of ['true', 'database']) {
      const copying = { replication } as ClientConfig;
      expect(await refusal(office.as(who.listener, copying))).toMatch(/^(28000|42501)$/);
    }
  });

  it("the keeper's session shows nothing of what it does", async () => {
    expect(keeperPid).toBeGreaterThan(0);
    expect(await refusal(listener.query('SELECT * FROM pg_stat_get_activity($1)', [keeperPid]))).toBe(
      '42501',
    );
    expect(await refusal(listener.query('SELECT pg_terminate_backend($1)', [keeperPid]))).toBe('42501');
  });
});

describe('settings', () => {
  it('INV-10 of the server are set by no person: not for a session, nor for the login, nor at its beginning', async () => {
    const settings = await rowsOf<{ name: string; context: string; value: string }>(
      await office.superuser(),
      `SELECT name, context, coalesce(nullif(boot_val, ''), 'x') AS value FROM pg_settings WHERE context <> 'user' AND name !~ '[.]'`,
    );
    expect(settings.length).toBeGreaterThan(200);
    const { secret: password } = await proveAs(office.running(), who.listener);
    for (const { name, context, value } of settings) {
      const code = context === 'superuser' ? /^42501$/ : /^(42501|55P02)$/;
      for (const sql of [`SET ${name} TO DEFAULT`, `ALTER ROLE SESSION_USER SET ${name} FROM CURRENT`])
        expect(await refusal(listener.query(sql)), sql).toMatch(code);
      if (context.startsWith('superuser'))
        expect(
          await refusal(
            office.as(who.listener, {
              password,
              options: `-c ${name}=${value.replace(/[\\ ]/g, '\\$&')}`,
            }),
          ),
          name,
        ).toBe('42501');
    }
  });

  it('INV-10 a login cannot shake off what limits it on the disk', async () => {
    await listener.query('ALTER ROLE SESSION_USER RESET ALL; RESET ALL');
    for (const login of people) {
      expect(await rowsOf(await office.as(login), 'SHOW temp_file_limit')).toEqual([
        { temp_file_limit: '1GB' },
      ]);
    }
    expect(await rowsOf(await office.superuser(), 'SHOW temp_file_limit')).toEqual([
      { temp_file_limit: '-1' },
    ]);
  });

  it('INV-01 of the own login change nothing of the record, nor who one is', async () => {
    const settings: Record<string, string> = {
      ...{ synchronous_commit: 'off', default_transaction_isolation: 'serializable', role: 'odsluch_keeper' },
      ...{
        search_path: 'pg_temp, api, office',
        standard_conforming_strings: 'off',
        transform_null_equals: 'on',
      },
      ...{
        DateStyle: 'German',
        IntervalStyle: 'sql_standard',
        TimeZone: "'Asia/Tokyo'",
        bytea_output: 'escape',
      },
      ...{
        array_nulls: 'off',
        statement_timeout: '0',
        idle_in_transaction_session_timeout: '0',
        row_security: 'off',
      },
      ...{
        quote_all_identifiers: 'on',
        debug_print_plan: 'on',
        client_min_messages: 'error',
        plan_cache_mode: 'force_generic_plan',
      },
    };
    for (const [name, one] of Object.entries(settings))
      await listener.query(`ALTER ROLE SESSION_USER SET ${name} = ${one}`);
    try {
      const hostile = await office.as(who.listener);
      expect(await rowsOf(hostile, 'SHOW standard_conforming_strings')).toEqual([
        { standard_conforming_strings: 'off' },
      ]);
      const [told] = await rowsOf(
        hostile,
        "SELECT api.me() ->> 'login' AS me, session_user::text AS who, current_user::text AS now",
      );
      expect(told).toEqual({ me: who.listener, who: who.listener, now: who.listener });
      // The driver's own need, and the answer's: it is given to who sees the present.
      await hostile.query("SET bytea_output = hex; SET default_transaction_isolation = 'read committed'");
      const listening = await listen(hostile, recording);
      expect(listening.answer.state).toBe('released');
      expect(await keyOf(listening)).toHaveLength(32);
      expect(await ask(hostile, 'ingest', { recording, digest: '0'.repeat(64) })).toMatchObject({
        reason: 'malformed-request',
      });
      expect(await refusal(hostile.query('SELECT FROM office.entry'))).toBe('42501');
    } finally {
      await listener.query('ALTER ROLE SESSION_USER RESET ALL');
    }
    const {
      settings: { journal },
      keeperPublicKey: keeperKey,
    } = office.running();
    expect((await verifyLedger({ source: await office.superuser(), journal, keeperKey })).fault).toBeNull();
  });

  it('INV-10 let nothing that was typed into the log of the server, however much is asked for', async () => {
    const log = () => readFileSync(office.running().database.log, 'utf8');
    await listener.query(
      'SET debug_print_parse = on; SET debug_print_rewritten = on; SET debug_print_plan = on',
    );
    await listener.query(
      `SELECT api.note_search('list', '{"day": "2026-06-10", "case": "tajemnica-w-znaku"}', gen_random_uuid())`,
    );
    const secret = await signedOver(listener, 'tajemnica-w-rodzaju', 'tajemnica-w-tresci');
    expect(await refusal(listener.query(`SELECT ${submitCall(secret)}`))).toBe('OD001');
    await listener.query('RESET ALL');
    expect(log()).not.toMatch(/tajemnica|:constvalue/);
  });
});

describe('a second sign-in of the same person elsewhere', () => {
  const quiet = { onLine: () => undefined, onRefused: () => undefined, onAnswer: () => undefined };
  const opened = async (): Promise<PersonConnection> => {
    const { host, port, ca } = office.running().database;
    const place = { host, port, ca, name: databaseName };
    const { secret } = await proveAs(office.running(), who.other);
    const connection = new PersonConnection(place, who.other, secret, quiet);
    await connection.open();
    return connection;
  };
  const taken = { failure: { code: 'database-taken' } };
  const busy = 'SELECT pg_sleep(0.05)';

  it('is told at once that all places are taken, and disturbs nobody there', async () => {
    const there = await opened();
    await Promise.all([there.query(busy), there.query(busy)]);
    const here = await opened();
    await expect(here.takePlace()).rejects.toMatchObject(taken);
    // Not even a line is left for a third one.
    await expect(opened()).rejects.toMatchObject(taken);
    await here.close();
    expect(await there.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await there.close();
  });

  it('makes do with the places that are left, and so does the first, whose secret is replaced by now', async () => {
    const there = await opened();
    await there.takePlace();
    const here = await opened();
    await here.takePlace();
    await Promise.all([1, 2, 3].map(() => here.query(busy)));
    await Promise.all([1, 2, 3].map(() => there.query(busy)));
    expect(await there.ask('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    for (const connection of [there, here]) await connection.close();
  });
});
