import type { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Connection } from '../../server/keeper/connection.ts';
import { fingerprintOf, schemaParts } from '../../server/keeper/fingerprint.ts';
import { emptyState } from '../../server/entries/state.ts';
import { migrate } from '../../server/migrate.ts';
import type { SchemaPart } from '../../shared/ledger/office.ts';
import {
  addPerson,
  addRecording,
  appoint,
  ask,
  askSealed,
  done,
  endOf,
  entriesAfter,
  headSeq,
  listen,
  sign,
  resumption,
} from './asking.ts';
import { refusedOnce } from './refusing.ts';
import { tamperings } from './schema-tamperings.ts';
import { registerRows } from './reading.ts';
import { openTestOffice, root, secretaryLogin, until, type TestOffice } from './support.ts';

let office: TestOffice;
let listener: Client;
let recording: string;
/** The office's people as the ledger knows them, for looks that these tests take by themselves. */
const people = emptyState().people;
let eye: Connection;
beforeAll(async () => {
  office = await openTestOffice();
  const anowak = await addPerson(office, 'anowak');
  const aasi = await addPerson(office, 'aasi', { authorised: false });
  await appoint(office, aasi, {});
  for (const [login, guid, role] of [
    ['anowak', anowak, 'listener'],
    ['aasi', aasi, 'administrator'],
  ] as const) {
    people.set(login, {
      login,
      guid,
      formers: [],
      roles: [role],
      account: 'ok',
      employee: true,
      text: null,
      seq: 0,
      place: 0,
    });
  }
  people.set(secretaryLogin, {
    ...{
      login: secretaryLogin,
      guid: '',
      formers: [],
      roles: ['secretary'],
      account: 'ok',
      employee: true,
      text: null,
      seq: 0,
      place: 0,
    },
  });
  listener = await office.as('anowak');
  recording = (await addRecording(office)).id;
  eye = await Connection.open(office.config('odsluch_keeper'), () => undefined);
});
afterAll(async () => {
  await eye.close();
  await office.close();
});

const look = () => schemaParts(eye, { people });
const sql = (text: string) => office.superuser.query(text);
const makePerson = async () =>
  (await office.as('odsluch_keeper')).query(`SELECT office.make_person('jlis', '{listener,quality}', true)`);
const schemaEntries = async (after: number) =>
  (await entriesAfter(office, after)).filter(({ kind }) => kind === 'schema').map(({ payload }) => payload);

describe('INV-20 the fingerprint of the database', () => {
  beforeAll(async () => {
    // It would look by itself, should one of the changes break its line.
    await office.stop();
    await sql(`CREATE FUNCTION office.on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$`);
    await sql(`REVOKE ALL ON FUNCTION office.on_ddl() FROM PUBLIC`);
  });
  afterAll(async () => {
    await sql('DROP FUNCTION office.on_ddl()');
    // No entry gave these groups.
    await sql(
      'REVOKE odsluch_people, odsluch_listener, odsluch_quality FROM jlis GRANTED BY odsluch_people_manager',
    );
    await office.start();
  });

  it.each(tamperings)(
    'is another one with %s, and the same again without',
    async (_what, parts, make, undo) => {
      const before = await look();
      const undone = await undo(office.superuser);
      await sql(await make(office.superuser));
      const during = await look();
      await sql(undone);
      const names = Object.keys(before) as SchemaPart[];
      expect(names.filter((name) => before[name] !== during[name]).sort()).toEqual([...parts].sort());
      expect(fingerprintOf(during)).not.toBe(fingerprintOf(before));
      expect(await look()).toEqual(before);
    },
  );

  it.each([
    ['people coming and going', makePerson],
    ['a password', () => sql(`ALTER ROLE anowak PASSWORD 'Zażółć-Gęślą-1!'`)],
    ['migrating again', () => migrate(office.superuser, `${root}/server/schema`)],
    ['a table of one session', () => sql('CREATE TEMPORARY TABLE mine (one integer)')],
  ])('stays the same with %s', async (_what, work) => {
    const before = await look();
    await work();
    people.set('jlis', {
      ...{
        login: 'jlis',
        guid: '',
        roles: ['listener', 'quality'],
        account: 'ok',
        formers: [],
        employee: true,
        text: null,
        seq: 0,
        place: 0,
      },
    });
    expect(await look()).toEqual(before);
  });

  it.each<[string, string, string[], string]>([
    [
      'a person',
      'anowak',
      ['FOR ROLE odsluch_listener', 'FOR ROLE odsluch_people'],
      'DROP OWNED BY odsluch_listener; REVOKE ALL ON FUNCTION api.me() FROM odsluch_people',
    ],
    [
      'anybody at the door',
      'odsluch_door',
      [],
      'REVOKE ALL ON FUNCTION api.pulse() FROM odsluch_door, odsluch_people',
    ],
  ])(
    'is out of reach of %s: nobody stops the listening of an office by what the own login may change',
    async (_who, login, roles, more) => {
      const before = await look();
      const { rows: settings } = await office.superuser.query<{ name: string }>(
        `SELECT quote_ident(name) AS name FROM pg_settings WHERE context = 'user' AND name !~ '[.]' AND name !~ '^transaction_'`,
      );
      expect(settings.length).toBeGreaterThan(140);
      const { rows: limits } = await office.superuser.query<{ limit: string }>(
        `SELECT split_part(one, '=', 2) AS limit FROM pg_db_role_setting, unnest(setconfig) one
          WHERE setrole = $1::regrole AND one LIKE 'temp_file_limit=%'`,
        [login],
      );
      await office.fresh(login, async (client) => {
        // The server knows the settings of plpgsql once somebody has used it.
        await client.query('SELECT api.pulse()');
        for (const { name } of settings) await client.query(`ALTER ROLE ${login} SET ${name} FROM CURRENT`);
        for (const hidden of [
          'role = none',
          'seed = 0.5',
          `session_authorization = ${login}`,
          'plpgsql.check_asserts = off',
        ])
          await client.query(`ALTER ROLE ${login} SET ${hidden}`);
        await client.query(`ALTER ROLE ${login} IN DATABASE odsluch SET work_mem = '1MB'`);
        for (const whose of ['', ...roles, 'IN SCHEMA api'])
          await client.query(`ALTER DEFAULT PRIVILEGES ${whose} GRANT ALL ON TABLES TO PUBLIC`);
        await client.query(more);
      });
      expect(await look()).toEqual(before);
      await sql(`ALTER ROLE ${login} RESET ALL; ALTER ROLE ${login} IN DATABASE odsluch RESET ALL`);
      for (const { limit } of limits) await sql(`ALTER ROLE ${login} SET temp_file_limit = '${limit}'`);
    },
  );
});

