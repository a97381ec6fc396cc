import { resolve } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningOffice, startOfficeOf } from '../../build/office/office.ts';
import { databaseName } from '../../build/office/postgres-conf.ts';
import { productionParts, whyNoProduction } from '../../build/office/production.ts';
import type { SambaDirectory } from '../../build/office/samba.ts';
import { PersonConnection } from '../../electron/session/connection.ts';
import { authenticate } from '../../electron/session/directory.ts';
import { personConfig } from '../../server/database.ts';
import { listen, submit } from '../database/asking.ts';
import { until } from '../database/support.ts';

const name = 'an office as in production: Debian’s PostgreSQL 17 that asks a Samba AD domain controller';
const reason = whyNoProduction();
const root = resolve(import.meta.dirname, '../..');
const wrongPassword = 'Inne-Haslo-1!';

function asInProduction(): void {
  let office: RunningOffice<SambaDirectory>;
  let recording: string;
  const open: Client[] = [];

  beforeAll(async () => {
    const calls = {
      choose: (plans: RunningOffice['plans']) => plans.filter(({ matter }) => matter === 'oddzwonienie'),
      destroyed: 0,
    };
    office = await startOfficeOf(productionParts, { root, calls });
    recording = await behind<string>('SELECT id FROM office.recording LIMIT 1');
  });
  afterAll(async () => {
    for (const client of open) await client.end();
    await office.stop();
  });

  /** One value, as the superuser sees it. */
  async function behind<Value>(sql: string): Promise<Value> {
    const superuser = await office.superuser();
    try {
      const { rows } = await superuser.query<[Value]>({ text: sql, rowMode: 'array' });
      return rows[0]?.[0] as Value;
    } finally {
      await superuser.end();
    }
  }

  /** A client logged in with the password that only the directory knows. */
  async function as(login: string, password = office.person(login).password): Promise<Client> {
    const client = new Client(personConfig(office.settings, login, password));
    client.on('error', () => undefined); // Cut in some tests; the next query tells.
    await client.connect();
    open.push(client);
    return client;
  }
  const answered = async (client: Client): Promise<string> => {
    const { answer } = await listen(client, recording);
    return answer.reason ?? answer.state;
  };
  const signIn = (login: string, typed = office.person(login).password) => {
    const { url, ca, upnSuffix } = office.directory;
    return authenticate({ url, ca, upnSuffix }, login, typed);
  };
  const passwordsInDatabase = () =>
    behind<string>(
      "SELECT count(rolpassword) FROM pg_authid WHERE rolname NOT IN ('postgres', 'odsluch_keeper', 'odsluch_ingest')",
    );

  it('has nobody’s password in the database, and yet a listener is let in and gets a key', async () => {
    expect(await passwordsInDatabase()).toBe('0');
    expect(await answered(await as('anna.nowak'))).toBe('released');
  });

  it('spends one try of the lockout on a wrong password, in the app and at the database', async () => {
    const login = 'piotr.zielinski';
    expect(await signIn(login, wrongPassword)).toEqual({ ok: false, failure: 'sign-in-wrong-password' });
    expect(await office.directory.badPasswords(login)).toBe(1);
    await expect(as(login, wrongPassword)).rejects.toMatchObject({ code: '28000' });
    expect(await office.directory.badPasswords(login)).toBe(2);
    expect((await signIn(login)).ok).toBe(true);
  });

  it('does not try a password again that the directory refused when a lost line came back', async () => {
    const { login, password } = office.person('piotr.zielinski');
    const { host, port } = office.settings.database;
    let refused = 0;
    let up = 0;
    const events = {
      onLine: (stands: boolean) => void (up += stands ? 1 : 0),
      onRefused: () => void (refused += 1),
      onAnswer: () => undefined,
    };
    const database = { host, port, name: databaseName, ca: office.directory.ca };
    const connection = new PersonConnection(database, login, password, events);
    await connection.open();
    // Three times: a directory takes the password before the last for a slip of memory, and does not count it.
    for (const n of [1, 2, 3]) await office.directory.setPassword(login, `${wrongPassword}${n}`);
    await behind(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${login}'`);
    await until('the refusal', async () => (refused > 0 ? true : null));
    await expect(connection.query('SELECT 1')).rejects.toThrow();
    expect({ up, refused, tries: await office.directory.badPasswords(login) }).toEqual({
      up: 1,
      refused: 1,
      tries: 1,
    });
    await connection.close();
    await office.directory.setPassword(login, password);
  });

  it('INV-38 refuses an account disabled a moment ago, over a connection that is still open', async () => {
    const client = await as('anna.nowak');
    expect(await answered(client)).toBe('released');
    await office.directory.disable('anna.nowak');
    expect(await answered(client)).toBe('account-disabled');
    await expect(as('anna.nowak')).rejects.toMatchObject({ code: '28000' });
    await office.directory.enable('anna.nowak');
    expect(await answered(client)).toBe('released');
  });

  it('says so within one attempt when the directory is away or frozen, and goes on with it by itself', async () => {
    const { directory } = office;
    const client = await as('anna.nowak');
    const away = async () => {
      expect(await answered(client)).toBe('directory-away');
      expect(await signIn('anna.nowak')).toEqual({ ok: false, failure: 'directory-unreachable' });
      await expect(as('anna.nowak')).rejects.toMatchObject({ code: '28000' });
    };
    await directory.suspend();
    await away();
    await directory.resume();
    expect(await answered(client)).toBe('released');
    directory.freeze();
    await away();
    directory.thaw();
    expect(await answered(client)).toBe('released');
    expect((await signIn('anna.nowak')).ok).toBe(true);
  });

  it('keeps what is asked meanwhile: a request made while the keeper is away is answered when it is back', async () => {
    const client = await as('anna.nowak');
    await office.keeper.kill();
    const command = await submit(client, 'complete', {
      act: crypto.randomUUID(),
      findings: 'Urzędnik obiecał oddzwonić.',
    });
    await office.keeper.start();
    const answer = await until('an answer', async () => {
      const { rows } = await client.query<{ state: string; reason: string }>(
        'SELECT state, reason FROM api.answer($1)',
        [command],
      );
      return rows[0]?.state === 'pending' ? null : rows[0];
    });
    expect(answer).toMatchObject({ state: 'refused', reason: 'act-unknown' });
  });

  it('INV-39 refuses a person who was given somebody else’s login, although the password is right', async () => {
    const { login, password } = office.person('piotr.zielinski');
    const before = await as(login);
    await office.directory.giveAway(login, password);
    expect(await answered(before)).toBe('identity-changed');
    expect(await answered(await as(login))).toBe('identity-changed');
  });
}

if (reason) {
  it.skip(`${name}: ${reason}`);
} else {
  describe(name, asInProduction);
}
