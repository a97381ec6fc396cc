import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOfficeCa } from '../../build/office/certificates.ts';
import { type RunningDatabase, startDatabase } from '../../build/office/database.ts';
import { debianPostgres17, embeddedPostgres } from '../../build/office/postgres-binaries.ts';

const personPassword = 'Zażółć-Gęślą-1!';

/** The server of an office as it is before our schema comes: who may connect, from where, and what its log keeps. */
function serverContract(bin: string, version: string): void {
  let server: RunningDatabase;
  beforeAll(async () => {
    server = await startDatabase({ certificates: await createOfficeCa(), postgresBin: bin });
    await asSuperuser(async (client) => {
      await client.query('CREATE DATABASE odsluch');
      await client.query('CREATE ROLE odsluch_people');
      await client.query(`CREATE ROLE jkowalska LOGIN PASSWORD '${personPassword}' IN ROLE odsluch_people`);
      await client.query(`CREATE ROLE obcy LOGIN PASSWORD '${personPassword}'`);
    });
  });
  afterAll(() => server.stop());

  const connected = async <T>(config: ClientConfig, work: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ port: server.port, connectionTimeoutMillis: 5000, ...config });
    client.on('error', () => undefined); // Its end is what some tests are about; queries tell of it.
    try {
      await client.connect();
      return await work(client);
    } finally {
      await client.end();
    }
  };
  const local = (): ClientConfig => ({
    ...server.superuser,
    host: server.socketFolder,
    database: 'postgres',
  });
  const asSuperuser = <T>(work: (client: Client) => Promise<T>): Promise<T> => connected(local(), work);
  const person = (change: ClientConfig = {}): ClientConfig => ({
    host: server.host,
    user: 'jkowalska',
    password: personPassword,
    database: 'odsluch',
    ssl: { ca: server.ca, servername: 'localhost' },
    ...change,
  });
  const whoAmI = async (client: Client): Promise<unknown> =>
    (await client.query<{ who: string }>('SELECT session_user AS who')).rows[0]?.who;

  it(`is PostgreSQL ${version}`, async () => {
    const answer = await asSuperuser((client) =>
      client.query<{ server_version: string }>('SHOW server_version'),
    );
    expect(answer.rows[0]?.server_version).toMatch(new RegExp(`^${version}\\.`));
  });

  it('lets a person in with the own password, over TLS that the office CA vouches for', async () => {
    expect(await connected(person(), whoAmI)).toBe('jkowalska');
  });

  it.each<[string, ClientConfig, string]>([
    ['a wrong password', { password: 'inne' }, '28P01'],
    ['a connection without TLS', { ssl: false }, '28000'],
    ['another database', { database: 'postgres' }, '28000'],
    ['somebody outside the people group', { user: 'obcy' }, '28000'],
  ])('refuses %s', async (_what, change, code) => {
    await expect(connected(person(change), whoAmI)).rejects.toMatchObject({ code });
  });

  it('refuses the superuser from the network, with the right password and over TLS', async () => {
    const fromNetwork = person({ ...server.superuser });
    await expect(connected(fromNetwork, whoAmI)).rejects.toMatchObject({ code: '28000' });
    await expect(connected({ ...local(), password: 'inne' }, whoAmI)).rejects.toMatchObject({
      code: '28P01',
    });
  });

  it('lets no person in over the local socket: a password of the own role, which everybody can set, is no way past the directory', async () => {
    await connected(person(), (client) => client.query("ALTER ROLE SESSION_USER PASSWORD 'wlasne'"));
    try {
      const { user } = person();
      const beside = { ...local(), database: 'odsluch', user: user ?? '', password: 'wlasne' };
      await expect(connected(beside, whoAmI)).rejects.toMatchObject({ code: '28000' });
    } finally {
      await asSuperuser((client) => client.query(`ALTER ROLE jkowalska PASSWORD '${personPassword}'`));
    }
  });

  it('proves itself to nobody who trusts another CA', async () => {
    const other = await createOfficeCa();
    const misled = person({ ssl: { ca: other.ca, servername: 'localhost' } });
    await expect(connected(misled, whoAmI)).rejects.toThrow(/certificate/);
  });

  it('writes nothing that a person typed to its log, even where a statement fails', async () => {
    await connected(person(), async (client) => {
      await expect(client.query("SELECT 'tajemnica-w-tresci'::int")).rejects.toThrow();
      await expect(client.query('SELECT $1::text::int', ['tajemnica-w-parametrze'])).rejects.toThrow();
      await expect(client.query("SELECT nie_ma_takiej('tajemnica-w-wywolaniu')")).rejects.toThrow();
    });
    const log = readFileSync(server.log, 'utf8');
    expect(log).not.toContain('tajemnica');
    expect(log).toContain('ready to accept connections');
  });

  it('can be taken away in the middle of a session and comes back on its port with what was committed', async () => {
    const before = server.port;
    await asSuperuser((client) => client.query('CREATE TABLE kept AS SELECT 42 AS n'));
    await connected(person(), async (client) => {
      await server.suspend();
      await expect(client.query('SELECT 1')).rejects.toThrow();
    });
    await expect(connected(person(), whoAmI)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await server.resume();
    expect(server.port).toBe(before);
    expect(await connected(person(), whoAmI)).toBe('jkowalska');
    const kept = await asSuperuser((client) => client.query<{ n: number }>('SELECT n FROM kept'));
    expect(kept.rows).toEqual([{ n: 42 }]);
  });
}

describe('PostgreSQL 18 of the demo', () => serverContract(embeddedPostgres(), '18'));

const debian = debianPostgres17();
if (debian) describe('PostgreSQL 17 of Debian', () => serverContract(debian, '17'));
else it.skip('PostgreSQL 17 of Debian: neither installed nor unpacked by set-up');

describe('two offices at once', () => {
  it('have ports of their own, and leave no file and no process behind', async () => {
    const certificates = await createOfficeCa();
    const both = await Promise.all([startDatabase({ certificates }), startDatabase({ certificates })]);
    expect(both[0].port).not.toBe(both[1].port);
    const folders = both.map(({ log }) => dirname(log));
    const pids = folders.map((folder) =>
      Number(readFileSync(`${folder}/data/postmaster.pid`, 'utf8').split('\n')[0]),
    );
    await Promise.all(both.map((one) => one.stop()));
    expect(folders.filter((folder) => existsSync(folder))).toEqual([]);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
  });
});
