import { locale, type Translate } from '../text.ts';
import { dayText, longDayText, monthText, shortDayText, yearlessDayText } from '../ui/time.ts';
import type { DayProblem } from './days.ts';

/** One day or the first and the last of several: „pt., 20.11.2026”, „01.11.2026 – 10.11.2026”. */
export function daysText({ day, dayTo }: { day: string; dayTo: string | null }): string {
  return dayTo === null ? shortDayText(day) : `${dayText(day)} – ${dayText(dayTo)}`;
}

/** A few days in their order, as short as they are clear: „18 i 20.11”, „31.10, 2 i 18.11”; the year where it is not the one of `today`. */
export function fewDaysText(days: readonly string[], today: string): string {
  const texts = days.map((day, at) => {
    const next = days[at + 1];
    if (next?.slice(0, 7) === day.slice(0, 7)) return String(Number(day.slice(8)));
    return (next ?? today).slice(0, 4) === day.slice(0, 4) ? yearlessDayText(day) : dayText(day);
  });
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(texts);
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
