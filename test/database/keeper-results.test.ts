import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Results } from '../../shared/ledger/results.ts';
import {
  answerTo,
  ask,
  done,
  entriesAfter,
  headSeq,
  listen,
  passTime,
  payloadOf,
  submit,
  type Answer,
} from './asking.ts';
import { dayOf } from './destroying.ts';
import { buildKeeper, startKeeperChild } from './keeper-process.ts';
import { faultIn, readElsewhere } from './read-elsewhere.ts';
import { openReview, scoreOf } from './reviewing-quality.ts';
import { mayorLogin, openTestOffice, secretaryLogin, type TestOffice } from './support.ts';

/** § 2: what came out of a review: by the words of its cards, once, and to whoever answers for the office once it is filed. */

const rater = 'igil';
const clerks = ['klis', 'psowa', 'rwilk'];
const findings = 'Informacje podawane przez telefon są pełne.';
const levels = [
  [2, 3, 2],
  [3, 3, null],
  [2, 2, 3],
  [3, 3, 3],
  [2, 2, 2],
];

let office: TestOffice;
afterEach(() => office.close());

type Reviewed = { plan: string; act: string; drawn: string[]; cards: number[] };

/** A plan of which five calls were opened, `heard` of them sounded, got a card, and nothing was remarked. */
async function reviewed(heard = 5): Promise<Reviewed> {
  office = await openTestOffice();
  const { plan, drawn } = await openReview(office, rater, clerks);
  const cards: number[] = [];
  let act = '';
  for (const nr of [1, 2, 3, 4, 5]) {
    const position = { plan, nr };
    const { answer } = await listen(await office.as(rater), drawn[nr - 1] ?? '', { ground: null, position });
    act = String(payloadOf(answer)['act']);
    const ranges: [number, number][] = nr > heard ? [] : [[0, 2_000]];
    const ended = { opening: answer.command, ranges, how: 'listener' as const, wrongCall: false };
    await done(ask(await office.as(rater), 'close', ended));
    if (nr > heard) continue;
    const { seq } = await done(
      ask(await office.as(rater), 'qualityScore', scoreOf(position, { levels: levels[nr - 1] ?? [] })),
    );
    cards.push(seq ?? 0);
    const login = await answeredBy(drawn[nr - 1] ?? '');
    if (nr < heard)
      await done(ask(await office.as(login), 'qualityRemark', { position, score: seq ?? 0, words: null }));
  }
  return { plan, act, drawn, cards };
}

async function answeredBy(recording: string): Promise<string> {
  const { rows } = await office.superuser.query<{ login: string }>(
    'SELECT answered_login AS login FROM office.recording WHERE id = $1',
    [recording],
  );
  return rows[0]?.login ?? '';
}

const complete = async (act: string): Promise<Answer> =>
  ask(await office.as(rater), 'complete', { act, findings });
const resultsIn = ({ payload }: Answer): Results =>
  (JSON.parse(payload ?? '') as { results: Results }).results;
/** Says of the last card that there is nothing to say of it. */
async function closeLast({ plan, drawn, cards }: Reviewed): Promise<void> {
  const login = await answeredBy(drawn[cards.length - 1] ?? '');
  const body = { position: { plan, nr: cards.length }, score: cards.at(-1) ?? 0, words: null };
  await done(ask(await office.as(login), 'qualityRemark', body));
}
/** Plans of which somebody is told what came out. */
async function toldTo(login: string): Promise<string[]> {
  const { rows } = await (
    await office.as(login)
  ).query<{ told: { payload: string }[] }>('SELECT api.quality_results() AS told');
  return (rows[0]?.told ?? []).map(({ payload }) => (JSON.parse(payload) as { kind: string }).kind);
}

