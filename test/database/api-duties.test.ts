import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readDuties } from '../../electron/duties/duties.ts';
import { setSettings } from '../../electron/settings.ts';
import { countsOutput, dutiesTold, type Duties } from '../../shared/duties.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { addDays, addMonths } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  appoint,
  ask,
  askSealed,
  authorisationOf,
  authorise,
  done,
  guidOf,
  listen,
  passTime,
  payloadOf,
  revocation,
  sign,
  today,
  resumption,
} from './asking.ts';
import { allowBackups, confirmationOf, enterBackup, orderOf } from './destroying.ts';
import { refusal } from './office.ts';
import { answer, dbOf } from './reading.ts';
import { refusedOnce } from './refusing.ts';
import { putAsOwner, signIn } from './sessions.ts';
import {
  deputyLogin,
  mayorLogin,
  openTestOffice,
  secretaryLogin,
  until,
  type TestOffice,
} from './support.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));

/** „Pulpit”: what is told to whom, by the office that each holds. */

let office: TestOffice;
let number: string;
const [officer, administrator] = ['jptak', 'trak'];
beforeAll(async () => {
  office = await openTestOffice();
  const authority = { findingsDays: 3, accountGoneDays: 30, endingDays: 30, insteadDays: 30 };
  setSettings({ keeperPublicKey: office.keeperPublicKey, authority } as never);
  for (const login of [officer, administrator]) await addPerson(office, login, { authorised: false });
  await addPerson(office, 'anowak', { authorised: false });
  await addPerson(office, 'wkania');
  await appoint(office, await guidOf(office, officer), { office: 'protection_officer' });
  await appoint(office, await guidOf(office, administrator), { office: 'administrator' });
  await authorise(office, 'anowak', { to: addMonths(today(), 6) });
  const { id } = await addRecording(office);
  const heard = await listen(await office.as('anowak'), id);
  number = String(payloadOf(heard.answer)['protocol']);
  const ended = { opening: heard.answer.command, how: 'finished', wrongCall: false } as const;
  await done(ask(await office.as('anowak'), 'close', { ...ended, ranges: [] }));
  await listen(await office.as('anowak'), id, { act: null, ground: null });
});
afterAll(() => office.close());

const told = async (login: string): Promise<Duties> => {
  const known = office.directory.get(login);
  const guid = known && 'guid' in known ? known.guid : null;
  return office.fresh(login, (client) => readDuties({ db: dbOf(client), guid }));
};
const waiting = ({ authorisations, appointments }: Duties): string[] =>
  [...authorisations, ...appointments]
    .filter(({ state }) => ['prepared', 'registered', 'returned'].includes(state))
    .map(({ state }) => state);

