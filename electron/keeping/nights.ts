import { z } from 'zod';
import {
  longestCopy,
  nightListTold,
  nightsTold,
  type DoneNight,
  type NightList,
  type Nights,
} from '../../shared/keeping.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { checkedEntries, isMissing, notThatOne, ofKind, sealedEntry, type Entry } from '../paper/entries.ts';
import { orderOn } from '../paper/rules.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { nightCallsQuery, nightListQuery, nightsQuery } from './queries.ts';

const told = nightsTold.extend({ entries: z.array(sealedEntry) });

/** The nights of a month as their entries tell them, and beside these what the database says. */
export type NightFacts = Omit<z.infer<typeof told>, 'entries'> & { entries: readonly Entry[] };

/** The number of a month's protocol (D7). */
export const protocolOf = (month: string): string => `PZ/${Number(month.slice(5))}/${month.slice(0, 4)}`;

/**
 * Fails with 'document-entry-false', which names an entry.
 * SECURITY: of another month's protocol nothing is taken for this one's.
 */
export async function readNights({ db }: Pick<Session, 'db'>, month: string): Promise<NightFacts> {
  const { entries: sealed, ...facts } = await read(db, told, nightsQuery, [month]);
  const entries = await checkedEntries(db, sealed);
  for (const { seq, payload } of ofKind(entries, 'destroyed'))
    if (payload.protocol !== protocolOf(month)) notThatOne(seq);
  return { ...facts, entries };
}

/**
 * The calls of a list that a night stopped at; of null, of the next night. Day, length and department are the database's word; which recordings
 * they are, the entry's, where `same`. Fails with 'document-entry-missing' where the database has no such list.
 */
export async function readNightList({ db }: Pick<Session, 'db'>, of: number | null): Promise<NightList> {
  const listed = nightListTold.extend({ entries: z.array(sealedEntry) });
  const { entries, calls } = await read(db, listed, nightListQuery, [of]);
  if (of === null) return { calls, same: null };
  const entry = ofKind(await checkedEntries(db, entries), 'stopped').find(({ seq }) => seq === of);
  return { calls, same: entry === undefined ? isMissing(of) : isThatList(entry, calls) };
}

/** SECURITY: the ids alone are signed for; what was put among them, or left out, is seen by their hash. */
export function isThatList(
  { payload }: Pick<Entry<'stopped'>, 'payload'>,
  calls: readonly { recording: string }[],
): boolean {
  const lines = calls.map(({ recording }) => `${recording}\n`).sort();
  return sha256(...lines).toString('hex') === payload.listSha256;
}

/** Recordings that an entry names. */
export const namedBy = ({ payload: { term, ended, erasure } }: Entry<'destroyed'>): string[] => [
  ...term,
  ...ended,
  ...erasure,
];

/** A recording that was destroyed, with the entries that say so; of one that was held, these cards and their ends. */
export type Gone = { call: Entry<'ingest'>; night: Entry<'destroyed'>; cards: readonly Card[] };
export type Card = { hold: Entry<'hold'>; end: Entry<'hold-end'> };

/**
 * The recordings that an entry names. Fails as `checkedEntries`, and with 'document-entry-missing'.
 * SECURITY: what was destroyed nobody takes from the list, and puts nothing into it.
 */
export async function readGone({ db }: Pick<Session, 'db'>, night: Entry<'destroyed'>): Promise<Gone[]> {
  const entries = await checkedEntries(
    db,
    await read(db, z.array(sealedEntry), nightCallsQuery, [night.seq]),
  );
  const calls = new Map(ofKind(entries, 'ingest').map((one) => [one.payload.recording, one]));
  const named = namedBy(night);
  if (calls.size !== named.length) notThatOne(night.seq);
  return named.map((id) => ({
    ...{ call: calls.get(id) ?? isMissing(night.seq), night },
    cards: night.payload.ended.includes(id) ? cardsOf(entries, id) : [],
  }));
}

/** The holds of a recording that have ended. */
export function cardsOf(entries: readonly Entry[], recording: string): Card[] {
  const ends = ofKind(entries, 'hold-end');
  return ofKind(entries, 'hold').flatMap((hold) => {
    const end = ends.find(({ payload }) => payload.hold === hold.seq);
    return end !== undefined && hold.payload.recordings.includes(recording) ? [{ hold, end }] : [];
  });
}

