import { useQuery } from '@tanstack/react-query';
import { aroundMinutes, type Bar, type SearchFilter } from '../../shared/recordings.ts';
import { localTime } from '../../shared/warsaw.ts';
import { call } from '../api.ts';
import { type Conditions, without } from './conditions.ts';

/** Minutes after midnight, from one to another. */
export type Minutes = { from: number; to: number };

const hour = 60;
const wholeDay = 24 * hour;
/** An office's day; the axis of the drawing shows at least this much. */
const officeHours: Minutes = { from: 7 * hour, to: 18 * hour };
/** The edges of the window move by this much, and come no nearer to each other. */
export const step = 5;

/** All calls of the one day that a filter asks about; null asks nothing, and for several days there is no drawing. */
export function useOutline(filter: SearchFilter | null) {
  const single = filter !== null && filter.day !== null && filter.dayTo === null;
  return useQuery({
    queryKey: ['recordings.outline', filter?.day ?? null, filter],
    queryFn: () => {
      if (filter === null) throw new Error('no filter');
      return call('recordings.outline', { filter });
    },
    enabled: single,
    // Another condition of the same day: the bars stay until it is known which of them match.
    placeholderData: (before, query) => (query?.queryKey[1] === filter?.day ? before : undefined),
  });
}

/** When a call began on the clock of Warsaw. */
export function minuteOf(instant: string): number {
  const { hour: hours, minute } = localTime(new Date(instant));
  return hours * hour + minute;
}

/** Whole hours that show every bar and the window. */
export function axisOf(bars: readonly Bar[], window: Minutes | null): Minutes {
  const begun = bars.map(({ startedAt }) => minuteOf(startedAt));
  const from = Math.min(officeHours.from, window?.from ?? wholeDay, ...begun);
  const to = Math.max(officeHours.to, window?.to ?? 0, ...begun.map((minute) => minute + 1));
  return { from: Math.floor(from / hour) * hour, to: Math.ceil(to / hour) * hour };
}

function minutes(clock: string): number {
  const [hours = 0, minute = 0] = clock.split(':').map(Number);
  return hours * hour + minute;
}

/** `HH:MM` of minutes after midnight; the end of the day is `24:00`. */
export function clockText(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / hour))}:${two(minute % hour)}`;
}

/** The window of hours that is asked for, or null. */
export function windowOf({ around, aroundMinutes: margin, hourFrom, hourTo }: Conditions): Minutes | null {
  if (around !== null) {
    const middle = minutes(around);
    const each = margin ?? aroundMinutes;
    return { from: Math.max(0, middle - each), to: Math.min(wholeDay, middle + each) };
  }
  return hourFrom === null || hourTo === null ? null : { from: minutes(hourFrom), to: minutes(hourTo) };
}

export type Edge = keyof Minutes;

/** The window with one edge moved: within the axis, on whole steps, not past the other edge. */
export function moveEdge(window: Minutes, edge: Edge, to: number, axis: Minutes): Minutes {
  const wanted = Math.round(to / step) * step;
  const [least, most] = edge === 'from' ? [axis.from, window.to - step] : [window.from + step, axis.to];
  return { ...window, [edge]: Math.min(most, Math.max(least, wanted)) };
}

/** What a window asks for; the whole axis asks for no hour. */
export function changeOf(window: Minutes, axis: Minutes): Partial<Conditions> {
  if (window.from <= axis.from && window.to >= axis.to) return without('hour');
  return { ...without('hour'), hourFrom: clockText(window.from), hourTo: clockText(window.to) };
}

type Hour = { hour: number; calls: number; matching: number };

/** How many calls began in each hour that has any, earliest first: what the drawing says, for those who do not see it. */
export function byHour(bars: readonly Bar[]): Hour[] {
  const found = new Map<number, Hour>();
  for (const { startedAt, calls, matching } of bars) {
    const at = Math.floor(minuteOf(startedAt) / hour);
    const before = found.get(at) ?? { hour: at, calls: 0, matching: 0 };
    found.set(at, { hour: at, calls: before.calls + calls, matching: before.matching + matching });
  }
  return [...found.values()].sort((one, other) => one.hour - other.hour);
}

/** Of a bar's height, 0 to 1: a call of a quarter of an hour reaches the top, a short one is still seen. */
export function heightOf(durationMs: number): number {
  const quarter = 15 * 60_000;
  return Math.max(0.12, Math.min(1, Math.sqrt(durationMs / quarter)));
}
