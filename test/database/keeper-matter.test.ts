import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMatters } from '../../electron/matter/matters.ts';
import type { Command, Payload } from '../../shared/ledger/kinds.ts';
import { mattersInput } from '../../shared/matter.ts';
import { addDays, addMonths, instantsOf, legalDay, monthAfter } from '../../shared/warsaw.ts';
import { isWorkingDay, workingDayAfter } from '../../shared/working-days.ts';
import {
  addPerson,
  addRecording,
  appoint,
  ask,
  askSealed,
  authorise,
  done,
  entriesAfter,
  headSeq,
  groundOf,
  guidOf,
  listen,
  passTime,
  payloadOf,
  today,
  type Answer,
} from './asking.ts';
import { dbOf } from './reading.ts';
import { refusedOnce } from './refusing.ts';
import {
  account,
  deputyLogin,
  mayorLogin,
  openTestOffice,
  secretaryLogin,
  until,
  type TestOffice,
} from './support.ts';
import { disarm, expectColumnsGuarded, verified } from './tampering.ts';

/** § 6.3: what somebody has to do, to answer or to clear up, in one office. */
let office: TestOffice;
let recording = '';
const [listener, beside, administrator] = ['anowak', 'cbanas', 'trak'] as const;
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, beside);
  await addPerson(office, listener, { authorised: false });
  // The questions below lie up to four months ahead.
  await authorise(office, listener, { to: addMonths(today(), 6) });
  await addPerson(office, administrator, { authorised: false });
  await appoint(office, await guidOf(office, administrator), { office: 'administrator' });
  recording = (await addRecording(office)).id;
});
afterAll(() => office.close());

type Matter = Payload<'matter'>;
const enter = async (login: string, body: Partial<Command<'matter'>>): Promise<Answer> =>
  ask(await office.as(login), 'matter', {
    ...{ matter: null, event: 'open', sort: 'task', letter: 'a', about: null, assignee: null, due: null },
    ...{ words: 'Brak nagrań z linii 2.', ...body },
  });
const entered = async (login: string, body: Partial<Command<'matter'>>): Promise<Matter> =>
  JSON.parse((await done(enter(login, body))).payload ?? '') as Matter;
/** Goes on with a matter as it stands. */
const goOn = (
  login: string,
  { matter, sort, letter, about, assignee, due }: Matter,
  change: Partial<Command<'matter'>> = {},
): Promise<Answer> =>
  enter(login, { matter, event: 'note', sort, letter, about, assignee, due, words: 'W toku.', ...change });
const refused = (reason: string, asked: () => Promise<Answer>) => refusedOnce(office, reason, asked);
type Told = {
  sort: string;
  number: string;
  act: string | null;
  kind: string | null;
  person: string | null;
  own: boolean;
  unread: boolean;
  closed: boolean;
  events: { event: string; person: string; words: string | null }[];
};
const told = (login: string, filter: object = {}): Promise<Told[]> =>
  office.fresh(login, async (client) => {
    const asked = [{ show: 'open', own: false, about: null, ...filter }];
    const { rows } = await client.query<{ matters: Told[] }>('SELECT api.matters($1) AS matters', asked);
    return rows[0]?.matters ?? [];
  });
const hear = async (
  present: readonly string[] = [],
): Promise<{ act: string; seq: number; number: string }> => {
  const client = await office.as(listener);
  const { answer } = await listen(client, recording, { ground: groundOf({ present: [...present] }) });
  const { act, protocol } = payloadOf(answer);
  const opening = answer.command;
  await done(ask(client, 'close', { opening, ranges: [], how: 'listener', wrongCall: false }));
  return { act: String(act), seq: answer.seq ?? 0, number: String(protocol) };
};

