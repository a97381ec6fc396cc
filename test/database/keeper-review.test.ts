import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../shared/ledger/kinds.ts';
import { addMonths, instantsOf, legalDay, monthAfter } from '../../shared/warsaw.ts';
import { isWorkingDay } from '../../shared/working-days.ts';
import {
  addPerson,
  addRecording,
  appoint,
  ask,
  askSealed,
  authorisationOf,
  authorise,
  done,
  entriesAfter,
  groundOf,
  guidOf,
  listen,
  passTime,
  payloadOf,
  type Answer,
} from './asking.ts';
import { holds } from './groups.ts';
import { openRegister } from './reading.ts';
import { refusedOnce } from './refusing.ts';
import { expectSearchers } from './searchers.ts';
import { signIn } from './sessions.ts';
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

/** § 7: months of one office, from the opening of their reviews to their end. */
let office: TestOffice;
const recordings: string[] = [];
/** The month after the one in which the office began, `yyyy-mm`. */
const month = monthAfter(legalDay());
const next = monthAfter(month);
beforeAll(async () => {
  office = await openTestOffice();
  for (const login of ['anowak', 'cbanas', 'jptak']) await addPerson(office, login, { authorised: false });
  for (let count = 0; count < 2; count += 1) recordings.push((await addRecording(office)).id);
});
afterAll(() => office.close());

/** Goes on to this time of a clock in Warsaw, `yyyy-mm-dd hh:mm`. */
function goTo(time: string): void {
  const [year = 0, of = 0, day = 0, hour = 0, minute = 0] = time.split(/[- :]/).map(Number);
  const [instant] = instantsOf({ year, month: of, day, hour, minute, second: 0 });
  passTime(office, (instant?.getTime() ?? NaN) - Date.now() - office.shift.own);
}
const now = (): Date => new Date(Date.now() + office.shift.own);
/** The first working day of the month from this one on. */
function workingDay(of: string, from: number): string {
  const day = `${of}-${String(from).padStart(2, '0')}`;
  return isWorkingDay(day) ? day : workingDay(of, from + 1);
}
type Opened = {
  review: string;
  acts: number;
  refusals: number;
  flags: { act: string; flag: string; other: string | null }[];
  to: string;
};
/** The review of a month, once the keeper has opened it. */
const reviewOf = (of: string) =>
  until(`the review of ${of}`, async () => {
    const entries = await entriesAfter(office, 0);
    const found = entries.find(
      ({ kind, payload }) => kind === 'review' && String(payload['from']).startsWith(of),
    );
    return found === undefined ? null : { seq: found.seq, ...(found.payload as Opened) };
  });

type Heard = {
  ground?: Parameters<typeof groundOf>[0];
  played?: [number, number][];
  wrongCall?: boolean;
  at?: number;
};
/** Somebody listens; returns the act and its number. */
async function hear(
  login: string,
  { ground = {}, played = [[0, 9_000]], wrongCall = false, at = 0 }: Heard = {},
) {
  const client = await office.as(login);
  const petition = { basis: 'KPA_WNIOSEK', sentence: { code: 'CALL_QUOTED' }, statement: null };
  const { answer } = await listen(client, recordings[at] ?? '', {
    ground: groundOf({ ...petition, ...ground }),
  });
  const opening = answer.command;
  await done(ask(client, 'close', { opening, ranges: played, how: 'listener', wrongCall }));
  const { act, protocol } = payloadOf(answer);
  return { act: String(act), number: String(protocol) };
}
const complaint = { basis: 'KPA_SKARGA', sentence: { code: 'DISPUTED' }, statement: groundOf().statement };

/** The deputy prepares the Secretary's, and the Mayor approves it. */
async function authoriseSecretary(change: Parameters<typeof authorisationOf>[1] = {}): Promise<void> {
  const [from, guid] = [legalDay(now()), await guidOf(office, secretaryLogin)];
  const paper = authorisationOf(guid, { from, to: addMonths(from, 3), declaredOn: from, ...change });
  const { seq, hash } = await done(
    ask(await office.as(deputyLogin), 'instrument', { ...paper, signed: null }),
  );
  const seen = { entries: [seq ?? 0], hashes: [hash?.toString('hex') ?? ''] };
  await done(askSealed(office, mayorLogin, 'confirm', seen));
}

type Judging = Partial<Command<'judge'>> & Pick<Command<'judge'>, 'review' | 'item'>;
const judge = async (login: string, body: Judging): Promise<Answer> =>
  ask(await office.as(login), 'judge', { verdict: 'ok', words: null, ...body });
const conclude = (login: string, body: Partial<Command<'conclude'>> & { review: string }): Promise<Answer> =>
  askSealed(office, login, 'conclude', { last: null, words: null, ...body });
