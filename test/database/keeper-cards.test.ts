import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../shared/ledger/kinds.ts';
import { addDays, addMonths } from '../../shared/warsaw.ts';
import { workingDayAfter } from '../../shared/working-days.ts';
import {
  addPerson,
  addRecording,
  ask,
  askSealed,
  authorise,
  done,
  evidenceIn,
  guidOf,
  keyOf,
  listen,
  passTime,
  payloadOf,
  type Answer,
  type Listening,
} from './asking.ts';
import { beginDestruction, dayOf, entryAfter, hourOf, night } from './destroying.ts';
import { refusal } from './office.ts';
import { openRegister } from './reading.ts';
import { refusedListen, refusedOnce } from './refusing.ts';
import { faultIn, readElsewhere } from './read-elsewhere.ts';
import { beginVersion, cardsAt, largestCard, planOf, reviewsAllowed, scoreOf } from './reviewing-quality.ts';
import { deputyLogin, openTestOffice, secretaryLogin, type TestOffice } from './support.ts';

/** § 2: a call that was heard in a review gets a card; whoever answered it says something of it, and is none the worse for that. In this order. */

const rater = 'igil';
const clerks = ['klis', 'psowa', 'rwilk', 'twrona'];
const reviewing = { purposes: ['SERVICE_STANDARDS' as const], quality: 'only' as const };

let office: TestOffice;
let plan = '';
/** Eight: one of them is evidence by then, three are left out, and four get cards. */
let drawn: string[] = [];
/** Who answered each, by login. */
let answered: string[] = [];
let act = '';
let findings = '';

/** Three days before Christmas: many of the days that follow are none on which anybody works. */
const scoringDay = (): string => {
  const [year, day] = [Number(dayOf(office).slice(0, 4)), '12-21'];
  // Employees have known for long by then.
  return addDays(dayOf(office), 41) <= `${year}-${day}` ? `${year}-${day}` : `${year + 1}-${day}`;
};
const goTo = (day: string, hour = 9, minute = 0): void =>
  passTime(office, hourOf(day, hour) + minute * 60_000 - (Date.now() + office.shift.own));

beforeAll(async () => {
  office = await openTestOffice();
  await beginDestruction(office);
  for (const login of clerks) await addPerson(office, login, { authorised: false });
  await addPerson(office, rater, { authorised: false });
  await beginVersion(office, reviewsAllowed());
  const scored = scoringDay();
  const proposed = addDays(scored, -1);
  goTo(proposed);
  const paper = { from: proposed, to: addMonths(proposed, 3), declaredOn: proposed };
  await authorise(office, rater, { ...reviewing, ...paper });
  for (const login of clerks)
    for (const each of [1, 2, 3])
      await addRecording(office, {
        startedAt: new Date(hourOf(addDays(proposed, -8 - each), 8 + clerks.indexOf(login))),
        answeredLogin: login,
      });
  const body = planOf({ until: addDays(scored, 1) }, proposed);
  ({ command: plan } = await done(ask(await office.as(rater), 'qualityPlan', body)));
  const verdict = { plan, approved: true, reason: null };
  const { seq } = await done(askSealed(office, secretaryLogin, 'qualityVerdict', verdict));
  const draw = await entryAfter(office, seq ?? 0, 'qualityDraw');
  ({ recordings: drawn } = JSON.parse(draw.payload) as { recordings: string[] });
  expect(drawn.length).toBe(8);
  const { rows } = await office.superuser.query<{ login: string }>(
    `SELECT i.payload::jsonb ->> 'answeredLogin' AS login FROM unnest($1::uuid[]) WITH ORDINALITY d (id, at)
       JOIN office.entry i ON i.kind = 'ingest' AND i.recording = d.id ORDER BY d.at`,
    [drawn],
  );
  answered = rows.map(({ login }) => login);
  findings = 'Informacje podawane przez telefon są pełne.';
  goTo(scored, 1);
});
// More than thirty refusals of one person within an hour would be counted together.
beforeEach(() => passTime(office, 3_600_000));
afterAll(() => office.close());

