import { sha256 } from '../../shared/node/ledger.ts';
import { freshDays, mostAtOnce, mostDays } from '../../shared/ledger/keeping.ts';
import { lastDayOn } from '../../shared/recordings.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { workingDaysBefore } from '../../shared/working-days.ts';
import { endedOn } from './copies.ts';
import { ownHead, type Content, type Desk } from './request.ts';
import { isToErase } from './restriction.ts';
import { versionOn } from './rules.ts';
import type { LedgerState } from './state.ts';

/** Why a recording goes. */
export const causes = ['term', 'ended', 'erasure'] as const;
export type Cause = (typeof causes)[number];
type Listed = Record<Cause, string[]>;

/**
 * What is due on a legal day, without what waits for somebody to agree: `agreed` to what somebody did; `fresh` was taken in but lately; `ended` was
 * held once, `term` never. `erasure`: two people said that it be erased, whose it is having asked for it.
 */
type Due = Record<'term' | 'ended' | 'fresh' | 'agreed' | 'erasure', string[]>;

/**
 * §3.4: recordings whose time is over: twelve months by the calendar, nothing that holds them, nobody who hears them or has still to write down
 * what was heard; and what is to be erased, as soon as nothing keeps it.
 * SECURITY: by verified entries and by nothing else: whoever owns the tables moves no call's day, clears no hold, and makes nothing due.
 */
export function dueOn(state: LedgerState, day: string, graceDays: number): Due {
  const due: Due = { term: [], ended: [], fresh: [], agreed: [], erasure: [] };
  const [agreed, waiting] = listedIn(state);
  const busy = busyIn(state);
  const lasts = new Map<string, string>();
  const lastOf = (began: string): string => {
    const last = lasts.get(began) ?? lastDayOn(began);
    lasts.set(began, last);
    return last;
  };
  // Of what was lost key and file may still be there, or have come back.
  for (const recording of [...state.recordings.keys(), ...state.lost.keys()]) {
    const isErased = isToErase(state, recording);
    if (!isErased && day <= lastOf(state.days.get(recording) ?? day)) continue;
    // Whoever wants it restricted wants it kept (GDPR 18), whatever somebody else asked for.
    if (state.held.has(recording) || busy.has(recording) || state.restricted.has(recording)) continue;
    if (isErased) {
      due.erasure.push(recording);
      continue;
    }
    // For these days whoever thinks otherwise can hold or restrict it anew: nobody makes it go overnight by ending what kept it.
    const end = endedOn(state, recording);
    if (end !== null && day <= addDays(end, graceDays)) continue;
    if (agreed.has(recording)) due.agreed.push(recording);
    else if (waiting.has(recording)) continue;
    // SECURITY: an exchange whose clock was set back dates today's calls by years: nobody loses them overnight, and without having been asked.
    else if (day <= addDays(state.takenIn.get(recording) ?? day, freshDays)) due.fresh.push(recording);
    else due[causeOf(state, recording)].push(recording);
  }
  return due;
}

function causeOf({ holdsEnded }: Pick<LedgerState, 'holdsEnded'>, recording: string): 'term' | 'ended' {
  return holdsEnded.has(recording) ? 'ended' : 'term';
}

/** What nights did not destroy unasked: agreed to, and waiting for that. */
function listedIn({ stops }: Pick<LedgerState, 'stops'>): [agreed: Set<string>, waiting: Set<string>] {
  const lists: [Set<string>, Set<string>] = [new Set(), new Set()];
  for (const { recordings, confirmed } of stops.values())
    for (const one of recordings) lists[confirmed === null ? 1 : 0].add(one);
  return lists;
}

/** Recordings that are open, or were heard in an act that is not written down. */
function busyIn({ acts, open, openings }: LedgerState): Set<string> {
  const unfinished = [...acts.values()].flatMap((act) => (act.state === 'started' ? act.openings : []));
  return new Set([...open, ...unfinished].flatMap((id) => openings.get(id)?.recording ?? []));
}

/** The days on which calls began, ascending. */
function daysOf({ days }: Pick<LedgerState, 'days'>, recordings: readonly string[]): string[] {
  return [...new Set(recordings.flatMap((one) => days.get(one) ?? []))].sort();
}

/** SHA-256 in hex over the sorted lines of a list, of each recording its id and a line feed. */
export function listSha256(recordings: readonly string[]): string {
  return sha256(...[...recordings].sort().map((one) => `${one}\n`)).toString('hex');
}

