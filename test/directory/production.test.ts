import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { resolve } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningOffice, startOfficeOf } from '../../build/office/office.ts';
import { databaseName } from '../../build/office/postgres-conf.ts';
import { productionParts, whyNoProduction } from '../../build/office/production.ts';
import type { SambaDirectory } from '../../build/office/samba.ts';
import { PersonConnection } from '../../electron/session/connection.ts';
import { authenticate } from '../../electron/session/directory.ts';
import { personConfig } from '../../server/database.ts';
import type { ProvedSession } from '../../shared/node/door.ts';
import { failures } from '../../shared/text/pl/failures.ts';
import { ask, authorisationOf, done, listen, revocation, submit } from '../database/asking.ts';
import { holds as holdsIn } from '../database/groups.ts';
import { proveAs, signAs, who } from '../database/office.ts';
import { signsOver } from '../database/sessions.ts';
import { until } from '../database/support.ts';

const name =
  'an office as in production: Debian’s PostgreSQL 17, and a Samba AD that proves people to the keeper';
const reason = whyNoProduction();
const root = resolve(import.meta.dirname, '../..');
const otherPassword = 'Inne-Haslo-1!';

/** Whether a password is the one behind a verifier (RFC 5802 §3). Throws for anything but a SCRAM verifier. */
function fits(verifier: string, password: string): boolean {
  const [, iterations, salt, stored] = /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):/.exec(verifier) ?? [];
  if (iterations === undefined || salt === undefined) throw new Error(`no SCRAM verifier: ${verifier}`);
  const salted = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(iterations), 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  return createHash('sha256').update(clientKey).digest('base64') === stored;
}