const refused = (why: string, asked: () => Promise<Answer>) => refusedOnce(office, why, asked);
const at = (nr: number) => ({ plan, nr });
const hear = async (nr: number): Promise<Listening> =>
  listen(await office.as(rater), drawn[nr - 1] ?? '', { ground: null, position: at(nr) });
const unheard = (why: string, nr: number) =>
  refusedListen(office, why, rater, drawn[nr - 1] ?? '', { ground: null, position: at(nr) });
const close = async ({ command }: Answer, ranges: [number, number][]): Promise<void> => {
  const body = { opening: command, ranges, how: 'listener' as const, wrongCall: false };
  await done(ask(await office.as(rater), 'close', body));
};
const heard = async (nr: number, ranges: [number, number][] = [[0, 2_000]]): Promise<Answer> => {
  const listening = await hear(nr);
  expect([listening.answer.state, listening.answer.reason]).toEqual(['released', null]);
  expect((await keyOf(listening)).length).toBe(32);
  await close(listening.answer, ranges);
  return listening.answer;
};
const score = async (
  nr: number,
  change: Partial<Command<'qualityScore'>> = {},
  login = rater,
): Promise<Answer> => ask(await office.as(login), 'qualityScore', scoreOf(at(nr), change));
const omit = async (
  nr: number,
  why: Command<'qualityOmission'>['why'] = 'no-conversation',
  words: string | null = null,
): Promise<Answer> => ask(await office.as(rater), 'qualityOmission', { position: at(nr), why, words });
const remark = async (nr: number, card: number, words: string | null, login = answered[nr - 1] ?? '') =>
  ask(await office.as(login), 'qualityRemark', { position: at(nr), score: card, words });
const complete = async (): Promise<Answer> => ask(await office.as(rater), 'complete', { act, findings });
const fault = () => faultIn(office);

describe('a call that is left out', () => {
  it('cannot be heard any more, in its turn, by the keeper’s own look', async () => {
    await refused('malformed-request', () => omit(1, 'unavailable'));
    await refused('not-next', () => omit(2, 'unavailable'));
    await refused('plan-unknown', async () =>
      ask(await office.as(deputyLogin), 'qualityOmission', {
        ...{ position: at(1), why: 'unavailable', words: null },
      }),
    );
    const letter = {
      ...evidenceIn('', drawn[0] ?? ''),
      ...{ act: null, case: `SEK.0643.9.${dayOf(office).slice(0, 4)}`, order: null, paper: null },
    };
    await done(askSealed(office, secretaryLogin, 'hold', letter));
    await unheard('call-unavailable', 1);
    await unheard('not-next', 2);
    await refused('malformed-request', () => omit(1, 'unavailable', 'Zabezpieczona.'));
    const { payload } = await done(omit(1, 'unavailable'));
    expect(JSON.parse(payload ?? '')).toMatchObject({ why: 'unavailable', recording: drawn[0], text: null });
    await refused('card-outdated', () => omit(1, 'unavailable'));
    await unheard('card-closed', 1);
  });

  it('was opened, and is one of few', async () => {
    await refused('not-heard', () => omit(2));
    await refused('card-unknown', () => omit(9));
    const first = await hear(2);
    await refused('act-still-playing', () => omit(2));
    await close(first.answer, []);
    act = String(payloadOf(first.answer)['act']);
    await refused('malformed-request', () => omit(2, 'no-conversation', 'Faks\u200b.'));
    const { payload } = await done(omit(2, 'no-conversation', 'Faks.'));
    expect(payload).not.toContain('Faks');
    await refused('card-outdated', () => omit(2));
    await refused('card-outdated', () => score(2));
    await unheard('card-closed', 2);
    for (const nr of [3, 4]) {
      await heard(nr);
      await done(omit(nr, 'not-service'));
    }
    // Nobody looks on and on for the call that suits: three of five, and no more.
    await heard(5);
    await refused('omissions-used', () => omit(5));
    expect(await fault()).toBeNull();
  });
});

