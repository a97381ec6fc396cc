import type { RegisterFilter } from '../../shared/access.ts';
import { addMonths } from '../../shared/warsaw.ts';
import { addDays } from '../ui/time.ts';

export const periods = ['all', 'week', 'month', 'lastMonth', 'year', 'lastYear'] as const;
export type Period = (typeof periods)[number];

type Days = Pick<RegisterFilter, 'from' | 'to'>;

/** The legal days of a period as seen from `today`, both of them within it. */
export function daysOf(period: Period, today: string): Days {
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
