import { namedBy } from '../../shared/ledger/keeping.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import { isWorkingDay } from '../../shared/working-days.ts';
import type { LedgerState } from '../entries/state.ts';
import { must, type Rules, type Scene } from './scene.ts';

/** §3.4: a recording is kept for so many months. */
const term = 12;
/** Whatever an office has set, one day at least lies between the end of the last hold or restriction and the night. */
const leastGrace = 1;
/** Days of calls that a night destroys unasked, held once or not; and recordings of one entry. */
const [mostDays, most] = [4, 500];
/** Days within which what was taken in does not go unasked. */
const fresh = 31;

/** The rules of how recordings are kept, and of their end. */
export const keeping: Rules<'backup' | 'stopped' | 'destroyed' | 'removed'> = {
  backup: {
    by: 'backup',
    check: ({ at }, { startedAt, oldestOn }) => {
      must(Date.parse(startedAt) <= at, 'backup-time');
      must(oldestOn <= legalDay(new Date(startedAt)), 'backup-time');
    },
  },
  stopped: {
    by: 'keeper',
    check: (scene, { days, count }) => {
      checkNight(scene);
      must(orderOn(scene) !== null, 'order');
      must(days.length > 0 && count >= days.length, 'brake');
      must(
        days.every((day, place) => addMonths(day, term) < scene.day() && day > (days[place - 1] ?? '')),
        'due',
      );
    },
  },
  destroyed: {
    by: 'keeper',
    check: (scene, payload) => {
      const { recordings, day } = scene;
      checkNight(scene);
      must(orderOn(scene) === payload.order, 'order');
      const { term: over, ended, erasure } = payload;
      const all = namedBy(payload);
      must(all.length > 0 && all.length <= most && new Set(all).size === all.length, 'due');
      const busy = busyIn(scene.state);
      for (const one of all) checkFree(scene, one, busy);
      for (const one of [...over, ...ended]) checkDue(scene, one);
      must(
        erasure.every((one) => isErased(scene.state, one)),
        'due',
      );
      checkCauses(scene, payload);
      const [year = '', month] = day().split('-');
      must(payload.protocol === `PZ/${Number(month)}/${year}`, 'destruction-number');
      const sum = all.reduce((before, one) => before + (recordings.get(one)?.durationMs ?? 0), 0);
      must(payload.durationMs === sum, 'destruction-number');
    },
  },
  removed: {
    by: 'ingest',
    check: ({ state }, { of, again }) => {
      must(state.nights.get(of)?.removed === again, 'removed');
    },
  },
};

/** SECURITY: nothing goes while anything is wrong with the office, or where no calls come in: the time is not what it is said to be. */
function checkNight({ state, recordings, day }: Scene): void {
  must(state.suspension === null, 'suspended');
  let since = addDays(day(), -1);
  while (!isWorkingDay(since)) since = addDays(since, -1);
  const began = [...recordings.values()].some(({ startedAt }) => {
    const on = legalDay(new Date(startedAt));
    return since <= on && on <= day();
  });
  must(began, 'no-calls');
}

/** The number of the order that holds on the day of an entry. */
function orderOn({ state, day }: Scene): string | null {
  const orders = state.versions.filter(
    ({ row, to }) => row.of === 'destruction' && row.from <= day() && (to === null || day() <= to),
  );
  return orders.at(-1)?.row.number ?? null;
}

/** Recordings that somebody hears, or of which is not written down yet what was heard. */
function busyIn({ openings, acts }: LedgerState): Set<string> {
  const busy = new Set<string>();
  for (const { act, recording, closed } of openings.values())
    if (closed === null || acts.get(act)?.state === 'started') busy.add(recording);
  return busy;
}

/** §3.3, §3.4: never what is evidence, is heard, or whose person wants it kept. */
function checkFree({ state }: Scene, id: string, busy: ReadonlySet<string>): void {
  must(state.recordings.has(id) || state.lost.has(id), 'recording-unknown');
  must(!isEvidence(state, [id]) && !busy.has(id) && !isRestricted(state, id), 'due');
}