describe('§ 6.3 a task', () => {
  const year = today().slice(0, 4);
  let matter: Matter;

  it('is opened by anybody, numbered without gaps, and led by the desk', async () => {
    const first = await entered(listener, {});
    expect(first).toMatchObject({ number: `SK/1/${year}`, event: 'open', assignee: null });
    const assigned = { assignee: await guidOf(office, administrator), due: addDays(today(), 3) };
    await refused('matter-not-yours', () => goOn(listener, first, assigned));
    await done(goOn(secretaryLogin, first, assigned));
    matter = { ...first, ...assigned };
    expect((await entered(deputyLogin, { letter: 'd', words: 'Zmiana komunikatu.' })).number).toBe(
      `SK/2/${year}`,
    );
  });

  it('of media names a custodian, a person of the office, and no day that is past', async () => {
    await refused('field-missing', () => enter(secretaryLogin, { letter: 'c' }));
    await refused('person-unknown', () =>
      enter(secretaryLogin, { letter: 'c', assignee: '6f1d2c3b-4a5e-4f60-8a7b-9c0d1e2f3a4b' }),
    );
    await refused('malformed-request', () => enter(secretaryLogin, { due: addDays(today(), -1) }));
    await refused('malformed-request', () => enter(secretaryLogin, { letter: null }));
    await refused('malformed-request', () => enter(secretaryLogin, { about: 1_000_000 }));
    await refused('field-missing', () => enter(secretaryLogin, { words: '🙂' }));
  });

  it('is read by whose it is, and of what somebody opened the own words alone', async () => {
    await done(goOn(administrator, matter, { words: 'Wymieniono kartę.' }));
    expect(await told(administrator)).toMatchObject([
      {
        number: matter.number,
        own: true,
        events: [{}, {}, { person: `Osoba ${administrator}`, words: 'Wymieniono kartę.' }],
      },
    ]);
    const [own] = await told(listener);
    expect(own?.events.map(({ event, words }) => [event, words])).toEqual([
      ['open', 'Brak nagrań z linii 2.'],
    ]);
    expect(await told(beside)).toEqual([]);
    for (const login of [secretaryLogin, mayorLogin]) expect((await told(login)).length, login).toBe(2);
    expect(await told(secretaryLogin, { own: true })).toMatchObject([]);
  });

  it('is answered and closed by whose it is, who changes nothing of it; then it is over', async () => {
    await refused('matter-not-yours', () => goOn(beside, matter));
    await refused('matter-not-yours', () => goOn(administrator, matter, { due: addDays(today(), 30) }));
    await refused('malformed-request', () => goOn(administrator, matter, { about: 1 }));
    await done(goOn(administrator, matter, { event: 'close' }));
    await refused('matter-over', () => goOn(secretaryLogin, matter));
    expect((await told(administrator)).length).toBe(0);
    expect(await told(administrator, { show: 'all' })).toMatchObject([{ closed: true }]);
  });
});

describe('„To nie ja”', () => {
  const report = (login: string, about: number | null): Promise<Answer> =>
    enter(login, { sort: 'report', letter: null, about, words: 'To nie ja.' });
  const sessionOf = async (login: string): Promise<number> => {
    const entries = await entriesAfter(office, 0);
    return entries.find((one) => one.kind === 'session' && one.login === login)?.seq ?? 0;
  };

  it('is said of an own sign-in, an own act and one in which one is named, and of nobody else’s', async () => {
    const { seq } = await hear([beside]);
    const own = await sessionOf(beside);
    for (const [login, about] of [
      [beside, own],
      [listener, seq],
      [beside, seq],
    ] as const)
      await done(report(login, about));
    for (const about of [own, seq, 1, null])
      await refused('matter-not-yours', () => report(administrator, about));
    expect((await told(secretaryLogin)).filter(({ kind }) => kind !== null)).toMatchObject([
      { kind: 'session', act: null, events: [{ person: `Osoba ${beside}`, words: 'To nie ja.' }] },
      { kind: 'release' },
      { kind: 'release' },
    ]);
  });

  it('is said of an act by who was present, not by whoever has that login by now', async () => {
    const guid = await addPerson(office, 'wnuk');
    const { seq } = await hear(['wnuk']);
    office.directory.delete('wnuk');
    await addPerson(office, 'wnuk', { authorised: false });
    await refused('matter-not-yours', () => report('wnuk', seq));
    await addPerson(office, 'wnuczka', { guid, authorised: false });
    await done(report('wnuczka', seq));
  });

  it('does not fill the ledger', async () => {
    const about = await sessionOf(administrator);
    const own = await sessionOf(beside);
    for (let count = 2; count < 30; count += 1) await done(report(beside, own));
    await refused('matter-too-often', () => report(beside, own));
    // Whoever holds an office is not counted.
    await done(report(administrator, about));
  });
});

