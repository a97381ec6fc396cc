import { noFilter, type SearchFilter } from '../../shared/recordings.ts';
import { addDays, daysBetween } from '../ui/time.ts';

/** What the person asked for. `case` is a parsed case number; `dayTo` counts only beside a case. */
export type Conditions = {
  case: string | null;
  day: string | null;
  dayTo: string | null;
  around: string | null;
  digits: string | null;
  minSeconds: number | null;
};

export type ConditionName = 'day' | 'around' | 'digits' | 'minSeconds';
export const conditionNames: readonly ConditionName[] = ['day', 'around', 'digits', 'minSeconds'];

export const noConditions: Conditions = {
  case: null,
  day: null,
  dayTo: null,
  around: null,
  digits: null,
  minSeconds: null,
};

/** §4.1: with a case number a search may span this many days. */
export const longestRange = 31;
/** §4.1: this many digits of the number stand in for a day. */
export const digitsWithoutDay = 5;

/** The last day of the range that is really searched; null where it is one day. */
export function rangeEnd({ case: caseNumber, day, dayTo }: Conditions): string | null {
  if (caseNumber === null || day === null || dayTo === null) return null;
  const days = daysBetween(day, dayTo) + 1;
  return days > 1 && days <= longestRange ? dayTo : null;
}

/** The filter that the server may be asked, or null while there is neither a day nor enough digits. */
export function filterOf(conditions: Conditions): SearchFilter | null {
  const { day, digits } = conditions;
  if (day === null && (digits?.length ?? 0) < digitsWithoutDay) return null;
  return { ...noFilter, ...conditions, dayTo: rangeEnd(conditions) };
}

/** Why there is no list yet: nothing asked, digits too few, or a condition that needs a day. */
export function whatIsMissing(conditions: Conditions): 'nothing' | 'digits' | 'day' {
  if (conditions.digits !== null) return 'digits';
  return conditions.around === null && conditions.minSeconds === null ? 'nothing' : 'day';
}

export type Loosening = 'noAround' | 'noMinimum' | 'noDigits' | 'aroundDays' | 'dayBefore' | 'dayAfter';

/** The conditions with one of them loosened. */
function loosen(conditions: Conditions, which: Loosening): Conditions {
  const { day } = conditions;
  switch (which) {
    case 'noAround':
      return { ...conditions, around: null };
    case 'noMinimum':
      return { ...conditions, minSeconds: null };
    case 'noDigits':
      return { ...conditions, digits: null };
    case 'aroundDays':
      return day === null ? conditions : { ...conditions, day: addDays(day, -1), dayTo: addDays(day, 1) };
    case 'dayBefore':
      return day === null ? conditions : { ...conditions, day: addDays(day, -1), dayTo: null };
    case 'dayAfter':
      return day === null ? conditions : { ...conditions, day: addDays(day, 1), dayTo: null };
  }
}

/** What could be loosened when nothing was found; only what still makes a list. `today` is the legal day of now. */
export function loosenings(
  conditions: Conditions,
  today: string,
): { which: Loosening; conditions: Conditions }[] {
  const { day, around, digits, minSeconds } = conditions;
  const single = day !== null && rangeEnd(conditions) === null;
  const possible: Loosening[] = [];
  if (around !== null) possible.push('noAround');
  if (minSeconds !== null) possible.push('noMinimum');
  if (digits !== null && day !== null) possible.push('noDigits');
  if (single && conditions.case !== null && day < today) possible.push('aroundDays');
  else if (single) possible.push('dayBefore', ...(day < today ? (['dayAfter'] as const) : []));
  return possible.map((which) => ({ which, conditions: loosen(conditions, which) }));
}
