import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionLength } from '../../server/entries/session.ts';
import type { LookUp, Proof } from '../../server/keeper/directory.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { signRequest, type SignedRequest } from '../../shared/node/request.ts';
import { sealPassword } from '../../shared/node/session.ts';
import { addPerson, answerTo, entriesAfter, headSeq, passTime, payloadOf } from './asking.ts';
import {
  answerAtDoor,
  askForSession,
  handIn,
  ledgerKeyOf,
  makeSession,
  openSession,
  pulseOf,
  putAsOwner,
  sessionOf,
  signed,
  throughDoor,
} from './sessions.ts';
import {
  account,
  directoryOf,
  noneWrong,
  openTestOffice,
  password,
  until,
  type TestOffice,
} from './support.ts';

let office: TestOffice;
/** Binds that the keeper asked the directory for, in order: the passwords. */
const binds: string[] = [];
/** What the directory says to whatever password; null = what it is made for. */
let says: Proof | null = null;

beforeAll(async () => {
  const accounts = new Map<string, LookUp>();
  const real = directoryOf(accounts);
  office = await openTestOffice({
    directory: {
      lookUp: (login) =>
        Promise.resolve(office.directory.get(login) ?? accounts.get(login) ?? { state: 'absent' }),
      currentTime: () => Promise.resolve(Date.now()),
      tries: () => noneWrong(office.shift),
      lookUpAll: async (guids) => directoryOf(office.directory).lookUpAll(guids),
      prove: (guid, tried) => {
        binds.push(tried);
        for (const [login, found] of office.directory) accounts.set(login, found);
        return says === null ? real.prove(guid, tried) : Promise.resolve(says);
      },
    },
  });
  for (const login of ['anowak', 'jkos', 'elis', 'maj']) await addPerson(office, login);
});
afterAll(() => office.close());

/** Waits until what nobody signed has been entered, and gives the entry. */
const suspected = (after: number) =>
  until('an entry of unsigned requests', async () => {
    const entries = await entriesAfter(office, after);
    return entries.find(({ kind }) => kind === 'unsigned-request') ?? null;
  });

const guidOf = (login: string): string => {
  const known = office.directory.get(login);
  return known && 'guid' in known ? known.guid : '';
};