/**
 * What a night of that day would not destroy unasked; empty where it may. Of what was held and of what was not four days each, also of what that
 * night has destroyed already; by entries alone, and so without the days of grace that the office has set.
 */
export function stoppedOn(state: LedgerState, day: string): string[] {
  const { term, ended, fresh } = dueOn(state, day, 0);
  const own = [...state.nights.values()].filter((night) => night.day === day);
  const tooMany = (recordings: readonly string[], before: readonly string[]): readonly string[] =>
    new Set([...daysOf(state, recordings), ...before]).size > mostDays ? recordings : [];
  return [
    ...fresh,
    ...tooMany(
      term,
      own.flatMap(({ unasked }) => unasked.term),
    ),
    ...tooMany(
      ended,
      own.flatMap(({ unasked }) => unasked.ended),
    ),
  ];
}

/** Of what an entry destroys the days of calls that nobody had agreed to. */
export function unaskedBy(
  state: LedgerState,
  { term, ended }: Pick<Listed, 'term' | 'ended'>,
): Record<'term' | 'ended', string[]> {
  const [agreed] = listedIn(state);
  const unasked = (recordings: readonly string[]): string[] =>
    daysOf(
      state,
      recordings.filter((one) => !agreed.has(one)),
    );
  return { term: unasked(term), ended: unasked(ended) };
}

/** What `stopped` states of a list. */
export function statedOf(state: LedgerState, recordings: readonly string[]) {
  return { days: daysOf(state, recordings), count: recordings.length, listSha256: listSha256(recordings) };
}

/** Why nothing is destroyed at an instant; null where nothing stands in the way. */
export type Waiting = 'order' | 'suspended' | 'clock' | 'calls';

/**
 * SECURITY: nothing goes without the office's order, while anything is wrong with the office, or where its time cannot be told. A host and a
 * database that run ahead together are found out by their calls: of the year that they are in there are none.
 */
export function waitsFor({ state, time }: Pick<Desk, 'state' | 'time'>, now: number): Waiting | null {
  const today = legalDay(new Date(now));
  if (versionOn(state, 'destruction', today) === null) return 'order';
  if (state.suspension !== null) return 'suspended';
  if (!time.isSure()) return 'clock';
  return hasCalls(state, today) ? null : 'calls';
}

function hasCalls({ days }: Pick<LedgerState, 'days'>, today: string): boolean {
  const [since = today] = workingDaysBefore(today, 1);
  for (const day of days.values()) if (since <= day && day <= today) return true;
  return false;
}

/** What a night enters next: what it stops at, or what it destroys, some hundreds at once; null when it is done. */
export function nextOfNight(
  desk: Pick<Desk, 'state' | 'time' | 'destruction'>,
  atOnce: number = mostAtOnce,
): Content | null {
  const { state, time, destruction } = desk;
  const now = time.now();
  const today = legalDay(new Date(now));
  const stopped = stoppedOn(state, today);
  if (stopped.length > 0) {
    const facts = statedOf(state, stopped);
    return { words: null, payload: () => ({ ...ownHead('stopped', now), ...facts }) };
  }
  const order = versionOn(state, 'destruction', today)?.row.number;
  const { term, agreed, ended, erasure } = dueOn(state, today, destruction.graceDays);
  const erased = new Set(erasure);
  const all = [...erasure, ...agreed, ...term, ...ended].slice(0, atOnce);
  if (order === undefined || all.length === 0) return null;
  const listed: Listed = { term: [], ended: [], erasure: [] };
  for (const recording of all)
    listed[erased.has(recording) ? 'erasure' : causeOf(state, recording)].push(recording);
  const durationMs = all.reduce((sum, recording) => sum + (state.lengths.get(recording) ?? 0), 0);
  const facts = { protocol: protocolOn(today), order, ...listed, durationMs };
  return { words: null, payload: () => ({ ...ownHead('destroyed', now), ...facts }) };
}

/** Milliseconds. */
const dayMs = 86_400_000;

/** Whether a backup of the last two days lets go of what is old: what is destroyed from now on ages out of every copy. */
export function hasBackup({ state, keepDays }: Pick<Desk, 'state' | 'keepDays'>, now: number): boolean {
  const { backup } = state;
  if (backup === null || Date.parse(backup.startedAt) < now - 2 * dayMs) return false;
  // One night may be missed.
  return backup.oldestOn >= addDays(legalDay(new Date(now)), -keepDays - 1);
}

/** The number of a month's protocol (D7): nights are its lines. */
export function protocolOn(day: string): string {
  return `PZ/${Number(day.slice(5, 7))}/${day.slice(0, 4)}`;
}
