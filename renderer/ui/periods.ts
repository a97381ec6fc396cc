import { addDays, addMonths } from '../../shared/warsaw.ts';

/** Periods of a register; the days of `own` are chosen one by one. */
export const periods = ['all', 'week', 'month', 'lastMonth', 'year', 'lastYear', 'own'] as const;
export type Period = (typeof periods)[number];

/** The first and the last legal day of a period, both of them within it; null is open. */
export type DaySpan = { from: string | null; to: string | null };

/** The days of a ready period as seen from `today`. */
export function periodDays(period: Exclude<Period, 'own'>, today: string): DaySpan {
  const month = `${today.slice(0, 7)}-01`;
  const year = Number(today.slice(0, 4));
  switch (period) {
    case 'all':
      return { from: null, to: null };
    case 'week':
      return { from: addDays(today, -6), to: today };
    case 'month':
      return { from: month, to: today };
    case 'lastMonth':
      return { from: addMonths(month, -1), to: addDays(month, -1) };
    case 'year':
      return { from: `${year}-01-01`, to: today };
    case 'lastYear':
      return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` };
  }
}

/** The ready period that has these days as seen from `today`; else they are chosen one by one. */
export function periodOf({ from, to }: DaySpan, today: string): Period {
  const ready = periods.filter((period) => period !== 'own');
  const same = ready.find((period) => {
    const days = periodDays(period, today);
    return days.from === from && days.to === to;
  });
  return same ?? 'own';
}

type RangeProblem = 'day' | 'order';

/** Typed days as a period, an empty one open; or what is wrong, and where. */
export function ownPeriod(
  from: string,
  to: string,
  read: (typed: string) => string | null,
): { ok: true; days: DaySpan } | { ok: false; field: keyof DaySpan; problem: RangeProblem } {
  const days: DaySpan = { from: read(from), to: read(to) };
  if (days.from === null && from.trim() !== '') return { ok: false, field: 'from', problem: 'day' };
  if (days.to === null && to.trim() !== '') return { ok: false, field: 'to', problem: 'day' };
  if (days.from !== null && days.to !== null && days.from > days.to)
    return { ok: false, field: 'to', problem: 'order' };
  return { ok: true, days };
}