describe('§ 7 a question about an act', () => {
  const month = monthAfter(legalDay());
  /** Goes on to nine in the morning of the first working day from `from` on. */
  const goTo = (of: string, from: number): string => {
    let day = `${of}-${String(from).padStart(2, '0')}`;
    while (!isWorkingDay(day)) day = addDays(day, 1);
    const [year = 0, at = 0, on = 0] = day.split('-').map(Number);
    const [instant] = instantsOf({ year, month: at, day: on, hour: 9, minute: 0, second: 0 });
    passTime(office, (instant?.getTime() ?? NaN) - Date.now() - office.shift.own);
    return day;
  };
  const reviewOf = (of: string) =>
    until(`the review of ${of}`, async () => {
      const entries = await entriesAfter(office, 0);
      const found = entries.find(
        ({ kind, payload }) => kind === 'review' && String(payload['from']).startsWith(of),
      );
      return found === undefined ? null : String(found.payload['review']);
    });
  const judgeAll = async (review: string): Promise<number> => {
    const { rows } = await office.superuser.query<{ item: string }>(
      'SELECT item FROM office.review_item WHERE review = $1',
      [review],
    );
    let last = 0;
    for (const { item } of rows) {
      const verdict = { review, item, verdict: 'ok', words: null } as const;
      last = (await done(ask(await office.as(secretaryLogin), 'judge', verdict))).seq ?? 0;
    }
    return last;
  };
  const conclude = (review: string, last: number): Promise<Answer> =>
    askSealed(office, secretaryLogin, 'conclude', { review, last, words: null });
  const question = { sort: 'question', letter: null, words: 'Dlaczego dwa razy?' } as const;

  it('goes to its listener, is due in seven working days, and holds the review up until it is answered', async () => {
    goTo(month, 3);
    const { act, seq, number } = await hear();
    goTo(monthAfter(month), 8);
    const review = await reviewOf(month);
    const day = legalDay(new Date(Date.now() + office.shift.own));
    await refused('not-secretary', () => enter(listener, { ...question, about: seq }));
    await refused('malformed-request', () => enter(secretaryLogin, { ...question, about: seq + 1 }));
    const asked = await entered(secretaryLogin, { ...question, about: seq });
    expect(asked).toMatchObject({ assignee: await guidOf(office, listener), due: workingDayAfter(day, 7) });
    // It is found however many entries a month asks about.
    const about = [...Array.from({ length: 900 }, (_one, at) => 2_000_000_000 + at), seq];
    const wanted = mattersInput.parse({ show: 'all', own: false, about });
    const listed = await office.fresh(secretaryLogin, (client) => readMatters({ db: dbOf(client) }, wanted));
    expect(listed.map((one) => one.number)).toEqual([asked.number]);
    const first = await judgeAll(review);
    await refused('review-open', () => conclude(review, first));
    await refused('matter-not-yours', () => goOn(secretaryLogin, asked, { due: day }));
    await done(goOn(listener, asked, { event: 'close', words: 'Sprawdzano godzinę.' }));
    const unread = (await told(secretaryLogin)).filter((one) => one.unread);
    expect(unread).toMatchObject([
      { act: number, closed: true, events: [{}, { words: 'Sprawdzano godzinę.' }] },
    ]);
    const anew = { review, item: act, verdict: 'ok', words: null } as const;
    const heeded = (await done(ask(await office.as(secretaryLogin), 'judge', anew))).seq ?? 0;
    expect((await told(secretaryLogin)).filter((one) => one.unread)).toEqual([]);
    const { payload } = await done(conclude(review, heeded));
    expect(JSON.parse(payload ?? '')).toMatchObject({ unanswered: 0 });
  });

  it('INV-68 that nobody answered in time, whose listener has left, is counted, also where the desk closed it', async () => {
    const next = monthAfter(month);
    const [{ seq: one }, { seq: other }] = [await hear(), await hear()];
    goTo(monthAfter(next), 8);
    const review = await reviewOf(next);
    const { seq: outside } = await hear();
    office.directory.set(listener, { ...account(await guidOf(office, listener)), state: 'disabled' });
    await entered(secretaryLogin, { ...question, about: one });
    const withdrawn = await entered(mayorLogin, { ...question, about: other });
    await done(goOn(deputyLogin, withdrawn, { event: 'close' }));
    const last = await judgeAll(review);
    await refused('review-open', () => conclude(review, last));
    goTo(monthAfter(next), 22);
    // About an act that is no part of it.
    const another = await entered(secretaryLogin, { ...question, about: outside });
    const { payload } = await done(conclude(review, last));
    expect(JSON.parse(payload ?? '')).toMatchObject({ unanswered: 2 });
    // Somebody else has the login by now.
    await addPerson(office, listener, { authorised: false });
    await done(goOn(deputyLogin, another, { event: 'close' }));
  });
});