describe('INV-20 a changed database', () => {
  const grant = () => sql('GRANT SELECT ON office.entry_text TO odsluch_listener');
  const revoke = () => sql('REVOKE SELECT ON office.entry_text FROM odsluch_listener');
  const changed = (after: number) =>
    until('an entry about the change', async () => (await schemaEntries(after))[0] ?? null);
  afterEach(revoke);

  it('was stated by the keeper when it first saw it, once', async () => {
    const [first, ...more] = await schemaEntries(0);
    expect(first).toMatchObject({ before: null, changed: [], command: null });
    expect(more).toEqual([]);
    await office.stop();
    await office.start();
    expect(await schemaEntries(0)).toEqual([first]);
  });

  it('is an entry at the next look, ends what is being heard, and stops listening until the Secretary resumes it', async () => {
    await office.stop();
    await office.start({ schemaMs: 50 });
    const { answer } = await listen(listener, recording);
    await listener.query(`SELECT api.beat($1, '[]')`, [answer.command]);
    const before = await headSeq(office);
    const [{ fingerprint }] = (await schemaEntries(0)) as [{ fingerprint: string }];
    await grant();
    expect(await changed(before)).toMatchObject({ before: fingerprint, changed: ['grants'] });
    const end = await endOf(office, { command: answer.command, seq: before });
    expect(end.payload).toMatchObject({ how: 'listening-suspended' });
    await refusedOnce(office, 'listening-suspended', async () => (await listen(listener, recording)).answer);
    const { rows } = await listener.query<{ told: unknown }>(`SELECT api.me() -> 'suspension' AS told`);
    expect(rows[0]?.told).toMatchObject({ by: 'schema' });

    await sign(office, 'resume', await resumption(office.superuser, 'Sprawdzono z informatykiem.'));
    expect((await listen(listener, recording)).answer.state).toBe('released');
    // And back: that is a change as well.
    const resumed = await headSeq(office);
    await revoke();
    expect(await changed(resumed)).toMatchObject({ fingerprint, changed: ['grants'] });
    await sign(office, 'resume', await resumption(office.superuser, 'Uprawnienie odebrano.'));
  });

  it('is seen by a keeper that was away, before it serves anybody', async () => {
    await office.stop();
    const before = await headSeq(office);
    await grant();
    await office.start();
    expect(await schemaEntries(before)).toHaveLength(1);
    expect((await listen(listener, recording)).answer.reason).toBe('listening-suspended');
    expect((await askSealed(office, 'aasi', 'resume', await resumption(office.superuser))).reason).toBe(
      'not-secretary',
    );
  });

  it('that nobody has seen yet is not resumed with one that was', async () => {
    // Suspended by the test before, which has put the database back since.
    const before = await headSeq(office);
    await sign(office, 'resume', await resumption(office.superuser, 'Sprawdzono.'));
    expect(await changed(before)).toMatchObject({ changed: ['grants'] });
    await refusedOnce(office, 'listening-suspended', async () => (await listen(listener, recording)).answer);
    await sign(office, 'resume', await resumption(office.superuser, 'Sprawdzono ponownie.'));
    const { answer } = await listen(listener, recording);
    expect(answer.state).toBe('released');
    const secretary = await office.as(secretaryLogin);
    const stops = (await registerRows(secretary)).filter(({ kind }) => ['schema', 'resumed'].includes(kind));
    expect(stops.slice(0, 2)).toMatchObject([
      { kind: 'resumed', login: secretaryLogin, reason: 'Sprawdzono ponownie.' },
      { kind: 'schema', login: 'odsluch_keeper', reason: null, changed: ['grants'] },
    ]);
    await done(
      ask(listener, 'close', { opening: answer.command, ranges: [], how: 'listener', wrongCall: false }),
    );
  });
});
