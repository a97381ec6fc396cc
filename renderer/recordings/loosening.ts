import { aroundMinutes } from '../../shared/recordings.ts';
import { addDays } from '../../shared/warsaw.ts';
import { daysBetween } from '../ui/time.ts';
import {
  type ConditionName,
  type Conditions,
  filterOf,
  isSet,
  longestRange,
  rangeEnd,
  without,
} from './conditions.ts';

/** A way to find more: the name of its sentence, and the conditions with that one loosened. */
export type Loosening = {
  which:
    | 'wider'
    | 'shorter'
    | 'lastDigits'
    | 'aroundDays'
    | 'moreDays'
    | 'dayBefore'
    | 'dayAfter'
    | `no.${Leaving}`;
  conditions: Conditions;
};
type Leaving = Exclude<ConditionName, 'day'>;

const leavings: readonly Leaving[] = [
  'hour',
  'caller',
  'answeredBy',
  'department',
  'extension',
  'minSeconds',
];

/** As many as the server counts at once. */
const most = 8;
/** Minutes on each side of the hour when half an hour was too narrow. */
export const widerMinutes = 120;
/** What is left of a number that may have a slip in it. */
const sureDigits = 3;
const daysMore = 7;

/**
 * What could be loosened when nothing was found, each of one condition and still a list. `today` is the legal day of now. What
 * changes least comes first.
 */
export function loosenings(conditions: Conditions, today: string): Loosening[] {
  const { day, around, aroundMinutes: minutes, digits, minSeconds } = conditions;
  const all: Loosening[] = [];
  const add = (which: Loosening['which'], change: Partial<Conditions>): void => {
    const loosened = { ...conditions, ...change };
    if (filterOf(loosened) !== null) all.push({ which, conditions: loosened });
  };
  for (const name of leavings) if (isSet(conditions, name)) add(`no.${name}`, without(name));
  otherDays(conditions, today, add);
  if (around !== null && (minutes ?? aroundMinutes) < widerMinutes)
    add('wider', { aroundMinutes: widerMinutes });
  if (minSeconds !== null && minSeconds >= 2) add('shorter', { minSeconds: Math.floor(minSeconds / 2) });
  if (digits !== null && digits.length > sureDigits && day !== null)
    add('lastDigits', { digits: digits.slice(-sureDigits) });
  return all.slice(0, most);
}

function otherDays(
  conditions: Conditions,
  today: string,
  add: (which: Loosening['which'], change: Partial<Conditions>) => void,
): void {
  const { day } = conditions;
  if (day === null) return;
  const last = rangeEnd(conditions);
  if (last !== null) {
    const room = longestRange - 1 - daysBetween(day, last);
    const after = Math.min(daysMore, room, daysBetween(last, today));
    const before = Math.min(daysMore, room - after);
    if (after + before > 0) add('moreDays', { day: addDays(day, -before), dayTo: addDays(last, after) });
  } else if (conditions.case !== null && day < today) {
    add('aroundDays', { day: addDays(day, -1), dayTo: addDays(day, 1) });
  } else {
    add('dayBefore', { day: addDays(day, -1), dayTo: null });
    if (day < today) add('dayAfter', { day: addDays(day, 1), dayTo: null });
  }
}
