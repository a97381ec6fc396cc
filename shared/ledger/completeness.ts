import { z } from 'zod';
import { day, hex32, instant } from '../values.ts';
import { head, text, words } from './head.ts';
import type { Family } from './kind.ts';

/** What is not as it should be: an answered call without a recording, one whose recording is too short, a recording without a call. */
export const gapKinds = ['missing', 'short', 'extra'] as const;
export type GapKind = (typeof gapKinds)[number];

/** Why a call was not recorded, or not wholly, in the order in which it is offered. */
export const gapCauses = ['exchange', 'network', 'disk', 'recorder', 'transfer', 'test', 'other'] as const;
export type GapCause = (typeof gapCauses)[number];

/** A call as the exchange names it, or else by when it began; of a recording without a call the id of that. */
const call = z.string().min(1).max(100);

const gap = z.strictObject({
  call,
  startedAt: instant,
  /** Who answered; empty where nobody says. */
  extension: z.string(),
  /** How long the call was; of a recording without a call, how long that is. */
  seconds: z.int().min(0),
  /** How much of it was recorded. */
  recorded: z.int().min(0),
  kind: z.enum(gapKinds),
});
export type ListedGap = z.infer<typeof gap>;

/** Gaps that one entry names, at most. */
export const mostGaps = 200;
/** Days for which call records are kept, and a day can be matched anew. */
export const recordDays = 35;
/** Visible characters of an explanation. */
export const leastExplanation = 10;
/** Of a day's calls, at most. */
export const mostCallsOfDay = 20_000;

/** Whether of a call of so many seconds too few were recorded: more than ten, and more than a tenth. */
export function isShort({ seconds, recorded }: Pick<ListedGap, 'seconds' | 'recorded'>): boolean {
  return seconds - recorded > 10 && (seconds - recorded) * 10 > seconds;
}

/** A gap and what became of it; `Mark` and `Said`: how whoever folds knows an entry that finds and one that explains. */
export type FoundGap<Mark, Said = Mark> = ListedGap & {
  /** The entry that found it first, and the day from which on it is the desk's. */
  found: Mark;
  due: string;
  /** The entry that found it no more, and the newest that says why. */
  closed: Mark | null;
  explained: Said | null;
};

/** What was ever found of a day, by the call, once an entry says more: what is as it was stays explained, and what is found no more is closed. */
export function gapsAfter<Mark, Said = Mark>(
  before: ReadonlyMap<string, FoundGap<Mark, Said>>,
  { list, more, due }: { list: readonly ListedGap[]; more: number; due: string },
  mark: Mark,
): Map<string, FoundGap<Mark, Said>> {
  const after = new Map<string, FoundGap<Mark, Said>>();
  for (const [call, one] of before)
    // Of more than an entry names nobody can tell which are closed.
    after.set(call, one.closed === null && more === 0 ? { ...one, closed: mark } : one);
  for (const one of list) {
    const known = before.get(one.call);
    const same = known?.kind === one.kind ? known : null;
    const first = { found: same?.found ?? mark, due: same?.due ?? due, explained: same?.explained ?? null };
    after.set(one.call, { ...one, ...first, closed: null });
  }
  return after;
}

/** § 3 ust. 1: whether all calls that were answered were recorded, by what the exchange says of them. */
export const completeness = {
  reconciled: {
    command: 'reconcile',
    /** Asked for by ingest alone: the call records of `day` are in the database; `sha256` of them: `callListHash` in server/entries. */
    asks: z.strictObject({ day, sha256: hex32 }),
    may: {},
    /** Of a day the newest counts: a recording that comes late closes its gap. */
    entry: z.strictObject({
      ...head('reconciled'),
      day,
      sha256: hex32,
      /** Calls that reached a person. */
      answered: z.int().min(0),
      /** Calls that reached nobody: the caller hung up before. */
      hungUp: z.int().min(0),
      /** Answered calls of which there is a recording. */
      recorded: z.int().min(0),
      /** By when they began, at most `mostGaps`; `more`: how many others there are. */
      list: z.array(gap).max(mostGaps),
      more: z.int().min(0),
      /** The day from which on the desk is asked about what is found here first and is not explained; until then the administrator. */
      due: day,
    }),
  },
  explained: {
    command: 'explain',
    /** Why calls of a day are gaps. */
    asks: z.strictObject({
      day,
      calls: z.array(call).min(1).max(mostGaps),
      cause: z.enum(gapCauses),
      note: words(500),
    }),
    // §3.1: whoever looks after exchange and network says why a call was not recorded; else the desk does.
    may: { secretary: 'yes', administrator: 'yes' },
    entry: z.strictObject({
      ...head('explained'),
      day,
      calls: z.array(call),
      cause: z.enum(gapCauses),
      text,
    }),
    words: z.strictObject({ note: z.string() }),
    told: true,
  },
} as const satisfies Family;
