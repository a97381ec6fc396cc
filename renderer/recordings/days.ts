import { daysBetween } from '../ui/time.ts';
import { longestRange } from './conditions.ts';
import { parseDay } from './parsing.ts';

export type DayProblem = { field: 'day' | 'dayTo'; error: 'day' | 'dayFuture' | 'dayTo' | 'range' };
export type Days = { ok: true; day: string; dayTo: string | null } | { ok: false; problem: DayProblem };

const wrong = (field: DayProblem['field'], error: DayProblem['error']): Days => ({
  ok: false,
  problem: { field, error },
});

/** Typed days as a day or a range of at most 31 days, none of them after `today` (a legal day); `to` may be empty. */
export function checkDays(from: string, to: string, today: string): Days {
  const day = parseDay(from, today);
  if (day === null) return wrong('day', 'day');
  if (day > today) return wrong('day', 'dayFuture');
  if (to.trim() === '') return { ok: true, day, dayTo: null };
  const dayTo = parseDay(to, today);
  if (dayTo === null) return wrong('dayTo', 'day');
  if (dayTo > today) return wrong('dayTo', 'dayFuture');
  const span = daysBetween(day, dayTo) + 1;
  if (span < 1) return wrong('dayTo', 'dayTo');
  if (span > longestRange) return wrong('dayTo', 'range');
  return { ok: true, day, dayTo: span === 1 ? null : dayTo };
}
