import { monthPaper as words } from '../../shared/text/pl/month-paper.ts';
import { daysOfMonth } from '../../shared/warsaw.ts';
import { fill } from './fill.ts';
import { legalDayText } from './show.ts';

/** The month `yyyy-mm` that a paper is about, „za listopad 2026 r.”; of one that still runs `today`, up to when. */
export function periodOf(month: string, today: string): string {
  if (daysOfMonth(month).to >= today) return fill(words.partPeriod, { day: legalDayText(today) });
  const name = words.months[Number(month.slice(5)) - 1] ?? '';
  return fill(words.period, { month: name, year: month.slice(0, 4) });
}