/** All recordings of a call: what was lost, and what was taken in again in its place. */
const callOf = ({ copies }: LedgerState, id: string): readonly string[] => copies.get(id) ?? [id];

/** Whether recordings are evidence: a hold lasts of any recording of the call. */
export function isEvidence(state: LedgerState, recordings: readonly string[]): boolean {
  const names = recordings.flatMap((id) => callOf(state, id));
  return [...state.holds.values()].some(
    ({ ended, recordings: held }) => ended === null && held.some((one) => names.includes(one)),
  );
}

/** Whether any restriction of a recording lasts, whosever. */
export function isRestricted(state: LedgerState, id: string): boolean {
  const names = callOf(state, id);
  return [...state.restrictions.values()].some(
    ({ effect, ended, recordings }) =>
      effect === 'restricted' && ended === null && recordings.some((one) => names.includes(one)),
  );
}

/** Whether two people said that a recording be erased. */
export function isErased(state: LedgerState, id: string): boolean {
  const names = callOf(state, id);
  return [...state.restrictions.values()].some(
    ({ confirmed, recordings }) => confirmed !== null && recordings.some((one) => names.includes(one)),
  );
}

/** GDPR 17: an erasure that nobody has agreed to, by another account than the one that entered it, and never of evidence. */
export function checkErasure(
  state: LedgerState,
  { login, guid }: Pick<Payload, 'login' | 'guid'>,
  entry: number,
): void {
  const erasure = state.restrictions.get(entry);
  must(erasure?.effect === 'erase' && erasure.confirmed === null, 'paper-state');
  must(erasure.by.login !== login && erasure.by.guid !== guid, 'one-person');
  must(!isEvidence(state, erasure.recordings), 'evidence');
}

/** §3.4: after twelve months of the calendar, and not on the day after it was evidence, or restricted. */
function checkDue({ state, recordings, day }: Scene, id: string): void {
  const vouched = recordings.get(id);
  must(vouched !== undefined, 'recording-unknown');
  must(day() > addMonths(legalDay(new Date(vouched.startedAt)), term), 'due');
  const ended = [state.holdsEnded.get(id), state.freed.get(id)];
  must(
    ended.every((one) => one === undefined || day() > addDays(one, leastGrace)),
    'due',
  );
}

/** What was held once goes for that; of either in a night nothing beyond four days of calls that nobody agreed to. */
function checkCauses(scene: Scene, { term: over, ended }: Payload<'destroyed'>): void {
  const { state } = scene;
  must(
    over.every((one) => !state.holdsEnded.has(one)) && ended.every((one) => state.holdsEnded.has(one)),
    'due',
  );
  const agreed = new Set<string>();
  const waiting = new Set<string>();
  for (const stop of state.stops.values())
    for (const one of stop.recordings) (stop.confirmed === null ? waiting : agreed).add(one);
  must(![...over, ...ended].some((one) => waiting.has(one)), 'brake');
  const unasked = (one: string): boolean => !agreed.has(one);
  checkBrake(scene, 'term', over.filter(unasked));
  checkBrake(scene, 'ended', ended.filter(unasked));
}

/** SECURITY: counted over all entries of a legal day: whoever divides a heap among several destroys no more of it. */
function checkBrake({ recordings, unasked, day }: Scene, why: string, all: readonly string[]): void {
  const night = `${day()} ${why}`;
  const days = unasked.get(night) ?? new Set();
  unasked.set(night, days);
  for (const one of all) {
    const { at = 0, startedAt = 0 } = recordings.get(one) ?? {};
    must(day() > addDays(legalDay(new Date(at)), fresh), 'brake');
    days.add(legalDay(new Date(startedAt)));
  }
  must(days.size <= mostDays, 'brake');
}
