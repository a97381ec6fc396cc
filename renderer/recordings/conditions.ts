import { noFilter, type SearchFilter } from '../../shared/recordings.ts';
import { instantsOf } from '../../shared/warsaw.ts';
import { daysBetween } from '../ui/time.ts';

/** What the person asked for. `case` is a parsed case number; `dayTo` counts only beside a case. */
export type Conditions = SearchFilter;

export const noConditions: Conditions = noFilter;

/** What a condition is made of, as it stands while nobody asks for it. */
const parts = {
  day: { day: null, dayTo: null },
  hour: { around: null, aroundMinutes: null, hourFrom: null, hourTo: null },
  caller: { digits: null, withheld: false, sameNumberAs: null },
  answeredBy: { answeredBy: null },
  department: { department: null },
  extension: { extension: null },
  minSeconds: { minSeconds: null },
} as const satisfies Record<string, Partial<Conditions>>;

export type ConditionName = keyof typeof parts;
/** In the order of chips and menu. */
export const conditionNames = Object.keys(parts) as readonly ConditionName[];

/** The change that takes a condition away; also the first step of setting it anew. */
export function without(name: ConditionName): Partial<Conditions> {
  return parts[name];
}

export function isSet(conditions: Conditions, name: ConditionName): boolean {
  return Object.entries(parts[name]).some(([field, none]) => conditions[field as keyof Conditions] !== none);
}

/** The office's own rule: with a case number a search may span this many days. */
export const longestRange = 31;
/** The office's own rule: this many digits of the number stand in for a day. */
const digitsWithoutDay = 5;

/** The last day of the range that is really searched; null where it is one day. */
export function rangeEnd({ case: caseNumber, day, dayTo }: Conditions): string | null {
  if (caseNumber === null || day === null || dayTo === null) return null;
  const days = daysBetween(day, dayTo) + 1;
  return days > 1 && days <= longestRange ? dayTo : null;
}

/** Whether the list is of more than one day. */
export const severalDays = (conditions: Conditions): boolean =>
  conditions.day === null || rangeEnd(conditions) !== null;

/** The filter that the server may be asked, or null while there is neither a day nor what stands for one. */
export function filterOf(conditions: Conditions): SearchFilter | null {
  const { day, digits, sameNumberAs } = conditions;
  if (day === null && (digits?.length ?? 0) < digitsWithoutDay && sameNumberAs === null) return null;
  return { ...conditions, dayTo: rangeEnd(conditions) };
}

/** Why there is no list yet: nothing asked, digits too few, or a condition that needs a day. */
export function whatIsMissing(conditions: Conditions): 'nothing' | 'digits' | 'day' {
  if (conditions.digits !== null) return 'digits';
  return conditionNames.some((name) => name !== 'day' && isSet(conditions, name)) ? 'day' : 'nothing';
}

/**
 * The time or window of hours that is asked for, where the clocks of Warsaw skipped all of it on the one day that is asked for: the hour
 * that does not exist on a night of March. Else null.
 */
export function skippedHour(conditions: Conditions): string | null {
  const { day, around, hourFrom, hourTo } = conditions;
  if (day === null || rangeEnd(conditions) !== null) return null;
  if (around !== null) return isSkipped(day, around) ? around : null;
  if (hourFrom === null || hourTo === null || hourTo === '24:00') return null;
  return isSkipped(day, hourFrom) && isSkipped(day, hourTo) ? `${hourFrom}–${hourTo}` : null;
}

function isSkipped(day: string, time: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return instantsOf({ year, month, day: date, hour, minute, second: 0 }).length === 0;
}
