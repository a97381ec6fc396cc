import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { proveAtDoor } from '../../electron/session/door.ts';
import { generateSigningKey, publicSigningKey } from '../../shared/node/signing-key.ts';
import { login, password, serverOfFile } from './person-connection.ts';
import { relayTo } from './relay.ts';

const { running, superuser, anotherSuperuser, opened, suspend, resume } = serverOfFile();
const wrongPassword = 'Inne-Haslo-1!';

/** What may be made of a role that keeps a line of its own from being of use, and how ours begins all the same. */
const defaults = [
  ['role', 'odsluch_people', 'none'],
  ['search_path', 'nowhere', 'pg_catalog'],
  ['local_preload_libraries', 'nothing', ''],
  ['statement_timeout', '1', '0'],
  ['lock_timeout', '1', '0'],
  ['idle_session_timeout', '1', '0'],
  ['transaction_timeout', '1', '0'],
  ['default_transaction_read_only', 'on', 'off'],
  // Under it no answer of the keeper's is given.
  ['default_transaction_isolation', 'repeatable read', 'read committed'],
] as const;
const spoilt = (role: string): string =>
  defaults.map(([name, made]) => `ALTER ROLE ${role} SET ${name} = '${made}'`).join(';');

const refusedLogins = (): number =>
  readFileSync(running().log, 'utf8').split('password authentication failed').length - 1;
const connections = async (): Promise<number> =>
  (
    await superuser().query<{ n: string }>('SELECT count(*) AS n FROM pg_stat_activity WHERE usename = $1', [
      login,
    ])
  ).rows.map(({ n }) => Number(n))[0] ?? 0;
const endSessions = (): Promise<unknown> =>
  superuser().query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [login]);

