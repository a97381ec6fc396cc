import { describe, expect, it } from 'vitest';
import type { Entry } from '../../electron/paper/entries.ts';
import { saidOf, standingOf } from '../../electron/quality/standing.ts';
import { isOver, lastDayOf, nextPosition } from '../../server/entries/positions.ts';
import { emptyState, type Act, type LedgerState } from '../../server/entries/state.ts';
import { foldOwn } from '../../server/keeper/fold.ts';
import { isClosed } from '../../server/verify/cards.ts';
import { cards, resultOf } from '../../shared/ledger/cards.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import type { Card, Plan } from '../../shared/ledger/quality.ts';
import type { Standing } from '../../shared/quality.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { workingDayAfter } from '../../shared/working-days.ts';
import { uuidOf } from './vectors-secrets.ts';

/** What a card comes to, and when something is still said of it. */

const weights = [2, 3, 2].map((weight, at) => ({ code: 'ABC'[at] ?? '', weight }));
const recordings = ['first', 'second', 'third', 'fourth'].map(uuidOf);

function planWith(known: readonly (readonly [number, Card])[]): Plan {
  return {
    ...{ id: uuidOf('plan'), seq: 1, by: { login: 'igil', guid: null }, case: '', weights, text: null },
    ...{ departments: [], from: '2027-10-01', to: '2027-11-30', until: '2027-12-20', size: 5, perPerson: 2 },
    ...{ shortestS: 0, longestMin: 30, verdict: null, act: null },
    draw: { seq: 3, year: '2027', recordings, persons: recordings.map(() => null) },
    ...{ cards: new Map(known), said: [] },
  };
}
const card = (state: 'submitted' | 'remarked' | 'closed', until: string): Card => ({
  ...{ state, score: 7, text: null, until },
});
const omitted: Card = { state: 'omitted', byHand: true };

describe('the result of a card', () => {
  it('is what was reached of what could be, by weight, without what does not apply, halves up', () => {
    expect(resultOf([3, 3, 3], weights)).toBe(100);
    expect(resultOf([0, 0, 0], weights)).toBe(0);
    // 2·2 + 3·1 + 2·3 of 21.
    expect(resultOf([2, 1, 3], weights)).toBe(62);
    expect(resultOf([null, 2, null], weights)).toBe(67);
    expect(resultOf([null, null, null], weights)).toBeNull();
    // 25 of 200: 12.5.
    const even = [
      { code: 'A', weight: 1 },
      { code: 'B', weight: 1 },
    ].concat(Array.from({ length: 6 }, (_none, at) => ({ code: `C${at}`, weight: 1 })));
    expect(resultOf([3, 0, 0, 0, 0, 0, 0, 0], even)).toBe(13);
  });
});

describe('a card that is asked for', () => {
  const { qualityScore } = cards;
  const body = { position: { plan: uuidOf('plan'), nr: 1 }, corrects: null, levels: [3, 3, 3], comments: {} };
  const accepts = (annotations: unknown): boolean =>
    qualityScore.asks.safeParse({ ...body, summary: '', annotations, reply: null }).success;
  const one = { from: 0, to: 10, criterion: null, text: '' };

  it('has five hundred annotations at most, each once, with forty thousand characters in all', () => {
    const many = (count: number, text = '') =>
      Array.from({ length: count }, (_none, at) => ({ ...one, from: at, to: at + 10, text }));
    expect(accepts(many(500))).toBe(true);
    expect(accepts(many(501))).toBe(false);
    expect(accepts(many(80, 'x'.repeat(500)))).toBe(true);
    expect(accepts(many(81, 'x'.repeat(500)))).toBe(false);
    expect(accepts([one, { ...one }])).toBe(false);
    expect(accepts([one, { ...one, text: 'x' }])).toBe(true);
    expect(accepts([{ ...one, from: 10 }])).toBe(false);
  });
});

const [owner, speaker, theAct] = ['rater', 'clerk', 'act'].map(uuidOf);
/** The last day for remarks, a day before it and one after. */
const [before, last, after] = ['2027-12-21', '2027-12-22', '2027-12-23'];

/** What is entered at the first position, one after the other. */
type Saying =
  | { score: number | null; until: string | null }
  | { remarks: number; said: boolean }
  | { omits: Payload<'qualityOmission'>['why'] };
const scored: Saying = { score: null, until: last };
const corrected: Saying = { score: 11, until: after };
const remarked: Saying = { remarks: 11, said: true };
const silent: Saying = { remarks: 11, said: false };
const replied: Saying = { score: 11, until: null };
type Gone = 'destroyed' | 'lost' | null;

/** How a position stands that was heard, after what was said of it, on a day, and where its recording or the words of its card are gone. */
const standings: readonly [Standing['state'], readonly Saying[], string, Gone?][] = [
  ['opened', [], last],
  ['opened', [], last, 'destroyed'],
  ['submitted', [scored], before],
  ['submitted', [scored], last],
  ['closed', [scored], after],
  ['closed', [scored], before, 'destroyed'],
  ['closed', [scored], before, 'lost'],
  ['submitted', [scored, corrected], after],
  ['remarked', [scored, remarked], last],
  ['remarked', [scored, remarked], after],
  ['closed', [scored, remarked], last, 'destroyed'],
  ['closed', [scored, remarked], last, 'lost'],
  ['closed', [scored, silent], before],
  ['closed', [scored, remarked, replied], before],
  ['closed', [scored, remarked, replied], after],
  ['omitted', [{ omits: 'not-service' }], last],
  ['omitted', [{ omits: 'unavailable' }], after, 'destroyed'],
];