describe('a session', () => {
  it('is entered once the directory password is proved, and opens lines for ten hours', async () => {
    const before = binds.length;
    const { state, payload, session } = await askForSession(office, 'anowak');
    expect(state).toBe('done');
    expect(binds.slice(before)).toEqual([password]);
    const entry = JSON.parse(payload ?? '') as Record<string, unknown>;
    expect(entry).toMatchObject({
      ...{ kind: 'session', login: 'anowak', command: session.request.id },
      asked: { session: null, password: true },
    });
    expect(Date.parse(String(entry['until'])) - Date.parse(String(entry['at']))).toBe(36_000_000);
    const { rows } = await office.superuser.query<{ hours: number; secret: string }>(
      `SELECT round(extract(epoch FROM rolvaliduntil - clock_timestamp()) / 3600)::int AS hours, rolpassword AS secret
         FROM pg_authid WHERE rolname = 'anowak'`,
    );
    expect(rows[0]?.hours).toBe(10);
    expect(rows[0]?.secret).toMatch(/^SCRAM-SHA-256\$4096:/);
    await office.fresh('anowak', (line) => line.query('SELECT api.me()'));
  });

  it('INV-86 is not made with a wrong password, nor with any after too many, and these are one alarm', async () => {
    passTime(office, 61_000);
    const [seq, before] = [await headSeq(office), binds.length];
    const wrong = ['nie to hasło', 'ani to', 'ani to też'];
    for (const typed of wrong)
      expect(await askForSession(office, 'jkos', typed)).toMatchObject({
        ...{ state: 'refused', reason: 'session-not-proved', seq: null },
      });
    expect(await askForSession(office, 'jkos')).toMatchObject({
      state: 'refused',
      reason: 'session-too-many',
    });
    expect(binds.slice(before)).toEqual(wrong);
    expect((await suspected(seq)).payload).toMatchObject({
      claimed: ['jkos'],
      count: 1,
      login: 'odsluch_keeper',
    });
    passTime(office, 3_600_000);
    expect(await askForSession(office, 'jkos')).toMatchObject({ state: 'done' });
  });

  it.each(['', '   ', 'a\0b'])('is not made with %j, though the directory says yes to it', async (typed) => {
    const before = binds.length;
    says = { state: 'proved', pwdLastSet: '1' };
    expect(await askForSession(office, 'elis', typed)).toMatchObject({ reason: 'session-not-proved' });
    says = null;
    expect(binds.length).toBe(before);
  });

  it('is nobody’s whom the ledger does not know, and none of a directory that is away', async () => {
    expect(await askForSession(office, 'nieznany')).toMatchObject({ reason: 'sign-in-no-role' });
    says = { state: 'away', reason: 'unreachable' };
    expect(await askForSession(office, 'elis')).toMatchObject({ reason: 'directory-away' });
    says = null;
    expect(await askForSession(office, 'elis')).toMatchObject({ state: 'done' });
  });

  /** What whoever owns the queue, or stands between, may make of a good request on its way. */
  const bendings: [string, (good: SignedRequest, other: SignedRequest) => Partial<SignedRequest>][] = [
    ['for another login', ({ body }) => ({ body: body.replace('elis', 'anowak') })],
    ['with another verifier', ({ body }) => ({ body: body.replace(/(\$4096:)./, '$1_') })],
    ['from another workstation', ({ body }) => ({ body: body.replace('ST-14', 'ST-15') })],
    ['with another key', ({ body }, other) => ({ body: body.replace(keyIn(body), keyIn(other.body)) })],
    ['with the password of another', (_good, { sealed }) => ({ sealed })],
    ['under another id', (_good, { id }) => ({ id, session: id })],
    ['under another salt', (_good, { salt }) => ({ salt })],
    ['dated otherwise', ({ seen }) => ({ seen: seen - 1 })],
    ['without a signature', () => ({ signature: Buffer.alloc(64) })],
  ];
  it.each(bendings)('is not made %s than it was signed', async (_what, bend) => {
    const before = binds.length;
    await throughDoor(office, async (door) => {
      const { request } = await makeSession(office, door, 'elis');
      const { request: other } = await makeSession(office, door, 'elis', 'inne hasło');
      const bent = { ...request, ...bend(request, other) };
      await putAsOwner(office, 'odsluch_door', { ...bent, claimed: 'elis' });
      expect(await answerAtDoor(door, bent)).toMatchObject({ reason: 'session-not-proved' });
    });
    expect(binds.length).toBe(before);
  });

  it('is not made under a key of small order, under which any signature fits', async () => {
    await throughDoor(office, async (door) => {
      const { request } = await makeSession(office, door, 'elis');
      const body = {
        ...(JSON.parse(request.body) as object),
        publicKey: Buffer.alloc(32).toString('base64'),
      };
      const small = { ...request, body: JSON.stringify(body), signature: Buffer.alloc(64) };
      await handIn(door, small);
      expect(await answerAtDoor(door, small)).toMatchObject({ reason: 'session-not-proved' });
    });
  });

  it('is not made out of a request that was held back, or dated ahead', async () => {
    const before = binds.length;
    await throughDoor(office, async (door) => {
      const held = (await makeSession(office, door, 'elis')).request;
      passTime(office, 61_000);
      await pulseOf(office, door);
      await handIn(door, held);
      expect(await answerAtDoor(door, held)).toMatchObject({ reason: 'stale-request' });
    });
    await throughDoor(office, async (door) => {
      const { signer } = await makeSession(office, door, 'elis');
      const { time, doorKey } = await pulseOf(office, door);
      const { body } = (await makeSession(office, door, 'elis')).request;
      const ahead = signRequest(
        signer,
        { kind: 'session', body: JSON.parse(body) as object, seen: time + 60_000, id: signer.session },
        (hash) => sealPassword(password, 'session', hash, doorKey),
      );
      await handIn(door, ahead);
      expect(await answerAtDoor(door, ahead)).toMatchObject({ state: 'refused' });
    });
    expect(binds.length).toBe(before);
  });

  it('of which there are eight ends the oldest with the ninth', async () => {
    const first = await sessionOf(office, 'maj');
    for (let more = 0; more < 7; more += 1) await openSession(office, 'maj');
    const seq = await headSeq(office);
    await openSession(office, 'maj');
    const ended = await until(
      'the end of the first',
      async () => (await entriesAfter(office, seq)).find(({ kind }) => kind === 'session-end') ?? null,
    );
    expect(ended.payload).toMatchObject({ session: first.session, subject: 'maj', why: 'too-many' });
  });

  it('is over after ten hours', async () => {
    const signer = await openSession(office, 'anowak');
    await office.fresh('anowak', async (line) => {
      const asked = async () => {
        const request = await signed(office, line, signer, 'reopen', { act: randomUUID() });
        await handIn(line, request);
        return answerTo(line, request.id);
      };
      passTime(office, sessionLength - 600_000);
      expect(await asked()).toMatchObject({ state: 'refused', reason: 'act-unknown' });
      passTime(office, 600_001);
      expect(await asked()).toMatchObject({ state: 'unknown', reason: 'session-over' });
    });
  });

  it('leaves no line behind that was opened as its secret ended', async () => {
    const line = await office.as('maj');
    await office.superuser.query(
      `DO $$ BEGIN EXECUTE format('ALTER ROLE maj VALID UNTIL %L', clock_timestamp() - interval '11 seconds'); END $$`,
    );
    await expect(until('the end of the line', () => line.query('SELECT 1').then(() => null))).rejects.toThrow(
      /terminat|not queryable|Connection/,
    );
  });

  it('ends with the account behind it, or with its password, and the lines end too', async () => {
    for (const [login, change, code] of [
      ['elis', { state: 'disabled' as const }, '28000'],
      ['jkos', { pwdLastSet: '2' }, '28P01'],
    ] as const) {
      const signer = await openSession(office, login);
      const line = await office.as(login);
      const seq = await headSeq(office);
      office.directory.set(login, { ...account(guidOf(login)), ...change });
      passTime(office, 121_000);
      const ended = await until(
        'the end of the session',
        async () =>
          (await entriesAfter(office, seq)).find(({ payload }) => payload['session'] === signer.session) ??
          null,
      );
      expect(ended.payload).toMatchObject({ kind: 'session-end', why: 'account', subject: login });
      await expect(
        until('the end of the line', () => line.query('SELECT 1').then(() => null)),
      ).rejects.toThrow(/terminat|not queryable|Connection/);
      await expect(office.fresh(login, (other) => other.query('SELECT 1'))).rejects.toMatchObject({ code });
    }
  });

  it('ends with its password, and the lines of then end too, though one under the new password stands', async () => {
    await addPerson(office, 'ofiara');
    const stolen = await openSession(office, 'ofiara');
    const line = await office.as('ofiara');
    office.directory.set('ofiara', { ...account(guidOf('ofiara')), pwdLastSet: '2' });
    const [own, seq] = [await openSession(office, 'ofiara'), await headSeq(office)];
    passTime(office, 121_000);
    const ended = await until(
      'the end of the session',
      async () =>
        (await entriesAfter(office, seq)).find(({ payload }) => payload['session'] === stolen.session) ??
        null,
    );
    expect(ended.payload).toMatchObject({ subject: 'ofiara', why: 'account' });
    await expect(until('the end of the line', () => line.query('SELECT 1').then(() => null))).rejects.toThrow(
      /terminat|not queryable|Connection/,
    );
    await office.fresh('ofiara', async (again) => {
      const request = await signed(office, again, own, 'session-end', { session: own.session });
      await handIn(again, request);
      expect(await answerTo(again, request.id)).toMatchObject({ state: 'done' });
    });
  });

  it('INV-24 is begun by one password so often an hour, by another then, and by others always', async () => {
    await addPerson(office, 'pilny');
    await office.stop();
    await office.start({ signInsAnHour: 10 });
    // The first one is begun where the person is registered.
    for (let one = 1; one < 10; one += 1) await openSession(office, 'pilny');
    const seq = await headSeq(office);
    expect(await askForSession(office, 'pilny')).toMatchObject({ reason: 'session-too-often' });
    const more = async () =>
      (await entriesAfter(office, seq)).map(({ kind, payload }) => [kind, payload['login']]);
    expect(await more()).not.toContainEqual(['session', 'pilny']);
    expect(await askForSession(office, 'anowak')).toMatchObject({ state: 'done' });
    office.directory.set('pilny', { ...account(guidOf('pilny')), pwdLastSet: '2' });
    expect(await askForSession(office, 'pilny')).toMatchObject({ state: 'done' });
    office.directory.set('pilny', account(guidOf('pilny')));
    passTime(office, 3_600_000);
    expect(await askForSession(office, 'pilny')).toMatchObject({ state: 'done' });
    // It was the person: nobody is alarmed.
    expect((await more()).map(([kind]) => kind)).not.toContain('unsigned-request');
    await office.stop();
    await office.start();
  });

  it('asks for nothing any more once its login is another person’s', async () => {
    await addPerson(office, 'nowy');
    const former = await openSession(office, 'nowy');
    await addPerson(office, 'nowy');
    await office.fresh('nowy', async (line) => {
      const request = await signed(office, line, former, 'reopen', { act: randomUUID() });
      await handIn(line, request);
      expect(await answerTo(line, request.id)).toMatchObject({ state: 'unknown', reason: 'session-over' });
    });
  });

  it('is signed out of by its own person', async () => {
    const signer = await openSession(office, 'anowak');
    const line = await office.as('anowak');
    const request = await signed(office, line, signer, 'session-end', { session: signer.session });
    await handIn(line, request);
    expect(payloadOf(await answerTo(line, request.id))).toMatchObject({
      kind: 'session-end',
      why: 'signed-out',
    });
  });
});