describe('results of a review', () => {
  it('INV-74 are entered with its protocol, and told once that is filed, without a card', async () => {
    const review = await reviewed();
    const { act, drawn } = review;
    await expect(complete(act)).resolves.toMatchObject({ state: 'refused', reason: 'cards-open' });
    await closeLast(review);
    const answer = await done(complete(act));
    const people = await Promise.all(drawn.slice(0, 5).map(answeredBy));
    const row = (criterion: string, counts: number[], sum: number) => ({
      ...{ criterion, counts, nd: 0, departments: [{ department: 'Kancelaria', sum, count: 5 }] },
    });
    expect(resultsIn(answer)).toEqual({
      ...{ cards: 5, persons: new Set(people).size, percent: null },
      // To the third criterion only four cards say something.
      rows: [row('POTRZEBA', [0, 0, 3, 2], 12), row('INFORMACJA', [0, 0, 2, 3], 13)],
    });
    for (const login of [secretaryLogin, mayorLogin, rater]) expect(await toldTo(login)).toEqual([]);
    const filed = { act, day: dayOf(office), way: 'ezd' as const, missingSignature: null };
    await done(ask(await office.as(rater), 'file', filed));
    for (const login of [secretaryLogin, mayorLogin, rater])
      expect(await toldTo(login)).toEqual(['qualityPlan', 'qualityVerdict', 'release', 'completed', 'filed']);
    expect(await toldTo(people[0] ?? '')).toEqual([]);
    expect(await faultIn(office)).toBeNull();
    expect(await readElsewhere(office)).toMatch(/^OK/);
  });

  it('INV-74 are without a card whose words are gone; who puts these back later is found', async () => {
    const review = await reviewed();
    await closeLast(review);
    const [, card = 0] = review.cards;
    const { rows } = await office.superuser.query<{ salt: Buffer; text: string }>(
      'SELECT salt, text FROM office.entry_text WHERE seq = $1',
      [card],
    );
    const off = 'SET session_replication_role = replica; ALTER TABLE office.entry_text DISABLE TRIGGER USER;';
    await office.superuser.query(`${off} DELETE FROM office.entry_text WHERE seq = ${String(card)}`);
    const answer = await done(complete(review.act));
    expect(resultsIn(answer)).toMatchObject({ cards: 4, percent: null, rows: [] });
    await office.superuser.query('INSERT INTO office.entry_text (seq, salt, text) VALUES ($1, $2, $3)', [
      ...[card, rows[0]?.salt, rows[0]?.text],
    ]);
    expect(await faultIn(office)).toMatchObject({ seq: answer.seq, why: 'results' });
  });

  it.each([
    ['before the entry', 'decided', []],
    ['between entry and journal', 'committed', ['completed']],
    ['between journal and answer', 'journalled', ['completed']],
  ] as const)('INV-74 are entered once where the keeper dies %s', async (_when, dieAt, left) => {
    const review = await reviewed();
    await closeLast(review);
    const program = await buildKeeper(join(office.folder, 'program'));
    const client = await office.as(rater);
    await office.stop();
    const before = await headSeq(office);
    const kinds = async () => (await entriesAfter(office, before)).map(({ kind }) => kind);
    const child = await startKeeperChild(program, office, dieAt, { ahead: office.shift.own });
    const command = await submit(client, 'complete', { act: review.act, findings });
    expect(await child.ended).toBe('SIGKILL');
    expect(await kinds()).toEqual(left);
    await office.start();
    const answer = await done(answerTo(client, command));
    expect(resultsIn(answer)).toMatchObject({ cards: 5, rows: [{ nd: 0 }, { nd: 0 }] });
    await expect(complete(review.act)).resolves.toMatchObject({ state: 'refused', reason: 'act-not-open' });
    expect((await kinds()).filter((kind) => kind === 'completed')).toEqual(['completed']);
    expect(await faultIn(office)).toBeNull();
    expect(await readElsewhere(office)).toMatch(/^OK/);
  });

  it('do not wait for a card of what was opened and never sounded, once the plan is over', async () => {
    const review = await reviewed(4);
    await closeLast(review);
    await expect(complete(review.act)).resolves.toMatchObject({ state: 'refused', reason: 'cards-open' });
    passTime(office, 31 * 86_400_000);
    expect(resultsIn(await done(complete(review.act)))).toMatchObject({ cards: 4, rows: [] });
    expect(await faultIn(office)).toBeNull();
    expect(await readElsewhere(office)).toMatch(/^OK/);
  });
});