describe('what waits', () => {
  it('is told to whoever answers for it, and to nobody else', async () => {
    const client: Client = await office.as('anowak');
    expect(await refusal(client.query('SELECT api.duties()'))).toBe('42501');
    const paper = authorisationOf(await guidOf(office, 'wkania'));
    const { seq } = await sign(office, 'instrument', paper);
    await done(ask(await office.as(secretaryLogin), 'instrument', { ...paper, signed: null }));
    for (const login of [secretaryLogin, deputyLogin, mayorLogin, officer]) {
      const duties = await told(login);
      expect(waiting(duties), login).toEqual(['prepared', 'registered']);
      expect(duties.authors[String(seq)]).toBe(await guidOf(office, secretaryLogin));
    }
    const { authorisations, appointments, authors, gone, acts, today: day } = await told(administrator);
    expect([authorisations, appointments, authors, gone, acts]).toEqual([[], [], {}, [], []]);
    expect(day).toBe(today());
  });

  it('has a rule that waits for a second person, or was sent back, for whoever answers for papers', async () => {
    const content = { number: '120/2026', day: today(), title: 'Regulaminu nagrań' };
    const paper = authorisationOf(await guidOf(office, 'wkania'));
    const row = { number: null, of: 'regulation' as const, from: today(), to: null, content };
    const { seq, payload } = await sign(office, 'instrument', { ...paper, what: 'version', rows: [row] });
    const { number } = (JSON.parse(payload ?? '') as { rows: { number: string }[] }).rows[0] ?? {
      number: '',
    };
    const waits = { number, seq, of: 'regulation', label: null, since: today() };
    for (const login of [secretaryLogin, mayorLogin, officer]) {
      const { versions, authors } = await told(login);
      expect(versions, login).toEqual([{ ...waits, state: 'registered' }]);
      expect(authors[String(seq)]).toBe(await guidOf(office, secretaryLogin));
    }
    expect((await told(administrator)).versions).toEqual([]);
    const back = { ...revocation(number), why: 'differs' as const, words: 'inny tytuł' };
    await done(ask(await office.as(deputyLogin), 'revoke', back));
    expect((await told(secretaryLogin)).versions).toEqual([{ ...waits, state: 'returned' }]);
  });

  it('tells everybody why listening is stopped, in the words of who did it', async () => {
    await done(ask(await office.as(administrator), 'suspend', { reason: 'Zażółć gęślą jaźń.' }));
    for (const login of [secretaryLogin, mayorLogin, officer, administrator])
      expect((await told(login)).suspension, login).toMatchObject({
        ...{ by: 'administrator', login: administrator, person: `Osoba ${administrator}` },
        ...{ reason: 'Zażółć gęślą jaźń.', seen: null },
      });
    await done(askSealed(office, deputyLogin, 'resume', await resumption(office.superuser)));
    expect((await told(administrator)).suspension).toBeNull();
  });

  it('has requests that nobody signed, until the desk closes the task about them', async () => {
    expect((await told(administrator)).unsigned).toBeNull();
    await putAsOwner(office, 'anowak', {
      ...{ id: '6f1d2c3b-4a5e-4f60-8a7b-9c0d1e2f3a4b', kind: 'listen', body: '{}', seen: 0n as never },
      ...{
        session: '6f1d2c3b-4a5e-4f60-8a7b-9c0d1e2f3a4c',
        salt: Buffer.alloc(16),
        signature: Buffer.alloc(64),
      },
    });
    const alarm = await until('an alarm', async () => (await told(officer)).unsigned);
    expect(alarm).toMatchObject({ count: 1 });
    const assignee = await guidOf(office, 'anowak');
    const about = { sort: 'task', letter: 'a', about: alarm.seq, assignee, due: null } as const;
    const enter = async (login: string, body: Partial<Command<'matter'>>) => {
      const opens = { ...about, matter: null, event: 'open', words: 'Kto pyta bez podpisu?' } as const;
      return ask(await office.as(login), 'matter', { ...opens, ...body });
    };
    // Nobody else ends it: neither by a task of one's own, nor by one that the desk gave somebody, nor by what was passed on to the officer.
    for (const login of ['anowak', mayorLogin, officer])
      await refusedOnce(office, 'not-secretary', () => enter(login, {}));
    const { command: matter } = await done(enter(secretaryLogin, {}));
    await done(enter('anowak', { matter, event: 'note', words: 'To nie ja.' }));
    await refusedOnce(office, 'not-secretary', () => enter('anowak', { matter, event: 'close' }));
    const passing = { sort: 'irregularity', letter: null, assignee: await guidOf(office, officer) } as const;
    const { command: passed } = await done(enter(mayorLogin, { ...passing, assignee: null }));
    await done(enter(officer, { ...passing, matter: passed, event: 'close' }));
    expect((await told(officer)).unsigned).toMatchObject({ count: 1 });
    await done(enter(secretaryLogin, { matter, event: 'close', words: 'Próba informatyka.' }));
    expect((await told(officer)).unsigned).toBeNull();
  });
});

describe('what is late', () => {
  it('is a protocol of the desk’s after three working days, and an account that has been off for thirty days', async () => {
    expect((await told(secretaryLogin)).acts).toEqual([]);
    office.accounts.seen = true;
    office.directory.set('wkania', { state: 'absent' });
    passTime(office, 5 * 60_000);
    await until('an account that is gone', async () => {
      const { rowCount } = await office.superuser.query(
        `SELECT FROM office.person WHERE login = 'wkania' AND account = 'absent'`,
      );
      return rowCount === 1 ? true : null;
    });
    // SECURITY: a Secretary with psql learns from it who listened lately without an entry of reading.
    const yesterdays = async () =>
      (await answer(await office.as(secretaryLogin), dutiesTold, 'SELECT api.duties()', [])).acts;
    passTime(office, 86_400_000);
    await signIn(office, secretaryLogin);
    expect(await yesterdays()).toEqual([]);
    passTime(office, 9 * 86_400_000);
    for (const login of [secretaryLogin, mayorLogin]) await signIn(office, login);
    expect(await yesterdays()).toHaveLength(1);
    const late = await told(secretaryLogin);
    expect(late.acts).toMatchObject([{ number, person: 'Osoba anowak', state: 'started', abandoned: false }]);
    expect(late.acts[0]?.late).toBeGreaterThan(1);
    expect(late.gone).toMatchObject([{ login: 'wkania', late: false }]);
    expect((await told(mayorLogin)).acts).toEqual([]);
    passTime(office, 21 * 86_400_000);
    for (const login of [secretaryLogin, mayorLogin]) await signIn(office, login);
    expect((await told(mayorLogin)).gone).toMatchObject([
      { login: 'wkania', account: 'absent', since: today(), late: true },
    ]);
  });

  it('tells when the directory last answered, and for how long it has been silent', async () => {
    const answered = await told(secretaryLogin);
    expect(answered.accounts?.minutes).toBe(0);
    const away = { state: 'away', reason: 'unreachable' } as const;
    const known = new Map(office.directory);
    for (const login of known.keys()) office.directory.set(login, away);
    passTime(office, 26 * 60_000);
    // What the keeper notes is the database's own time, and of that only what it was last told counts.
    await office.superuser.query(`UPDATE office.pulse SET accounts_at = at - interval '26 minutes'`);
    expect((await told(secretaryLogin)).accounts?.minutes).toBeGreaterThanOrEqual(26);
    for (const [login, one] of known) office.directory.set(login, one);
  });
});

