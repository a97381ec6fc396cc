import type { Translate } from '../text.ts';
import { dayText, longDayText, monthText, shortDayText } from '../ui/time.ts';
import type { DayProblem } from './days.ts';

/** One day or the first and the last of several: „pt., 20.11.2026”, „01.11.2026 – 10.11.2026”. */
export function daysText({ day, dayTo }: { day: string; dayTo: string | null }): string {
  return dayTo === null ? shortDayText(day) : `${dayText(day)} – ${dayText(dayTo)}`;
}

/** Why typed days cannot be searched, with what the calendar says. */
export function dayProblemText(t: Translate, problem: DayProblem): string {
  switch (problem.error) {
    case 'noSuchDay':
      return t('recordings.errors.noSuchDay', {
        month: monthText(`${problem.month}-01`),
        days: String(problem.days),
      });
    case 'weekday':
      return t('recordings.errors.weekday', { day: longDayText(problem.day) });
    default:
      return t(`recordings.errors.${problem.error}`);
  }
}
