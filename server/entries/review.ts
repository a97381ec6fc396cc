import { randomUUID } from 'node:crypto';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { drawnActs } from '../../shared/node/review.ts';
import { heldOn, isDesk } from '../../shared/offices.ts';
import { gradeOf } from '../../shared/permissions.ts';
import { addDays, daysOfMonth, legalDay, legalMonth, monthAfter } from '../../shared/warsaw.ts';
import { isClean, visibleLength } from '../../shared/words.ts';
import type { Part } from '../keeper/connection.ts';
import { found, need, type Decide, type Family } from './entry.ts';
import { flagsOf } from './flags.ts';
import { questionsOf } from './matter.ts';
import { answer, ownHead, refuse, type Content, type Desk } from './request.ts';
import { accountOf, sameActiveAccount } from './rights.ts';
import { change, put } from './rows.ts';
import {
  yearOf,
  type Act,
  type LedgerState,
  type Review,
  type ReviewItem,
  type Unreviewed,
} from './state.ts';

/** A month is reviewed from its following month's 8th on: by then each of its acts is over. */
const daysAfter = 8;

/**
 * § 7: the next month that is to be reviewed by now, one without an act too; null while there is none. What draws attention is told with
 * it: who reviews chooses nothing.
 */
export async function dueReview(desk: Desk): Promise<Content | null> {
  const { state, time, authority } = desk;
  const now = time.now();
  const month = monthAfter(state.reviewed);
  const { from, to } = daysOfMonth(month);
  if (!time.isSure() || legalDay(new Date(now)) < addDays(to, daysAfter)) return null;
  const acts = actsOf(state, month);
  const flags = await flagsOf(desk, acts);
  const rest = acts.length - new Set(flags.map(({ act }) => act)).size;
  const { refused, unsigned } = state.unreviewed.get(month) ?? nothingRefused;
  const { allBelow, sampleLeast, samplePercent, monthlyActs, hours } = authority;
  const rules = { allBelow, sampleLeast, samplePercent, monthlyActs, hours };
  const payload: Payload<'review'> = {
    ...{ ...ownHead('review', now), review: randomUUID(), from, to, acts: acts.length },
    ...{ refusals: [...refused.values()].reduce((sum, count) => sum + count, 0), unsigned, rules },
    ...{ take: sampleOf(rules, acts.length, rest), flags },
  };
  return { payload: () => payload, words: null };
}

/** How many of `rest` acts without a flag are drawn. */
function sampleOf(
  { allBelow, sampleLeast, samplePercent }: Payload<'review'>['rules'],
  acts: number,
  rest: number,
): number {
  if (acts < allBelow) return rest;
  return Math.min(rest, Math.max(sampleLeast, Math.ceil((rest * samplePercent) / 100)));
}

const nothingRefused: Unreviewed = { refused: new Map(), unsigned: 0 };

/** The acts that began in a month of Europe/Warsaw, by their numbers. */
function actsOf({ acts }: Pick<LedgerState, 'acts'>, month: string): Act[] {
  return [...acts.values()].filter(({ openedAt }) => legalMonth(new Date(openedAt)) === month);
}

/** What is to be judged of a month: what draws attention, what was refused or not signed, and of the rest what is drawn. */
function itemsOf(
  state: LedgerState,
  { from, take, flags }: Payload<'review'>,
  hash: Buffer,
): Map<string, ReviewItem> {
  const month = from.slice(0, 7);
  const acts = actsOf(state, month);
  const named = new Set(flags.map(({ act }) => act));
  const flagged = new Set(acts.filter(({ id }) => named.has(id)));
  const drawn = drawnActs(hash.toString('hex'), acts, flagged, take);
  const { refused, unsigned } = state.unreviewed.get(month) ?? nothingRefused;
  const itemOf = (act: Act): [string, ReviewItem] => [
    act.id,
    { what: 'act', concerns: heardBy(act), judged: null },
  ];
  const nobodys: [string, ReviewItem] = ['unsigned', { what: 'unsigned', concerns: [], judged: null }];
  return new Map([
    ...[...flagged].map(itemOf),
    ...[...refused.keys()].map((guid): [string, ReviewItem] => [
      guid,
      { what: 'refusals', concerns: [guid], judged: null },
    ]),
    ...(unsigned > 0 ? [nobodys] : []),
    ...acts.filter((act) => drawn.has(act)).map(itemOf),
  ]);
}

/** The accounts of whoever heard something in an act. */
function heardBy({ guid, attended }: Act): string[] {
  return [...new Set([...(guid === null ? [] : [guid]), ...attended.map((one) => one.guid)])];
}

/**
 * Says what an item comes to. Refuses `not-secretary`, `malformed-request` where there is no such item, `review-over`, `own-item`,
 * `field-missing` where anything but „in order” is said without a word.
 */
const decideJudge: Decide<'judge'> = async (desk, request, { review: id, item: name, verdict, words }) => {
  const { state, time } = desk;
  const account = await accountOf(request);
  const now = time.now();
  const day = legalDay(new Date(now));
  const person = state.people.get(request.login) ?? refuse('not-secretary');
  const offices = heldOn(state.appointments, person.guid, day);
  if (gradeOf('judge', offices) === 'no') refuse('not-secretary');
  const review = state.reviews.get(id) ?? refuse('malformed-request');
  const item = review.items.get(name) ?? refuse('malformed-request');
  if (review.concluded !== null) refuse('review-over');
  // SECURITY: nobody judges himself, and nobody of the desk another of the desk.
  const ofDesk = item.concerns.some((guid) => isDesk(state.appointments, guid, day));
  const passesOn = verdict === 'referred' && (item.judged === null || item.judged.verdict === 'referred');
  if (offices.includes('secretary')) {
    if (ofDesk && !passesOn) refuse('own-item');
  } else {
    if (item.concerns.includes(person.guid)) refuse('own-item');
    if (!ofDesk) refuse('not-secretary');
  }
  sameActiveAccount(account, person);
  checkWords(words, verdict !== 'ok');
  const facts = { review: id, item: name, verdict };
  return answer('judged', desk, request, now, facts, words === null ? null : { words });
};