describe('the sums of the register', () => {
  const counts = async (login: string, from: string, to: string) =>
    answer(await office.as(login), countsOutput, 'SELECT api.register_counts($1, $2)', [from, to]);

  it('are for those who watch, by their days, and name nobody', async () => {
    const day = today();
    for (const login of [secretaryLogin, mayorLogin, officer])
      expect(await counts(login, day, day)).toEqual({
        // Of the refusals four are of those who would have ended an alarm.
        ...{ acts: 1, refusals: 5, people: 3, days: [{ day, acts: 1, refusals: 5 }] },
      });
    expect(await counts(secretaryLogin, addDays(day, 1), addDays(day, 2))).toEqual({
      ...{ acts: 0, refusals: 0, people: 0, days: [] },
    });
    for (const login of ['anowak', administrator])
      expect(await refusal(counts(login, day, day))).toBe('42501');
  });

  it.each([
    ['2026-12-01', '2026-11-01'],
    ['2025-01-01', '2026-11-01'],
  ])('takes no period %s – %s', async (from, to) => {
    expect(await refusal(counts(secretaryLogin, from, to))).toBe('OD001');
  });
});

describe('a year after somebody last said so', () => {
  it('offices without an end and rules are told to the desk, until it says that they still hold', async () => {
    expect((await told(secretaryLogin)).yearly).toEqual([]);
    passTime(office, 366 * 86_400_000);
    for (const login of [secretaryLogin, mayorLogin]) await signIn(office, login);
    expect((await told(mayorLogin)).yearly).toEqual([]);
    const { yearly } = await told(secretaryLogin);
    expect(new Set(yearly.map(({ of }) => of))).toEqual(new Set([null, 'basis']));
    const { rows } = await office.superuser.query<{ seq: number; hash: Buffer }>(
      'SELECT seq::int, hash FROM office.entry WHERE seq = ANY ($1) ORDER BY seq',
      [yearly.map(({ seq }) => seq)],
    );
    const entries = rows.map(({ seq }) => seq);
    const hashes = rows.map(({ hash }) => hash.toString('hex'));
    await done(askSealed(office, secretaryLogin, 'confirm', { entries, hashes }));
    expect((await told(secretaryLogin)).yearly).toEqual([]);
  });

  it('and so is an order to destroy, until it is taken back', async () => {
    await allowBackups(office);
    for (const login of [secretaryLogin, deputyLogin]) await signIn(office, login);
    await enterBackup(office);
    const { signed, ...order } = orderOf(office);
    if (signed === null) expect.fail('nobody signed it');
    const signatory = `PF/3/${today().slice(0, 4)}`;
    const entered = await sign(office, 'instrument', { ...order, signed: { ...signed, signatory } });
    await done(askSealed(office, deputyLogin, 'confirm', confirmationOf(entered)));
    passTime(office, 366 * 86_400_000);
    await signIn(office, secretaryLogin);
    const orders = async () =>
      (await told(secretaryLogin)).yearly.filter((one) => one.of === 'destruction').map(({ seq }) => seq);
    expect(await orders()).toEqual([entered.seq]);
    const [row] = payloadOf(entered)['rows'] as { number: string }[];
    const end = revocation(row?.number ?? '', { why: 'withdrawn', words: null });
    await done(ask(await office.as(secretaryLogin), 'revoke', end));
    expect(await orders()).toEqual([]);
  });
});