function asInProduction(): void {
  let office: RunningOffice<SambaDirectory>;
  let superuser: Client;
  let recording: string;
  const open: { end(): Promise<void> }[] = [];

  beforeAll(async () => {
    const calls = {
      choose: (plans: RunningOffice['plans']) => plans.filter(({ matter }) => matter === 'oddzwonienie'),
      destroyed: 0,
    };
    office = await startOfficeOf(productionParts, { root, calls });
    superuser = await office.superuser();
    recording =
      (await superuser.query<{ id: string }>('SELECT id FROM office.recording LIMIT 1')).rows[0]?.id ?? '';
  });
  afterEach(async () => {
    for (const line of open.splice(0)) await line.end();
  });
  afterAll(async () => {
    await superuser.end();
    await office.stop();
  });

  /** A person's line, by the secret of a session; what is asked over it is signed under that session. */
  async function lineOf(login: string, { secret, signer }: ProvedSession): Promise<Client> {
    const client = new Client(personConfig(office.settings, login, secret));
    client.on('error', () => undefined); // Cut in some tests; the next query tells.
    await client.connect();
    signsOver(client, office.keeperPublicKey, signer);
    open.push(client);
    return client;
  }
  /** The same of a session that is proved for it. */
  const as = async (login: string) => lineOf(login, await proveAs(office, login));

  /** The line of the app, and how often it said that it stands and that the person was refused. */
  async function appLineOf(login: string, secret: string) {
    const said = { up: 0, refused: 0 };
    const { host, port } = office.settings.database;
    const database = { host, port, name: databaseName, ca: office.directory.ca };
    const connection = new PersonConnection(database, login, secret, {
      onLine: (stands) => void (said.up += stands ? 1 : 0),
      onRefused: () => void (said.refused += 1),
      onAnswer: () => undefined,
    });
    await connection.open();
    open.push({ end: () => connection.close() });
    return { connection, said };
  }
  const cutLines = (login: string) =>
    superuser.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [login]);

  const answered = async (client: Client): Promise<string> => {
    const { answer } = await listen(client, recording);
    return answer.reason ?? answer.state;
  };
  const signIn = (login: string, typed = office.person(login).password) => {
    const { url, ca, upnSuffix } = office.directory;
    return authenticate({ url, ca, upnSuffix }, login, typed);
  };

  it('has nobody’s password in the database, and yet a listener is let in and gets a key', async () => {
    const session = await proveAs(office, 'anna.nowak');
    const { secret } = session;
    expect(await answered(await lineOf('anna.nowak', session))).toBe('released');
    const { rows } = await superuser.query<{ login: string; verifier: string }>(
      'SELECT rolname AS login, rolpassword AS verifier FROM pg_authid WHERE rolpassword IS NOT NULL',
    );
    const tried = [secret, ...office.people.map(({ password }) => password)];
    const fitting = rows.flatMap(({ login, verifier }) =>
      tried.filter((one) => fits(verifier, one)).map((one) => ({ login, one })),
    );
    expect(fitting).toEqual([{ login: 'anna.nowak', one: secret }]);
  });

  it('INV-86 spends one try of the lockout on a wrong password, in the app and at the door, and there none below two', async () => {
    const login = 'barbara.zych';
    const atDoor = () => proveAs(office, login, otherPassword);
    await proveAs(office, login); // From here on the address is known.
    expect(await signIn(login, otherPassword)).toEqual({ ok: false, failure: 'sign-in-wrong-password' });
    expect(await office.directory.badPasswords(login)).toBe(1);
    const all = await Promise.allSettled(Array.from({ length: 6 }, atDoor));
    const said = all.map((one) => (one.status === 'rejected' ? (one.reason as Error).message : ''));
    for (const one of said)
      expect([failures['session-not-proved'].sentence, failures['session-too-many'].sentence]).toContain(one);
    expect(await office.directory.badPasswords(login)).toBe(3);
    await office.keeper.kill();
    await office.keeper.start();
    await expect(atDoor()).rejects.toThrow(failures['session-too-many'].sentence);
    await proveAs(office, 'anna.nowak');
    // The program asks the directory first, which counts from zero after a right password.
    expect((await signIn(login)).ok).toBe(true);
    await proveAs(office, login);
    expect(await office.directory.badPasswords(login)).toBe(0);
  });

  it('gives a lost line back without asking anybody, until the keeper sees that the password was changed', async () => {
    const { login, password } = office.person('piotr.zielinski');
    const session = await proveAs(office, login);
    const { connection, said } = await appLineOf(login, session.secret);
    await office.keeper.kill();
    await office.directory.setPassword(login, otherPassword);
    await office.directory.suspend();
    await cutLines(login);
    await until('the line', () => Promise.resolve(said.up === 2 ? true : null));
    expect(await connection.ask('SELECT session_user::text AS who')).toEqual([{ who: login }]);
    expect(said).toEqual({ up: 2, refused: 0 });
    await connection.close();
    await office.directory.resume();
    await office.keeper.start(); // It looks at the accounts as it begins.
    await until('the end of the session', async () => {
      const { rowCount } = await superuser.query(
        `SELECT FROM office.entry WHERE kind = 'session-end' AND payload::jsonb ->> 'subject' = $1`,
        [login],
      );
      return rowCount === 1 ? true : null;
    });
    await expect(lineOf(login, session)).rejects.toMatchObject({ code: '28P01' });
    await office.directory.setPassword(login, password);
  });

  it('does not try a secret again that the next session of the same person took the place of, nor at the directory', async () => {
    const login = 'anna.nowak';
    const { connection, said } = await appLineOf(login, (await proveAs(office, login)).secret);
    await proveAs(office, login);
    await cutLines(login);
    await until('the refusal', () => Promise.resolve(said.refused > 0 ? true : null));
    await expect(connection.query('SELECT 1')).rejects.toThrow();
    expect(said).toEqual({ up: 1, refused: 1 });
    expect(await office.directory.badPasswords(login)).toBe(0);
  });

  it('INV-38 refuses an account disabled a moment ago, over a connection that is still open', async () => {
    const client = await as('anna.nowak');
    expect(await answered(client)).toBe('released');
    await office.directory.disable('anna.nowak');
    expect(await answered(client)).toBe('account-disabled');
    await expect(proveAs(office, 'anna.nowak')).rejects.toThrow(failures['session-not-proved'].sentence);
    await office.directory.enable('anna.nowak');
    expect(await answered(client)).toBe('released');
  });

  it('keeps what is asked meanwhile: a request made while the keeper is away is answered when it is back', async () => {
    const client = await as('piotr.zielinski');
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

  it('INV-38 INV-39 follows the account: a right is granted, it is disabled and enabled, gets another login, and is deleted', async () => {
    const { directory, keeper } = office;
    const { login, guid, password } = office.person(who.none);
    const [renamed, newcomer] = ['natalia.lis', 'Nina Wróbel'];
    // It looks at all accounts as it begins.
    const look = async () => {
      await keeper.stop();
      await keeper.start();
    };
    const holds = (whose: string, ...groups: string[]) => holdsIn({ superuser }, whose, ...groups);
    const lineAs = async (whose: string) => lineOf(whose, await proveAs(office, whose, password));

    expect(await answered(await lineAs(login))).toBe('no-authorisation');
    const paper = await signAs(office, who.secretary, 'instrument', authorisationOf(guid));
    const shown = { entries: [paper.seq], hashes: [paper.hash.toString('hex')] };
    await signAs(office, who.deputy, 'confirm', shown);
    await holds(login, 'listener', 'people');
    expect(await answered(await lineAs(login))).toBe('released');

    await directory.disable(login);
    await look();
    await holds(login, 'NOLOGIN');
    await directory.enable(login);
    await look();
    await holds(login, 'listener', 'people');

    await directory.rename(login, { login: renamed, displayName: 'Natalia Lis' });
    await look();
    await holds(renamed, 'listener', 'people');
    await holds(login, 'NOLOGIN');
    const line = await lineAs(renamed);
    expect(await answered(line)).toBe('released');
    const { rows } = await line.query<{ acts: string }>('SELECT count(*) AS acts FROM api.my_acts()');
    expect(rows).toEqual([{ acts: '2' }]);

    const next = await directory.add({ login, password, displayName: newcomer });
    const secretary = await as(who.secretary);
    await done(ask(secretary, 'person', { guids: [next] }));
    await holds(login, 'people');
    const inherited = await lineAs(login);
    expect(await answered(inherited)).toBe('no-authorisation');
    expect((await inherited.query('SELECT FROM api.my_acts()')).rowCount).toBe(0);

    const number = paper.payload.rows[0]?.number ?? '';
    await done(ask(secretary, 'revoke', revocation(number)));
    expect(await answered(line)).toBe('authorisation-revoked');
    await holds(renamed, 'people');
    await directory.remove(renamed);
    await look();
    await holds(renamed, 'NOLOGIN');
  });

  it('INV-39 refuses a person who was given somebody else’s login, although the password is right', async () => {
    const { login, password } = office.person('piotr.zielinski');
    const before = await as(login);
    await office.directory.remove(login);
    await office.directory.add({ login, password, displayName: 'Piotr Nowy' });
    expect((await signIn(login)).ok).toBe(true);
    expect(await answered(before)).toBe('identity-changed');
    await expect(proveAs(office, login)).rejects.toThrow(failures['session-not-proved'].sentence);
  });

  it('says so within one attempt when the directory is away or frozen, and goes on with it by itself', async () => {
    const { directory } = office;
    const client = await as('anna.nowak');
    const away = async () => {
      const session = proveAs(office, 'anna.nowak').then(
        () => 'proved',
        (error: unknown) => (error instanceof Error ? error.message : error),
      );
      expect(await Promise.all([answered(client), signIn('anna.nowak'), session])).toEqual([
        'directory-away',
        { ok: false, failure: 'directory-unreachable' },
        failures['directory-away'].sentence,
      ]);
    };
    await directory.suspend();
    await away();
    await directory.resume();
    expect(await answered(client)).toBe('released');
    directory.freeze();
    await away();
    directory.thaw();
    expect(await answered(client)).toBe('released');
    await proveAs(office, 'anna.nowak');
    expect((await signIn('anna.nowak')).ok).toBe(true);
  });
}

if (reason) {
  it.skip(`${name}: ${reason}`);
} else {
  describe(name, asInProduction);
}