describe('a card', () => {
  it('is of a call that was heard in one’s own plan, as far as it was heard', async () => {
    await refused('not-heard', () => score(6));
    await refused('card-unknown', () => score(9));
    await refused('plan-unknown', () => score(5, {}, deputyLogin));
    await refused('plan-unknown', () => score(5, { position: { plan: randomUUID(), nr: 5 } }));
    const { answer } = await hear(5);
    await refused('act-still-playing', () => score(5));
    await close(answer, [
      [1_500, 3_000],
      [2_500, 4_000],
    ]);
    await heard(6, []);
    await refused('not-heard', () => score(6));
  });

  it('is whole, and says nothing that its plan or its call does not have', async () => {
    const beyond = { from: 0, to: 161_001, criterion: null, text: '' };
    const one = { from: 0, to: 900, criterion: null, text: 'x' };
    const odd: Partial<Command<'qualityScore'>>[] = [
      { summary: 'x\u200b' },
      { comments: { INNE: 'x' } },
      { annotations: [{ ...one, criterion: 'INNE' }] },
      { annotations: [beyond] },
      { annotations: [one, one] },
      ...['\u202e', '\u200d'].map((unseen) => ({ annotations: [{ ...one, text: `a${unseen}b` }] })),
      { annotations: [{ ...one, from: 900 }] },
      { reply: 'Dziękuję.' },
    ];
    for (const change of odd) await refused('malformed-request', () => score(5, change));
    await refused('card-incomplete', () => score(5, { levels: [null, null, null] }));
    await refused('card-incomplete', () => score(5, { levels: [3, 3, 3, 3] }));
    for (const low of [0, 1]) await refused('card-incomplete', () => score(5, { levels: [3, low, 3] }));
    await refused('card-incomplete', () => score(5, { levels: [3, 1, 3], comments: { INFORMACJA: '🙂' } }));
    await refused('card-outdated', () => score(5, { corrects: 1 }));
    const said = { levels: [3, 1, null], comments: { INFORMACJA: 'Brak terminu.' } };
    const { payload, seq } = await done(score(5, said));
    expect(JSON.parse(payload ?? '')).toMatchObject({
      ...{ position: at(5), corrects: null, recording: drawn[4] },
      // 0–2 s and 1.5–4 s.
      ...{ heardMs: 4_000, remarksUntil: workingDayAfter(dayOf(office), 7) },
    });
    // Nobody reads a card in the ledger, nor whose it is.
    expect(payload).not.toMatch(/Brak terminu|levels/u);
    expect(payload).not.toContain(await guidOf(office, answered[4] ?? ''));
    const { rows } = await office.superuser.query<{ is: boolean }>(
      `SELECT t.text::jsonb -> 'person' ->> 'displayName' = p.display_name AS is FROM office.entry_text t, office.person p WHERE t.seq = $1 AND p.login = $2`,
      [seq, answered[4]],
    );
    expect(rows).toEqual([{ is: true }]);
    await refused('card-outdated', () => omit(5));
  });

  it('is replaced as long as nothing is remarked, by one that says which one it replaces, and not without end', async () => {
    await refused('card-outdated', () => score(5));
    const cards = await cardsAt(office, 5);
    const lower = { levels: [2, 1, 1], comments: { INFORMACJA: 'Brak terminu.', JEZYK: 'Żargon.' } };
    const { seq } = await done(score(5, { ...lower, corrects: cards.at(-1) ?? 0 }));
    await refused('card-outdated', () => score(5, { ...lower, corrects: cards.at(-1) ?? 0 }));
    await heard(6);
    const large = await done(score(6, largestCard));
    const { rows } = await office.superuser.query<{ words: object }>(
      'SELECT text::jsonb AS words FROM office.entry_text WHERE seq = $1',
      [large.seq],
    );
    expect(rows).toMatchObject([{ words: largestCard }]);
    let last = large.seq ?? 0;
    for (let count = 1; count < 30; count += 1) last = (await done(score(6, { corrects: last }))).seq ?? 0;
    await refused('act-changed-too-often', () => score(6, { corrects: last }));
    expect(await cardsAt(office, 5)).toEqual([...cards, seq]);
  });

  it('is remarked by whoever answered the call, once, and by nobody else', async () => {
    const [former = 0, card = 0] = await cardsAt(office, 5);
    for (const login of [rater, secretaryLogin, clerks.find((one) => one !== answered[4]) ?? ''])
      await refused('card-unknown', () => remark(5, card, 'To nie tak.', login));
    await refused('card-unknown', () => remark(7, card, null));
    await refused('card-unknown', () => remark(2, card, null));
    await refused('card-outdated', () => remark(5, former, 'To nie tak.'));
    await refused('malformed-request', () => remark(5, card, 'To nie tak\u200b.'));
    const { payload } = await done(remark(5, card, 'Termin podano na końcu rozmowy.'));
    expect(JSON.parse(payload ?? '')).toMatchObject({ score: card, remarked: true, recording: drawn[4] });
    expect(payload).not.toContain('Termin');
    await refused('card-closed', () => remark(5, card, 'I jeszcze coś.'));
  });

  it('is read by nobody who answers for the office, by the numbers of its entries neither', async () => {
    const desk = await office.as(secretaryLogin);
    await openRegister(desk);
    const every = 'ARRAY(SELECT generate_series(1, (SELECT seq FROM api.head())))';
    const asked = `SELECT api.register_entries('{}', ${every})::text AS told`;
    const told = (await desk.query<{ told: string }>(asked)).rows.map((row) => row.told);
    const cards = told.filter((one) => /quality(Score|Omission|Remark)/.test(one));
    expect(cards.filter((one) => one.includes('"text": null')).length).toBe(cards.length || 1);
  });

  it('INV-73 is replied to after that, and is nowhere worse: then it is closed', async () => {
    const card = (await cardsAt(office, 5)).at(-1) ?? 0;
    const before = { corrects: card, comments: { INFORMACJA: 'Brak terminu.', JEZYK: 'Żargon.' } };
    const reply = 'Termin rzeczywiście podano.';
    await heard(5);
    await refused('card-incomplete', () => score(5, { ...before, levels: [2, 1, 1] }));
    await refused('level-lowered', () => score(5, { ...before, reply, levels: [3, 0, 3] }));
    // Two of three do not apply any more, and what is left is worse.
    await refused('level-lowered', () => score(5, { ...before, reply, levels: [null, 1, null] }));
    await refused('card-outdated', () => score(5, { ...before, reply, corrects: null }));
    const { payload, seq } = await done(score(5, { ...before, reply, levels: [2, 3, 1] }));
    expect(JSON.parse(payload ?? '')).toMatchObject({ corrects: card, remarksUntil: null });
    await refused('card-closed', () => score(5, { ...before, reply, corrects: seq }));
    await refused('card-closed', () => remark(5, seq ?? 0, null));
    await unheard('card-closed', 5);
    expect(await fault()).toBeNull();
  });

  it('is closed at once when its person says that there is nothing to say', async () => {
    const card = (await cardsAt(office, 6)).at(-1) ?? 0;
    await refused('cards-open', complete);
    const { payload } = await done(remark(6, card, null));
    expect(JSON.parse(payload ?? '')).toMatchObject({ remarked: false, text: null });
    await refused('card-closed', () => score(6, { corrects: card }));
  });

  it('is open for remarks to the end of the seventh working day, Christmas not counted', async () => {
    const scored = dayOf(office);
    for (const nr of [7, 8]) {
      await heard(nr);
      await done(score(nr));
    }
    await refused('cards-open', complete);
    const last = workingDayAfter(scored, 7);
    expect(last >= addDays(scored, 10)).toBe(true);
    goTo(last, 23, 59);
    const [card = 0] = await cardsAt(office, 7);
    await done(remark(7, card, 'Rozmówca przerwał.'));
    // The plan is over by then.
    await unheard('plan-not-open', 8);
    // What is replied to is heard again.
    await heard(7);
    goTo(addDays(last, 1), 0);
    const [other = 0] = await cardsAt(office, 8);
    await refused('card-closed', () => remark(8, other, 'Za późno.'));
    await refused('card-closed', () => score(8, { corrects: other }));
    await unheard('plan-not-open', 8);
    await refused('cards-open', complete);
    goTo(workingDayAfter(last, 5), 20);
    await heard(7);
    goTo(addDays(workingDayAfter(last, 5), 1), 6);
    await unheard('plan-not-open', 7);
    expect(await fault()).toBeNull();
  });

  it('is the last of its plan: after it the act is completed', async () => {
    const [card = 0] = await cardsAt(office, 7);
    await refused('cards-open', complete);
    await done(score(7, { corrects: card, reply: 'Odnotowano.', levels: [3, 3, 2] }));
    const client = await office.as(rater);
    const { seq, payload } = await done(complete());
    // Four cards: of so few nothing is told but how many they are.
    const persons = new Set(answered.slice(4)).size;
    expect(JSON.parse(payload ?? '')).toMatchObject({
      results: { cards: 4, persons, percent: null, rows: [] },
    });
    await refused('not-in-review', () => ask(client, 'reopen', { act }));
    const correct = { act, corrects: seq ?? 0, findings, case: `SEK.0643.5.${dayOf(office).slice(0, 4)}` };
    await refused('not-in-review', () => ask(client, 'correct', correct));
    expect(await fault()).toBeNull();
  });

  it('is judged alike by somebody who has nothing of ours but the export', async () => {
    expect(await readElsewhere(office)).toMatch(/^OK/);
  });
});