/** The night of an entry: the legal day on which it ended. */
export const nightOf = ({ payload }: { payload: { at: string } }): string => legalDay(new Date(payload.at));

/** The nights of the month, oldest first, each with its entries. */
export function nightsIn(entries: readonly Entry[]): Map<string, Entry<'destroyed'>[]> {
  const nights = new Map<string, Entry<'destroyed'>[]>();
  for (const one of ofKind(entries, 'destroyed'))
    nights.set(nightOf(one), [...(nights.get(nightOf(one)) ?? []), one]);
  return nights;
}

/** As the page shows them. */
export function nightsOf(facts: NightFacts): Nights {
  const { today, night, waits, next, stays, entries, ...sums } = facts;
  const order = orderOn(entries, today);
  const oldestCopy = ofKind(entries, 'backup').at(-1)?.payload.oldestOn ?? null;
  const agreed = new Set(ofKind(entries, 'confirmed').flatMap(({ payload }) => payload.hashes));
  const done = [...nightsIn(entries)].map(([on, own]) => doneOf(on, own, facts, oldestCopy)).reverse();
  const lists = ofKind(entries, 'stopped').map((one) => ({
    ...{
      seq: one.seq,
      hash: one.hash,
      night: nightOf(one),
      days: one.payload.days,
      count: one.payload.count,
    },
    agreed: agreed.has(one.hash),
  }));
  const listed = new Set(lists.flatMap(({ days }) => days));
  /** What of some days goes by now, and what stays. */
  const goingOn = (is: (day: string) => boolean) => {
    const going = next.filter(({ day }) => is(day));
    const kept = stays.filter(({ day }) => is(day));
    return {
      now: going.map(({ day, count }) => ({ day, count })),
      durationMs: sum(going.map(({ durationMs }) => durationMs)),
      stays: { count: sum(kept.map(({ count }) => count)), by: [...new Set(kept.map(({ by }) => by))] },
    };
  };
  const ahead = goingOn((day) => !listed.has(day) && next.some((one) => one.day === day));
  return {
    ...{ today, destroyed: sums.destroyed, held: sums.held, busy: sums.busy },
    waits: night === null || waits === null ? null : { night, why: waits },
    order:
      order === null
        ? null
        : {
            ...{ number: order.number, from: order.from },
            symbol: order.content.archive?.of === 'bc' ? order.content.archive.symbol : null,
            consent: order.content.archive?.of === 'general' ? order.content.archive.reference : null,
          },
    next: { night: addDays(today, 1), count: sum(ahead.now.map(({ count }) => count)), ...ahead },
    stopped: lists
      .map((one) => ({ ...one, ...goingOn((day) => one.days.includes(day)) }))
      // Of what somebody agreed to, what did not go yet; the rest is in the nights.
      .map((one) => (one.agreed ? { ...one, count: sum(one.now.map(({ count }) => count)) } : one))
      .filter((one) => !one.agreed || one.count > 0),
    ...{ done, oldestCopy },
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

function doneOf(
  night: string,
  own: readonly Entry<'destroyed'>[],
  { days, entries }: NightFacts,
  oldestCopy: string | null,
): DoneNight {
  const seqs = new Set(own.map(({ seq }) => seq));
  const removed = new Set(ofKind(entries, 'removed').map(({ payload }) => payload.of));
  const counts = new Map<string, number>();
  for (const { seq, day, count } of days) if (seqs.has(seq)) counts.set(day, (counts.get(day) ?? 0) + count);
  return {
    night,
    days: [...counts]
      .map(([day, count]) => ({ day, count }))
      .sort((one, other) => one.day.localeCompare(other.day)),
    count: sum(own.map((one) => namedBy(one).length)),
    durationMs: sum(own.map(({ payload }) => payload.durationMs)),
    protocol: own[0]?.payload.protocol ?? '',
    order: own.at(-1)?.payload.order ?? '',
    removed: own.every(({ seq }) => removed.has(seq)),
    aged: oldestCopy !== null && oldestCopy > night,
    agesBy: addDays(night, longestCopy),
  };
}