const refused = (reason: string, asked: () => Promise<Answer>) => refusedOnce(office, reason, asked);

it('§ 7 the month of the beginning waits until the 8th, had no act, and ends by one signature', async () => {
  goTo(`${month}-07 23:30`);
  await office.superuser.query('SELECT pg_sleep(0.2)');
  expect((await entriesAfter(office, 0)).some(({ kind }) => kind === 'review')).toBe(false);
  goTo(`${month}-08 00:01`);
  const opened = await reviewOf(legalDay().slice(0, 7));
  expect(opened).toMatchObject({ acts: 0, refusals: 0, unsigned: 0, take: 0, flags: [] });
  goTo(`${workingDay(month, 9)} 09:00`);
  for (const login of ['anowak', 'cbanas']) await authorise(office, login);
  await authoriseSecretary();
  await refused('not-secretary', () => conclude('anowak', { review: opened.review }));
  await refused('password-not-proved', async () =>
    ask(await office.as(secretaryLogin), 'conclude', { review: opened.review, last: null, words: null }),
  );
  const { payload } = await done(conclude(mayorLogin, { review: opened.review }));
  const year = month.slice(0, 4);
  expect(JSON.parse(payload ?? '')).toMatchObject({
    number: `RP/1/${year}`,
    ok: 0,
    irregular: 0,
    referred: 0,
    unanswered: 0,
  });
  await refused('review-over', () => conclude(secretaryLogin, { review: opened.review }));
});

