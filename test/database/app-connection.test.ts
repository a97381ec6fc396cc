import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOfficeCa, type OfficeCa } from '../../build/office/certificates.ts';
import { type RunningDatabase, startDatabase } from '../../build/office/database.ts';
import { PersonConnection } from '../../electron/session/connection.ts';
import { relayTo } from './relay.ts';

const login = 'jkowalska';
const password = 'Zażółć-Gęślą-1!';
const wrongPassword = 'Inne-Haslo-1!';

let certificates: OfficeCa;
let server: RunningDatabase;
let administrator: Client;
beforeAll(async () => {
  certificates = await createOfficeCa();
  server = await startDatabase({ certificates });
  administrator = new Client({
    ...server.superuser,
    host: server.socketFolder,
    port: server.port,
    database: 'postgres',
  });
  await administrator.connect();
  await administrator.query('CREATE DATABASE odsluch');
  await administrator.query('CREATE ROLE odsluch_people');
  await administrator.query(`CREATE ROLE ${login} LOGIN CONNECTION LIMIT 4 IN ROLE odsluch_people`);
});
afterAll(async () => {
  await administrator.end();
  await server.stop();
});
beforeEach(() => administrator.query(`ALTER ROLE ${login} LOGIN PASSWORD '${password}'`));

/** What a connection said of itself, and a way to wait for the next word. */
function listener() {
  const said: string[] = [];
  const waiting: { words: number; resolve: () => void }[] = [];
  const say = (word: string): void => {
    said.push(word);
    for (const { words, resolve } of waiting) if (said.length >= words) resolve();
  };
  return {
    said,
    events: {
      onLine: (up: boolean) => {
        say(up ? 'up' : 'down');
      },
      onRefused: () => {
        say('refused');
      },
      onAnswer: () => {
        say('answer');
      },
    },
    until: (words: number) =>
      said.length >= words
        ? Promise.resolve()
        : new Promise<void>((resolve) => void waiting.push({ words, resolve })),
  };
}

function connect(change: { host?: string; port?: number; ca?: string; password?: string } = {}) {
  const heard = listener();
  const office = { host: server.host, port: server.port, name: 'odsluch', ca: server.ca, ...change };
  const connection = new PersonConnection(office, login, change.password ?? password, heard.events);
  return { connection, ...heard };
}

async function opened(change: Parameters<typeof connect>[0] = {}) {
  const made = connect(change);
  await made.connection.open();
  return made;
}

const refusedLogins = (): number =>
  readFileSync(server.log, 'utf8').split('password authentication failed').length - 1;
const connections = async (): Promise<number> =>
  (
    await administrator.query<{ n: string }>(
      'SELECT count(*) AS n FROM pg_stat_activity WHERE usename = $1',
      [login],
    )
  ).rows.map(({ n }) => Number(n))[0] ?? 0;
const endSessions = (): Promise<unknown> =>
  administrator.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [login]);

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
    expect((await administrator.query('SELECT 1::bigint AS n')).rows).toEqual([{ n: '1' }]);
    await connection.close();
  });

  it('hears that something was answered', async () => {
    const { connection, said, until } = await opened();
    await administrator.query('SELECT 1');
    const other = new Client({
      ...server.superuser,
      host: server.socketFolder,
      port: server.port,
      database: 'odsluch',
    });
    await other.connect();
    await other.query('NOTIFY odsluch_answer');
    await until(2);
    expect(said).toEqual(['up', 'answer']);
    await other.end();
    await connection.close();
  });

  it('comes back by itself after the server was away', async () => {
    const { connection, said, until } = await opened();
    await connection.query('SELECT 1');
    await administrator.end();
    await server.suspend();
    await until(2);
    await expect(connection.ask('SELECT 1')).rejects.toMatchObject({
      failure: { code: 'database-unreachable' },
    });
    await server.resume();
    administrator = new Client({
      ...server.superuser,
      host: server.socketFolder,
      port: server.port,
      database: 'postgres',
    });
    await administrator.connect();
    await until(3);
    expect(said).toEqual(['up', 'down', 'up']);
    expect(await connection.ask('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await connection.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await connection.close();
  });

  it('ends after one refused attempt when the password was changed meanwhile', async () => {
    const { connection, said, until } = await opened();
    await connection.query('SELECT 1');
    await administrator.query(`ALTER ROLE ${login} PASSWORD '${wrongPassword}'`);
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
    await administrator.query(`ALTER ROLE ${login} PASSWORD '${wrongPassword}'`);
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
    await administrator.query(`ALTER ROLE ${login} NOLOGIN`);
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

describe('a server that is not the office’s', () => {
  it.each([
    ['another authority', async () => ({ ca: (await createOfficeCa()).ca })],
    ['an address that the certificate does not bear', () => ({ host: '127.0.0.2' })],
  ])('INV-37 with %s is not trusted', async (_what, change) => {
    const settings = await change();
    // The server listens on 127.0.0.1 alone: a relay stands where the other name or address leads to.
    const relay = 'host' in settings ? await relayTo(server.port) : null;
    const { port } = relay ?? server;
    const { connection, said } = connect({ ...settings, port });
    await expect(connection.open()).rejects.toMatchObject({ failure: { code: 'database-untrusted' } });
    expect(said).toEqual([]);
    relay?.stop();
  });

  it('INV-37 with a certificate that has expired is not trusted', async () => {
    const late = await startDatabase({ certificates: await createOfficeCa(0) });
    const { connection } = connect({ port: late.port, ca: late.ca });
    await expect(connection.open()).rejects.toMatchObject({ failure: { code: 'database-untrusted' } });
    await late.stop();
  });

  it('INV-37 without TLS is told neither password nor name', async () => {
    const received: Buffer[] = [];
    const rogue = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        received.push(bytes);
        // "No TLS here", then the question for a clear password.
        socket.write(received.length === 1 ? 'N' : Buffer.from('52000000080000000003', 'hex').subarray(0, 9));
      });
    }).listen(0, '127.0.0.1');
    await once(rogue, 'listening');
    const { connection } = connect({ port: (rogue.address() as AddressInfo).port });
    await expect(connection.open()).rejects.toMatchObject({ failure: { code: 'database-untrusted' } });
    // SSLRequest: eight bytes that say nothing.
    expect(Buffer.concat(received).toString('hex')).toBe('0000000804d2162f');
    rogue.close();
  });

  it('that is not there is unreachable, not untrusted', async () => {
    const nobody = createServer().listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const { port } = nobody.address() as AddressInfo;
    nobody.close();
    await once(nobody, 'close');
    const { connection } = connect({ port });
    await expect(connection.open()).rejects.toMatchObject({ failure: { code: 'database-unreachable' } });
  });

  it.each([
    // What PostgreSQL answers to the question for TLS when it ends at that moment, or can serve nobody (PostgreSQL, "SSL Session Encryption").
    ['that has no time for TLS', 'E'],
    ['that takes the call and says nothing', ''],
  ])('%s is unreachable, not a fault of the program', { timeout: 30_000 }, async (_what, said) => {
    const dying = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => socket.write(said));
    }).listen(0, '127.0.0.1');
    await once(dying, 'listening');
    const { connection } = connect({ port: (dying.address() as AddressInfo).port });
    await expect(connection.open()).rejects.toMatchObject({ failure: { code: 'database-unreachable' } });
    dying.close();
  });
});