/** These as entries, from number 11 on. */
function entriesOf(sayings: readonly Saying[]): Entry[] {
  const position = { plan: uuidOf('plan'), nr: 1 };
  return sayings.map((one, at) => {
    const common = {
      ...{
        v: 1 as const,
        at: `${before}T10:00:00.000Z`,
        command: uuidOf(`said ${at}`),
        login: 'igil',
        guid: owner,
      },
      ...{ asked: null, text: null, position, recording: recordings[0] ?? '' },
    };
    const payload =
      'omits' in one
        ? { ...common, kind: 'qualityOmission', why: one.omits }
        : 'remarks' in one
          ? { ...common, kind: 'qualityRemark', score: one.remarks, remarked: one.said, guid: speaker }
          : { ...common, kind: 'qualityScore', corrects: one.score, heardMs: 1, remarksUntil: one.until };
    return {
      kind: payload.kind,
      seq: 11 + at,
      prev: '',
      hash: '',
      payload,
      words: null,
      caller: null,
    } as Entry;
  });
}

/** What the ledger comes to with them. */
function stateWith(entries: readonly Entry[], gone: Gone): { state: LedgerState; plan: Plan } {
  const state = emptyState();
  const plan = { ...planWith([]), by: { login: 'igil', guid: owner ?? '' }, act: theAct ?? '' };
  plan.draw = { seq: 3, year: '2027', recordings, persons: recordings.map(() => speaker ?? '') };
  state.plans.set(plan.id, plan);
  state.acts.set(plan.act, { entries: new Set<number>(), changes: [] as number[] } as Act);
  const none = Buffer.alloc(32);
  for (const { seq, payload } of entries)
    foldOwn(state, { seq, prev: none, payload: '', hash: none, signature: none }, payload);
  const [recording = ''] = recordings;
  if (gone === 'destroyed') state.destroyed.set(recording, { seq: 20, ingest: 1 });
  if (gone === 'lost') state.lost.set(recording, 20);
  return { state, plan };
}

describe('a position', () => {
  const state = emptyState();

  it.each<(typeof standings)[number]>(standings)(
    'is %s after %j on %s (gone: %s), to keeper, verification and program',
    (stands, sayings, today, gone = null) => {
      const entries = entriesOf(sayings);
      const folded = stateWith(entries, gone);
      const { state: found } = folded.plan.cards.get(1) ?? { state: 'opened' };
      if (stands !== 'closed') expect(found, 'entries').toBe(stands);
      const isDone = stands === 'closed' || stands === 'omitted';
      expect(isOver(folded.state, folded.plan, 1, today), 'keeper').toBe(isDone);
      expect(isClosed(folded.state, folded.plan, 1, today), 'verification').toBe(stands === 'closed');
      const said = saidOf(entries, { plan: folded.plan.id, nr: 1 });
      expect(standingOf(said, { today, opened: true, there: gone === null }).state, 'program').toBe(stands);
    },
  );

  it.each([
    ['Easter and the hour that is left out in March', '2027-03-25', '2027-04-06T21:59:59.999Z'],
    ['the hour that comes twice in October, and All Saints', '2027-10-25', '2027-11-04T22:59:59.999Z'],
    ['Christmas Eve, the New Year and Epiphany', '2026-12-28', '2027-01-08T22:59:59.999Z'],
  ])('is open to the last moment of the seventh working day, over %s', (_what, submittedOn, last) => {
    const plan = planWith([[1, card('submitted', workingDayAfter(submittedOn, 7))]]);
    const isOverAt = (at: number): boolean => isOver(state, plan, 1, legalDay(new Date(at)));
    expect([isOverAt(Date.parse(last)), isOverAt(Date.parse(last) + 1)]).toEqual([false, true]);
  });

  it('comes in its turn: the lowest that was not left out', () => {
    expect(nextPosition(state, planWith([]))).toBe(1);
    expect(nextPosition(state, planWith([[1, omitted]]))).toBe(2);
    expect(nextPosition(state, planWith([1, 2, 3, 4].map((nr) => [nr, omitted] as const)))).toBeNull();
  });

  it('is heard to the end of its plan; once remarked, to the fifth working day after the last remarks, Christmas not counted', () => {
    const plan = planWith([
      [1, card('submitted', '2027-12-21')],
      [2, card('remarked', '2027-12-17')],
    ]);
    expect([1, 2, 3].map((nr) => lastDayOf(plan, nr))).toEqual(['2027-12-20', '2027-12-29', '2027-12-20']);
    const long = { ...plan, until: '2028-01-31' };
    expect(lastDayOf(long, 2)).toBe('2028-01-31');
  });
});