describe('§ 7 a month in which something draws attention', () => {
  const acts: Record<string, { act: string; number: string }> = {};
  let opened: Awaited<ReturnType<typeof reviewOf>>;
  let stranger = '';
  beforeAll(async () => {
    const day = workingDay(month, 10);
    goTo(`${day} 10:00`);
    acts['plain'] = await hear('anowak');
    acts['other case'] = await hear('cbanas', { ground: { case: 'SEK.1510.8.2026' } });
    acts['own unit'] = await hear('cbanas', { ground: complaint, played: [[0, 9_000]] });
    acts['unplayed'] = await hear('anowak', { played: [] });
    acts['long'] = await hear('anowak', { played: [[0, 1_800_000]], wrongCall: true });
    acts['of the desk'] = await hear(secretaryLogin);
    acts['beside the desk'] = await hear('cbanas', { ground: { present: [secretaryLogin] } });
    for (let count = 0; count < 2; count += 1)
      await listen(await office.as('anowak'), recordings[0] ?? '', { ground: groundOf({ basis: 'NIE_MA' }) });
    await listen(await office.as('jptak'), recordings[0] ?? '');
    stranger = await guidOf(office, 'jptak');
    goTo(`${day} 18:42`);
    acts['evening'] = await hear('anowak');
    goTo(`${next}-01 00:00`);
    await hear('anowak');
    goTo(`${next}-08 00:01`);
    opened = await reviewOf(month);
    goTo(`${workingDay(next, 9)} 09:00`);
  });

  it('is opened with all of it, by the clock of Warsaw, and says so', () => {
    const named = new Map(Object.entries(acts).map(([name, { act }]) => [act, name]));
    expect(opened).toMatchObject({ acts: 8, refusals: 3, unsigned: 0 });
    expect(
      opened.flags.map(({ act, flag, other }) => [named.get(act), flag, named.get(other ?? '') ?? null]),
    ).toEqual([
      ['other case', 'number', 'plain'],
      ['own unit', 'number', 'other case'],
      ['own unit', 'unit', null],
      ['unplayed', 'number', 'other case'],
      ['unplayed', 'unplayed', null],
      ['long', 'number', 'other case'],
      ['long', 'long', null],
      ['of the desk', 'number', 'other case'],
      ['beside the desk', 'number', 'other case'],
      ['evening', 'hours', null],
      ['evening', 'number', 'other case'],
    ]);
  });

  it('INV-84 stands beside who searched in it, with what draws attention; the register lists the searches of each', () =>
    expectSearchers(office, opened.review, month, workingDay(month, 10)));

  it('is listed for those who review, in the order in which it is shown, and for nobody else', async () => {
    type Told = {
      statement: { acts: string[]; entries: number[]; end: number };
      entries: number[];
      items: { item: string; ofDesk: boolean; own: boolean }[];
    };
    const told = async (login: string) => {
      const client = await office.as(login);
      await openRegister(client);
      const { rows } = await client.query<{ all: object[]; one: Told }>(
        'SELECT api.reviews() AS all, api.review($1) AS one',
        [opened.review],
      );
      return rows[0] ?? { all: [], one: null };
    };
    const { all, one } = await told(secretaryLogin);
    expect(all).toMatchObject([
      {
        ...{ review: opened.review, from: `${month}-01`, opened: `${next}-08`, items: 10, flagged: 7 },
        ...{ judged: 0, irregular: 0, referred: 0, last: null, waits: true, number: null, concluded: null },
      },
      { items: 0, waits: false, number: `RP/1/${month.slice(0, 4)}`, concluded: workingDay(month, 9) },
    ]);
    expect(one?.statement.acts).toEqual(Object.values(acts).map(({ act }) => act));
    expect(one?.entries).toContain(opened.seq);
    // The last entry of the month, between which and the next the month ends.
    const days = await entriesAfter(office, (one?.statement.end ?? 0) - 1);
    expect(days.slice(0, 2).map(({ payload }) => legalDay(String(payload['at'])).slice(0, 7))).toEqual([
      month,
      next,
    ]);
    // What tells of the desk waits for the Mayor, and is nobody's of the desk.
    const ofDesk = ['of the desk', 'beside the desk'].map((name) => acts[name]?.act);
    expect(one?.items.filter((item) => item.ofDesk).map(({ item }) => item)).toEqual(ofDesk);
    expect(one?.items.filter((item) => item.own).map(({ item }) => item)).toEqual(ofDesk);
    const mayor = await told(mayorLogin);
    expect(mayor.all).toMatchObject([{ waits: true }, { waits: false }]);
    expect(mayor.one?.items.some((item) => item.own)).toBe(false);
    const kept = await office.superuser.query<{ item: string }>(
      'SELECT item FROM office.review_item WHERE review = $1 ORDER BY place',
      [opened.review],
    );
    const order = [
      'other case',
      'own unit',
      'unplayed',
      'long',
      'of the desk',
      'beside the desk',
      'evening',
    ].map((name) => acts[name]?.act);
    expect(kept.rows.map(({ item }) => item)).toEqual([
      ...order,
      await guidOf(office, 'anowak'),
      stranger,
      acts['plain']?.act,
    ]);
  });

  it('is judged by the desk, anew too, and not without words where it is irregular', async () => {
    const item = acts['evening']?.act ?? '';
    const { review } = opened;
    await refused('not-secretary', () => judge('cbanas', { review, item }));
    await refused('not-secretary', () => judge(mayorLogin, { review, item }));
    await refused('malformed-request', () => judge(secretaryLogin, { review, item: recordings[0] ?? '' }));
    await refused('field-missing', () => judge(secretaryLogin, { review, item, verdict: 'irregular' }));
    await done(judge(secretaryLogin, { review, item, verdict: 'irregular', words: 'Nikt tego nie zlecał.' }));
    await done(judge(deputyLogin, { review, item }));
  });

  it('INV-67 by nobody about himself: what anybody of the desk heard, also beside another, goes to the Mayor or the officer', async () => {
    const { review } = opened;
    const [own, beside] = [acts['of the desk']?.act ?? '', acts['beside the desk']?.act ?? ''];
    await refused('own-item', () => judge(secretaryLogin, { review, item: own }));
    await refused('own-item', () => judge(deputyLogin, { review, item: own }));
    await refused('own-item', () => judge(deputyLogin, { review, item: beside }));
    await refused('field-missing', () => judge(secretaryLogin, { review, item: own, verdict: 'referred' }));
    await done(
      judge(secretaryLogin, { review, item: own, verdict: 'referred', words: 'Pismo do Burmistrza.' }),
    );
    await appoint(office, stranger, { office: 'protection_officer', from: legalDay(now()) });
    await refused('own-item', () => judge('jptak', { review, item: stranger }));
    await done(judge('jptak', { review, item: beside, verdict: 'irregular', words: 'Bez zlecenia.' }));
    // What the desk referred waits for the Mayor still, and for nobody else.
    for (const [login, waits] of [
      [mayorLogin, true],
      ['jptak', false],
    ] as const) {
      const client = await office.as(login);
      const { rows } = await client.query<{ all: object[] }>('SELECT api.reviews() AS all');
      expect(rows[0]?.all).toMatchObject([{ waits }, { waits: false }]);
    }
    // What the officer found nobody of the desk takes back by handing it on.
    await refused('own-item', () =>
      judge(secretaryLogin, { review, item: beside, verdict: 'referred', words: 'Pismo.' }),
    );
  });

  it('does not end before everything is judged, nor by what somebody did not see', async () => {
    const { review } = opened;
    const rest = ['other case', 'own unit', 'unplayed', 'long', 'plain'].map((name) => acts[name]?.act ?? '');
    const judged = await done(judge(secretaryLogin, { review, item: rest[0] ?? '' }));
    await refused('review-open', () => conclude(secretaryLogin, { review, last: judged.seq }));
    for (const item of rest.slice(1)) await done(judge(secretaryLogin, { review, item }));
    await done(judge(secretaryLogin, { review, item: stranger }));
    const last = await done(judge(secretaryLogin, { review, item: await guidOf(office, 'anowak') }));
    // Another reviewer has judged meanwhile.
    const newest = await done(judge(deputyLogin, { review, item: stranger }));
    await refused('confirm-outdated', () =>
      conclude(secretaryLogin, { review, last: last.seq, words: 'Pouczono.' }),
    );
    await refused('field-missing', () => conclude(secretaryLogin, { review, last: newest.seq }));
    office.directory.set(secretaryLogin, {
      ...account(await guidOf(office, secretaryLogin)),
      state: 'disabled',
    });
    await refused('account-disabled', () => judge(secretaryLogin, { review, item: stranger }));
    office.directory.set(secretaryLogin, account(await guidOf(office, secretaryLogin)));
    const { payload } = await done(
      conclude(deputyLogin, { review, last: newest.seq, words: 'Pouczono dwie osoby.' }),
    );
    expect(JSON.parse(payload ?? '')).toMatchObject({ ok: 8, irregular: 1, referred: 1, unanswered: 0 });
    await refused('review-over', () => judge(secretaryLogin, { review, item: stranger }));
  });

  it('two who end it in the same moment: one does', async () => {
    goTo(`${monthAfter(next)}-08 09:00`);
    const { review } = await reviewOf(next);
    const items = await office.superuser.query<{ item: string }>(
      'SELECT item FROM office.review_item WHERE review = $1',
      [review],
    );
    let last: number | null = null;
    for (const { item } of items.rows) ({ seq: last } = await done(judge(secretaryLogin, { review, item })));
    const answers = await Promise.all(
      [secretaryLogin, deputyLogin].map((login) => conclude(login, { review, last })),
    );
    expect(answers.map(({ state, reason }) => reason ?? state).sort()).toEqual(['done', 'review-over']);
  });
});