describe('the words of a card', () => {
  it('INV-73 are not taken away before the recording is', async () => {
    const [card = 0] = await cardsAt(office, 7);
    for (const table of ['entry_text', 'entry_asked'])
      expect(
        await refusal(office.superuser.query(`DELETE FROM office.${table} WHERE seq = $1`, [card])),
      ).toBe('OD009');
  });

  it('§ 3 ust. 4 go with it, those of omissions, remarks and refused ones too, and its person answers for nothing any more', async () => {
    const [card = 0] = await cardsAt(office, 7);
    expect(await kept()).toBeGreaterThan(0);
    // Of a call that is one's own to score, or to remark on, also what was refused names it: by that its words are found.
    const { rows } = await office.superuser.query<{ recording: string | null }>(
      `SELECT DISTINCT e.recording FROM office.entry e WHERE e.kind = 'refusal' AND e.payload::jsonb ->> 'request' IN ('qualityScore', 'qualityRemark')
          AND e.payload::jsonb ->> 'reason' IN ('card-incomplete', 'card-closed')`,
    );
    expect(rows.map(({ recording }) => recording).sort()).toEqual([4, 5, 7].map((at) => drawn[at]).sort());
    goTo(addMonths(dayOf(office), 12));
    expect(await night(office)).toBeNull();
    // What is evidence stays; it has no words.
    expect(await kept()).toBe(0);
    await refused('card-unknown', () => remark(7, card, null));
    expect(await fault()).toBeNull();
    await office.superuser.query(
      `INSERT INTO office.entry_text (seq, salt, text) VALUES ($1, decode(repeat('00', 16), 'hex'), '{}')`,
      [card],
    );
    expect(await fault()).toMatchObject({ seq: card, what: 'words' });
  });
});

/** How many entries about cards have words, or what was asked for, but for those of what is evidence. */
async function kept(): Promise<number> {
  const { rows } = await office.superuser.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM office.entry e
      WHERE (e.kind LIKE 'quality%' OR e.kind = 'refusal' AND e.payload::jsonb ->> 'request' LIKE 'quality%')
        AND e.recording = ANY ($1::uuid[])
        AND (EXISTS (SELECT FROM office.entry_text t WHERE t.seq = e.seq) OR EXISTS (SELECT FROM office.entry_asked a WHERE a.seq = e.seq))`,
    [drawn.slice(1)],
  );
  return rows[0]?.count ?? 0;
}