function checkWords(words: string | null, needed: boolean): void {
  if (words !== null && !isClean(words, { lines: true })) refuse('malformed-request');
  if (needed && visibleLength(words ?? '') === 0) refuse('field-missing');
}

/**
 * Ends a review: the desk's act, or the Mayor's. Refuses `not-secretary`, `malformed-request` where there is no such review, `review-over`,
 * `confirm-outdated` where somebody has judged since `last`, `review-open` where something is not judged or a question may still be answered,
 * `field-missing` where an irregularity is left without a conclusion.
 */
const decideConclude: Decide<'conclude'> = async (desk, request, { review: id, last, words }) => {
  const { state, time, authority } = desk;
  const account = await accountOf(request);
  const now = time.now();
  const person = state.people.get(request.login) ?? refuse('not-secretary');
  const today = legalDay(new Date(now));
  if (gradeOf('conclude', heldOn(state.appointments, person.guid, today)) === 'no') refuse('not-secretary');
  const review = state.reviews.get(id) ?? refuse('malformed-request');
  if (review.concluded !== null) refuse('review-over');
  if (review.last !== last) refuse('confirm-outdated');
  const verdicts = [...review.items.values()].map(({ judged }) => judged?.verdict ?? refuse('review-open'));
  const count = (one: (typeof verdicts)[number]): number => verdicts.filter((each) => each === one).length;
  const { waiting, unanswered } = questionsOf(state, review, today);
  if (waiting > 0) refuse('review-open');
  sameActiveAccount(account, person);
  checkWords(words, count('irregular') > 0);
  const year = yearOf(now);
  const place = (state.reports.get(year) ?? 0) + 1;
  const number = authority.numbers.review.replace('{n}', String(place)).replace('{rok}', year);
  const counts = {
    ok: count('ok'),
    irregular: count('irregular'),
    referred: count('referred'),
    unanswered,
  };
  const facts = { review: id, number, ...counts };
  return answer('concluded', desk, request, now, facts, words === null ? null : { words });
};

/** § 7: each month is reviewed, and the review has an end. */
export const review: Family<'review' | 'judged' | 'concluded'> = {
  review: {
    plural: 'otwarcia przeglądów',
    fold: (state, payload, seq, hash) => {
      const { review: id, from, to, flags } = payload;
      const month = monthAfter(state.reviewed);
      const days = daysOfMonth(month);
      need(from === days.from && to === days.to && !state.reviews.has(id), seq);
      const acts = new Set(actsOf(state, month).map((act) => act.id));
      need(
        flags.every(({ act }) => acts.has(act)),
        seq,
      );
      const items = itemsOf(state, payload, hash);
      state.reviews.set(id, { id, seq, from, to, items, last: null, concluded: null });
      state.unreviewed.delete(month);
      state.reviewed = month;
    },
    mirror: mirrorReview,
  },
  judged: {
    plural: 'oceny pozycji przeglądu',
    needsAccount: true,
    decide: decideJudge,
    fold: (state, { review: id, item, verdict }, seq) => {
      const known = openReview(state, id, seq);
      const judged = found(known.items.get(item), seq);
      judged.judged = { seq, verdict };
      known.last = seq;
    },
    mirror: ({ review: id, item, verdict }, seq) => [
      change('review_item', { verdict, judged_seq: seq }, { review: id, item }),
    ],
  },
  concluded: {
    plural: 'zakończenia przeglądów',
    needsAccount: true,
    printed: true,
    decide: decideConclude,
    fold: (state, { review: id, number, at, unanswered: told }, seq) => {
      const known = openReview(state, id, seq);
      const { waiting, unanswered } = questionsOf(state, known, legalDay(new Date(at)));
      need(waiting === 0 && told === unanswered, seq);
      need(
        [...known.items.values()].every(({ judged }) => judged !== null),
        seq,
      );
      known.concluded = { seq, number };
      const year = yearOf(Date.parse(at));
      state.reports.set(year, (state.reports.get(year) ?? 0) + 1);
    },
    mirror: ({ review: id, number }, seq) => [change('review', { concluded_seq: seq, number }, { id })],
  },
};

function openReview({ reviews }: LedgerState, id: string, seq: number): Review {
  const known = found(reviews.get(id), seq);
  need(known.concluded === null, seq);
  return known;
}

function mirrorReview(
  payload: Payload<'review'>,
  seq: number,
  state: LedgerState,
  _words: unknown,
  hash: Buffer,
): Part[] {
  const { review: id, from, to } = payload;
  const items = [...itemsOf(state, payload, hash)];
  return [
    put('review', { id, from_day: from, to_day: to, seq }),
    {
      // Lists of lists do not come apart again there: of each item the accounts are one text.
      sql: `INSERT INTO office.review_item (review, item, what, place, concerns, seq)
            SELECT $1, item, what, place, string_to_array(concerns, ' ')::uuid[], $5
              FROM unnest($2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS t (item, what, concerns, place)`,
      values: [
        ...[id, items.map(([item]) => item), items.map(([, { what }]) => what)],
        ...[items.map(([, { concerns }]) => concerns.join(' ')), seq],
      ],
    },
  ];
}
