import { z } from 'zod';
import {
  type CopiesState,
  longestCopy,
  mostListed,
  nightListTold,
  nightsTold,
  type DoneNight,
  type NightList,
  type Nights,
} from '../../shared/keeping.ts';
import { mostDays, namedBy } from '../../shared/ledger/keeping.ts';
import { type Backup, backupOf, isAging, waitsOf } from '../../shared/nights.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { checkedEntries, isMissing, notThatOne, ofKind, toldEntry, type Entry } from '../paper/entries.ts';
import { orderOn } from '../paper/rules.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { nightCallsQuery, nightListQuery, nightsQuery } from './queries.ts';

const told = nightsTold.extend({ entries: z.array(toldEntry) });

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
 * The calls of a list that a night stopped at; of null, of the next night. Days, length and department are the database's word; which recordings
 * they are, the entry's, where `same`. Fails with 'document-entry-missing' where the database has no such list.
 */
export async function readNightList({ db }: Pick<Session, 'db'>, of: number | null): Promise<NightList> {
  const listed = nightListTold.extend({ entries: z.array(toldEntry) });
  const { entries, recordings, calls } = await read(db, listed, nightListQuery, [of]);
  if (of === null) return { calls, same: null };
  const entry = ofKind(await checkedEntries(db, entries), 'stopped').find(({ seq }) => seq === of);
  return { calls, same: entry === undefined ? isMissing(of) : isThatList(entry, recordings, calls) };
}

/** SECURITY: the ids alone are signed for; what was put among them, or left out, is seen by their hash, and what is shown are calls of these. */
export function isThatList(
  { payload }: Pick<Entry<'stopped'>, 'payload'>,
  recordings: readonly string[],
  calls: readonly { recording: string }[],
): boolean {
  const lines = recordings.map((one) => `${one}\n`).sort();
  const ids = new Set(recordings);
  const shown = new Set(calls.map(({ recording }) => recording));
  return (
    sha256(lines.join('')).toString('hex') === payload.listSha256 &&
    shown.size === Math.min(recordings.length, mostListed) &&
    shown.size === calls.length &&
    [...shown].every((one) => ids.has(one))
  );
}

/** A recording that was destroyed, with the entries that say so; of one that was held, these cards and their ends. */
export type Gone = { call: Entry<'ingest'>; night: Entry<'destroyed'>; cards: readonly Card[] };
type Card = { hold: Entry<'hold'>; end: Entry<'hold-end'> };

/**
 * The recordings that these entries name. Fails as `checkedEntries`, and with 'document-entry-missing'.
 * SECURITY: what was destroyed nobody takes from the list, and puts nothing into it.
 */
export async function readGone(
  { db }: Pick<Session, 'db'>,
  nights: readonly Entry<'destroyed'>[],
): Promise<Gone[]> {
  const told: z.infer<typeof toldEntry>[][] = [];
  for (const { seq } of nights) told.push(await read(db, z.array(toldEntry), nightCallsQuery, [seq]));
  // Checked together, once: what is older than the keeper's present key is looked for in the whole chain before it. Nights may share a card.
  const sealed = new Map(told.flat().map((one) => [one.seq, one]));
  const entries = new Map((await checkedEntries(db, [...sealed.values()])).map((one) => [one.seq, one]));
  return nights.flatMap((night, at) =>
    goneOf(
      (told[at] ?? []).flatMap(({ seq }) => entries.get(seq) ?? []),
      night,
    ),
  );
}

/** What an entry names, out of what was checked. Fails with 'document-entry-missing'. */
export function goneOf(entries: readonly Entry[], night: Entry<'destroyed'>): Gone[] {
  const calls = new Map(ofKind(entries, 'ingest').map((one) => [one.payload.recording, one]));
  const named = namedBy(night.payload);
  if (calls.size !== named.length) notThatOne(night.seq);
  return named.map((id) => ({
    ...{ call: calls.get(id) ?? isMissing(night.seq), night },
    cards: night.payload.ended.includes(id) ? cardsOf(entries, id, night.seq) : [],
  }));
}