describe('an irregularity that a review found', () => {
  const found = { sort: 'irregularity', letter: null, words: 'Nie wyjaśniono.' } as const;

  it('is passed on by who reviews, about an entry, to whoever is the officer on that day', async () => {
    await refused('not-secretary', () => enter(beside, { ...found, about: 1 }));
    await refused('malformed-request', () => enter(secretaryLogin, found));
    const unheld = await entered(secretaryLogin, { ...found, about: 1 });
    expect(unheld).toMatchObject({ assignee: null, due: null });
    await addPerson(office, 'jptak', { authorised: false });
    const officer = await guidOf(office, 'jptak');
    await appoint(office, officer, { office: 'protection_officer' });
    expect(await entered(mayorLogin, { ...found, about: 1 })).toMatchObject({ assignee: officer });
    const mine = (await told('jptak')).filter(({ own }) => own);
    expect(mine).toMatchObject([{ sort: 'irregularity', events: [{ words: 'Nie wyjaśniono.' }] }]);
    const { rows } = await office.superuser.query<{ seq: string }>(
      `SELECT max(seq) AS seq FROM office.entry WHERE kind = 'session' AND login = $1`,
      [secretaryLogin],
    );
    const hers = await entered(mayorLogin, { ...found, about: Number(rows[0]?.seq) });
    await refused('matter-not-yours', () => goOn(secretaryLogin, hers, { event: 'close' }));
    await done(goOn(deputyLogin, hers, { event: 'close' }));
    // What was refused to her stands in a review, too.
    const last = await headSeq(office);
    await goOn(secretaryLogin, hers, { event: 'close' });
    const about = (await entriesAfter(office, last)).find(({ kind }) => kind === 'refusal')?.seq ?? 0;
    const tried = await entered(mayorLogin, { ...found, about });
    await refused('matter-not-yours', () => goOn(secretaryLogin, tried, { event: 'close' }));
  });
});

it('§ 6.3 is judged lawful; whatever the owner of the tables writes into a matter is named', async () => {
  await office.stop();
  expect((await verified(office)).fault).toBeNull();
  await disarm(office);
  await expectColumnsGuarded(office, 'matter');
});