describe('the door', () => {
  /** The keeper has put back what the door began with. */
  const asItWas = () =>
    until('the door as it was', async () => {
      const { rowCount } = await office.superuser.query(
        `SELECT FROM pg_db_role_setting s, unnest(s.setconfig) one
          WHERE s.setrole = 'odsluch_door'::regrole AND one LIKE 'statement_timeout=%'`,
      );
      return rowCount === 0 ? true : null;
    });

  it('lets people in while others send garbage under every name, and stops nothing', async () => {
    const seq = await headSeq(office);
    await throughDoor(office, async (door) => {
      const nobody = Array.from({ length: 26 }, (_, one) => `nikt${one}`);
      for (const claimed of ['anowak', 'jkos', 'elis', 'maj', ...nobody]) {
        const { request } = await makeSession(office, door, claimed);
        // From elsewhere: of each login one waits from one address.
        await putAsOwner(office, 'odsluch_door', { ...request, signature: Buffer.alloc(64), claimed });
      }
      expect(await askForSession(office, 'anowak')).toMatchObject({ state: 'done' });
    });
    const kinds = new Set((await entriesAfter(office, seq)).map(({ kind }) => kind));
    expect([kinds.has('suspended'), kinds.has('schema')]).toEqual([false, false]);
  });

  it('reaches three functions and nothing that lies in a table of ours, and its own changes of itself are undone', async () => {
    await throughDoor(office, async (door) => {
      for (const asked of ['SELECT api.me()', 'SELECT * FROM office.person', `SELECT * FROM api.chain(0)`])
        await expect(door.query(asked)).rejects.toMatchObject({ code: '42501' });
      await door.query(
        `ALTER ROLE odsluch_door SET role = 'none'; ALTER ROLE odsluch_door SET statement_timeout = 1`,
      );
    });
    await asItWas();
    expect(await askForSession(office, 'anowak')).toMatchObject({ state: 'done' });
  });

  it('INV-24 puts no more than a megabyte on the disk, whatever it sorts and whatever it makes of itself', async () => {
    const sort =
      'SELECT count(*) FROM (SELECT FROM generate_series(1, 500000) g ORDER BY md5(g::text) OFFSET 1) s';
    await throughDoor(office, async (door) => {
      await expect(door.query(sort)).rejects.toMatchObject({ code: '53400' });
      await expect(door.query(`SET temp_file_limit = -1`)).rejects.toMatchObject({ code: '42501' });
      await door.query(
        `ALTER ROLE odsluch_door RESET ALL; ALTER ROLE odsluch_door SET seed = 0.5;
         ALTER ROLE odsluch_door SET statement_timeout = 1`,
      );
    });
    await asItWas();
    await throughDoor(office, (door) => expect(door.query(sort)).rejects.toMatchObject({ code: '53400' }));
  });
});

it('every session and every signed request stands up to verify', async () => {
  const { journal } = office.options;
  const result = await verifyLedger({
    ...{ source: office.superuser, journal, keeperKey: office.keeperPublicKey, quick: false },
  });
  expect(result.fault).toBeNull();
  expect(ledgerKeyOf(office)).toHaveLength(32);
});

const keyIn = (body: string): string => (JSON.parse(body) as { publicKey: string }).publicKey;