/** SECURITY: what went in the night `of` because a hold had ended has at least one, and each of them its end: nobody takes a card from the paper. */
function cardsOf(entries: readonly Entry[], recording: string, of: number): Card[] {
  const ends = ofKind(entries, 'hold-end');
  const holds = ofKind(entries, 'hold').filter(({ payload }) => payload.recordings.includes(recording));
  if (holds.length === 0) isMissing(of);
  return holds.map((hold) => ({
    hold,
    end: ends.find(({ payload }) => payload.hold === hold.seq) ?? isMissing(of),
  }));
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
  const { today, next, stays, fresh, asked, entries, ...sums } = facts;
  const order = orderOn(entries, today);
  const backup = newestBackup(entries);
  const agreed = new Set(ofKind(entries, 'confirmed').flatMap(({ payload }) => payload.hashes));
  const done = [...nightsIn(entries)].map(([on, own]) => doneOf(on, own, facts)).reverse();
  /** What of a list goes by now, of null what is in none; and what stays of its days. */
  const goingOn = (list: number | null, days?: readonly string[]) => {
    const going = next.filter((one) => one.list === list);
    const its = days ?? going.map(({ day }) => day);
    const kept = stays.filter((one) => (one.list ?? list) === list && its.includes(one.day));
    return {
      now: going.map(({ day, count }) => ({ day, count })),
      durationMs: sum(going.map(({ durationMs }) => durationMs)),
      stays: { count: sum(kept.map(({ count }) => count)), by: [...new Set(kept.map(({ by }) => by))] },
    };
  };
  const ahead = goingOn(null);
  const unlisted = next.filter((one) => one.list === null);
  const held = unlisted.filter(({ ended }) => ended > 0);
  const never = unlisted.filter(({ ended, count }) => ended < count);
  return {
    ...{ today, destroyed: sums.destroyed, held: sums.held },
    ...{ restricted: sums.restricted, busy: sums.busy },
    waits: waitsOf(facts, order?.from ?? null),
    order:
      order === null
        ? null
        : {
            ...{ number: order.number, from: order.from },
            symbol: order.content.archive?.of === 'bc' ? order.content.archive.symbol : null,
            consent: order.content.archive?.of === 'general' ? order.content.archive.reference : null,
          },
    next: {
      ...{ night: addDays(today, 1), count: sum(ahead.now.map(({ count }) => count)), ...ahead },
      ended: sum(held.map(({ ended }) => ended)),
      // As the keeper does: of what was held once and of what was not so many days each.
      asks: asked > 0 || held.length > mostDays || never.length > mostDays,
    },
    stopped: ofKind(entries, 'stopped')
      .map(({ seq, hash, payload }) => ({
        ...{ seq, hash, night: nightOf({ payload }), days: payload.days, count: payload.count },
        fresh: fresh.find(({ list }) => list === seq)?.count ?? 0,
        ...{ agreed: agreed.has(hash), ...goingOn(seq, payload.days) },
      }))
      // Of what somebody agreed to, what did not go yet; the rest is in the nights.
      .map((one) => (one.agreed ? { ...one, count: sum(one.now.map(({ count }) => count)) } : one))
      .filter((one) => !one.agreed || one.count > 0),
    ...{ done, oldestCopy: backup?.oldestOn ?? null, newestCopy: backup?.madeOn ?? null },
    aging: isAging(backup, today),
  };
}

/** The newest backup that entries state. */
export function newestBackup(entries: readonly Entry[]): Backup | null {
  const newest = ofKind(entries, 'backup').at(-1)?.payload;
  return newest === undefined ? null : backupOf(newest);
}

/** By when no copy has any more what a night destroyed, where backups are made. */
export const agesBy = (night: string): string => addDays(night, longestCopy);

/** What becomes of the copies with what a night destroyed. Nothing is promised of copies that nobody lets go of. */
export function copiesOf(night: string, backup: Backup | null, today: string): CopiesState {
  if (backup !== null && backup.oldestOn > night) return 'aged';
  return isAging(backup, today) && today <= agesBy(night) ? 'ages' : 'kept';
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

function doneOf(
  night: string,
  own: readonly Entry<'destroyed'>[],
  { today, days, entries }: NightFacts,
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
    count: sum(own.map(({ payload }) => namedBy(payload).length)),
    durationMs: sum(own.map(({ payload }) => payload.durationMs)),
    protocol: own[0]?.payload.protocol ?? '',
    order: own.at(-1)?.payload.order ?? '',
    removed: own.every(({ seq }) => removed.has(seq)),
    copies: copiesOf(night, newestBackup(entries), today),
    agesBy: agesBy(night),
  };
}