it('INV-68 a month in which the Secretary alone listened, and which nobody may judge, holds up no other and ends by a letter', async () => {
  const [alone, later] = [monthAfter(next), monthAfter(monthAfter(next))];
  goTo(`${workingDay(alone, 10)} 10:00`);
  await authoriseSecretary({ from: legalDay(now()), to: `${later}-28` });
  recordings.push((await addRecording(office, { startedAt: new Date(now().getTime() - 3_600_000) })).id);
  const { act: item } = await hear(secretaryLogin, { at: recordings.length - 1 });
  goTo(`${monthAfter(later)}-08 09:00`);
  const { review } = await reviewOf(alone);
  for (const login of [mayorLogin, 'jptak']) {
    office.directory.set(login, { ...account(await guidOf(office, login)), state: 'disabled' });
    await expect(judge(login, { review, item })).rejects.toThrow('session-not-proved');
  }
  for (const login of [secretaryLogin, deputyLogin])
    await refused('own-item', () => judge(login, { review, item }));
  await refused('review-open', () => conclude(secretaryLogin, { review }));
  // The next month is opened and ended beside it.
  await done(conclude(secretaryLogin, { review: (await reviewOf(later)).review }));
  const referred = { review, item, verdict: 'referred', words: 'Pismo.' } as const;
  const { seq: last } = await done(judge(deputyLogin, referred));
  const { payload } = await done(conclude(secretaryLogin, { review, last }));
  expect(JSON.parse(payload ?? '')).toMatchObject({ ok: 0, irregular: 0, referred: 1, unanswered: 0 });
});

it('INV-68 what somebody of the desk heard stays for the others to judge while the account is off', async () => {
  const { review } = await reviewOf(monthAfter(next));
  for (const login of [mayorLogin, 'jptak'])
    office.directory.set(login, account(await guidOf(office, login)));
  const disabled = { ...account(await guidOf(office, secretaryLogin)), state: 'disabled' as const };
  office.directory.set(secretaryLogin, disabled);
  office.accounts.seen = true;
  // Wrong passwords of a while ago are forgotten, and so is with the keeper from which workstation they came.
  passTime(office, 3_600_000);
  await office.stop();
  await office.start();
  await holds(office, secretaryLogin, 'NOLOGIN');
  await signIn(office, mayorLogin);
  const told = await office.fresh(mayorLogin, async (client) => {
    await openRegister(client);
    return client.query<{ items: object[] }>(`SELECT api.review($1) -> 'items' AS items`, [review]);
  });
  expect(told.rows[0]?.items).toMatchObject([{ ofDesk: true, own: false }]);
});

it('INV-67 is judged lawful; whatever the owner of the tables writes into a review or its items is named', async () => {
  await office.stop();
  expect((await verified(office)).fault).toBeNull();
  await disarm(office);
  for (const table of ['review', 'review_item']) await expectColumnsGuarded(office, table);
});
