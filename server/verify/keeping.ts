import type { Payload } from '../../shared/ledger/kinds.ts';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import { isWorkingDay } from '../../shared/working-days.ts';
import type { LedgerState } from '../entries/state.ts';
import { must, type Rules, type Scene } from './scene.ts';

/** §3.4: a recording is kept for so many months. */
const term = 12;
/** Whatever an office has set, one day at least lies between the last hold's end and the night. */
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
      // Whom a recording concerns cannot have it erased yet.
      must(payload.erasure.length === 0, 'due');
      const all = [...payload.term, ...payload.ended];
      must(all.length > 0 && all.length <= most && new Set(all).size === all.length, 'due');
      const busy = busyIn(scene.state);
      for (const one of all) checkDue(scene, one, busy);
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

/** §3.4: after twelve months of the calendar, never what is evidence, nor on the day after it was. */
function checkDue({ state, recordings, day }: Scene, id: string, busy: ReadonlySet<string>): void {
  const vouched = recordings.get(id);
  must(vouched !== undefined && (state.recordings.has(id) || state.lost.has(id)), 'recording-unknown');
  must(day() > addMonths(legalDay(new Date(vouched.startedAt)), term), 'due');
  must(!state.held.has(id) && !busy.has(id), 'due');
  const ended = state.holdsEnded.get(id);
  must(ended === undefined || day() > addDays(ended, leastGrace), 'due');
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