describe('the person’s connection', () => {
  it('trusts the office’s server by its name as well as by its address', async () => {
    const { connection, said } = await opened({ host: 'localhost' });
    expect(said).toEqual(['up']);
    await connection.close();
  });

  it('is the person’s own, takes three of four places at most, and leaves none behind', async () => {
    const { connection } = await opened();
    const who = 'SELECT session_user::text AS who';
    const answers = await Promise.all([
      connection.ask(who),
      ...Array.from({ length: 6 }, () => connection.query(who)),
    ]);
    expect(new Set(answers.map(([row]) => JSON.stringify(row)))).toEqual(new Set([`{"who":"${login}"}`]));
    expect(await connections()).toBe(3);
    await connection.close();
    await expect.poll(connections).toBe(0);
    await expect(connection.ask(who)).rejects.toMatchObject({ failure: { code: 'database-unreachable' } });
    await expect(connection.query(who)).rejects.toMatchObject({ failure: { code: 'database-unreachable' } });
  });

  it('brings numbers as numbers and legal days as their text, and leaves other connections of the process as they are', async () => {
    const { connection } = await opened();
    const [row] = await connection.query(`SELECT 7::bigint AS n, DATE '2026-10-25' AS day`);
    expect(row).toEqual({ n: 7, day: '2026-10-25' });
    expect((await superuser().query('SELECT 1::bigint AS n')).rows).toEqual([{ n: '1' }]);
    await connection.close();
  });

  it('begins as every other, whatever the person has made of the own role', async () => {
    await superuser().query(spoilt(login));
    const { connection } = await opened();
    const asked = `SELECT ${defaults.map(([name]) => `current_setting('${name}') AS ${name}`).join()}`;
    const begun = Object.fromEntries(defaults.map(([name, , ours]) => [name, ours]));
    expect(await connection.ask(asked)).toEqual([begun]);
    expect(await connection.query(asked)).toEqual([begun]);
    await connection.close();
    await superuser().query(`ALTER ROLE ${login} RESET ALL`);
  });

  it('at the door begins so too, whatever anybody has made of it', async () => {
    const other = await anotherSuperuser('odsluch');
    // No keeper has run here yet; the answer takes a little.
    await other.query(`
      CREATE ROLE odsluch_door LOGIN; CREATE SCHEMA api; GRANT USAGE ON SCHEMA api TO PUBLIC;
      CREATE FUNCTION api.pulse() RETURNS jsonb LANGUAGE sql AS 'SELECT NULL::jsonb FROM pg_sleep(0.05)'`);
    await other.query(spoilt('odsluch_door'));
    const { host, port, ca } = running();
    const keeper = publicSigningKey(generateSigningKey().publicKey);
    await expect(
      proveAtDoor({ host, port, ca, name: 'odsluch' }, keeper, { login, password, version: '9.9.9' }),
    ).rejects.toMatchObject({ failure: { code: 'session-unanswered' } });
    await other.end();
  });

  it('keeps a place at which a statement failed: a session that was replaced elsewhere would not get it back', async () => {
    const { connection } = await opened();
    const place = 'SELECT pg_backend_pid() AS place';
    const before = await connection.query(place);
    await expect(connection.query('SELECT 1 / 0')).rejects.toMatchObject({
      failure: { code: 'invalid-input' },
    });
    expect(await connection.query(place)).toEqual(before);
    await connection.close();
  });

  it('hears that something was answered', async () => {
    const { connection, said, until } = await opened();
    await superuser().query('SELECT 1');
    const other = await anotherSuperuser('odsluch');
    await other.query('NOTIFY odsluch_answer');
    await until(2);
    expect(said).toEqual(['up', 'answer']);
    await other.end();
    await connection.close();
  });

  it('comes back by itself after the server was away', async () => {
    const { connection, said, until } = await opened();
    await connection.query('SELECT 1');
    await suspend();
    await until(2);
    await expect(connection.ask('SELECT 1')).rejects.toMatchObject({
      failure: { code: 'database-unreachable' },
    });
    await resume();
    await until(3);
    expect(said).toEqual(['up', 'down', 'up']);
    expect(await connection.ask('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await connection.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await connection.close();
  });

  it('fails the list at which it was cut, and goes on', async () => {
    const relay = await relayTo(running().port, '127.0.0.1');
    const { connection, until } = await opened({ port: relay.port });
    const list = connection.query('SELECT pg_sleep(600)');
    const thinking = `SELECT 1 FROM pg_stat_activity WHERE usename = $1 AND wait_event = 'PgSleep'`;
    await expect.poll(async () => (await superuser().query(thinking, [login])).rowCount).toBe(1);
    relay.cut();
    await expect(list).rejects.toMatchObject({ failure: { code: 'database-unreachable' } });
    await until(3);
    expect(await connection.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await connection.close();
    relay.stop();
  });

  it('ends after one refused attempt when the password was changed meanwhile', async () => {
    const { connection, said, until } = await opened();
    await connection.query('SELECT 1');
    await superuser().query(`ALTER ROLE ${login} PASSWORD '${wrongPassword}'`);
    const before = refusedLogins();
    await endSessions();
    await until(3);
    await Promise.allSettled([
      connection.query('SELECT 1'),
      connection.query('SELECT 1'),
      connection.ask('SELECT 1'),
    ]);
    expect(said).toEqual(['up', 'down', 'refused']);
    expect(refusedLogins() - before).toBe(1);
    await connection.close();
  });

  it('asks once for the pool as well, however many lists are wanted at once', async () => {
    const { connection, said } = await opened();
    await superuser().query(`ALTER ROLE ${login} PASSWORD '${wrongPassword}'`);
    const before = refusedLogins();
    const lists = Array.from({ length: 4 }, () => connection.query('SELECT 1'));
    const outcomes = (await Promise.allSettled(lists)).map(({ status }) => status);
    expect(new Set(outcomes)).toEqual(new Set(['rejected']));
    expect(said).toEqual(['up', 'refused']);
    expect(refusedLogins() - before).toBe(1);
    await connection.close();
  });

  it('ends when the person may no longer log in', async () => {
    const { connection, said, until } = await opened();
    await superuser().query(`ALTER ROLE ${login} NOLOGIN`);
    await endSessions();
    await until(3);
    expect(said).toEqual(['up', 'down', 'refused']);
    await connection.close();
  });

  it('refuses a person whom the database does not know, with one attempt', async () => {
    const before = refusedLogins();
    await expect(opened({ password: wrongPassword })).rejects.toMatchObject({
      failure: { code: 'sign-in-no-role' },
    });
    expect(refusedLogins() - before).toBe(1);
  });
});
