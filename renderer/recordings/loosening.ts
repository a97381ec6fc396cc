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

/** A way to find more: the name of its sentence, and the conditions as it loosens them. */
export type Loosening = {
  which:
    | 'wider'
    | 'shorter'
    | 'lastDigits'
    | 'allDays'
    | 'anyDay'
    | 'dayBefore'
    | 'dayAfter'
    | `no.${Leaving}`
    | `only.${'allDays' | 'anyDay'}`;
  conditions: Conditions;
  /** The one condition that an „only” keeps. */
  kept: Leaving | undefined;
};
type Leaving = Exclude<ConditionName, 'day'>;

/** What tells most of a call first: a letter may be wrong about the days and the hour, but hardly about the number. */
const leavings: readonly Leaving[] = [
  'caller',
  'answeredBy',
  'extension',
  'department',
  'hour',
  'minSeconds',
];

/** As many as the server counts at once. */
const most = 8;
/** Minutes on each side of the hour when half an hour was too narrow. */
const widerMinutes = 120;
/** What is left of a number that may have a slip in it. */
const sureDigits = 3;

/**
 * What could be loosened when nothing was found. Each is a list that the server would give: it counts them by the rules of every search, and
 * notes them as one. `today` is the legal day of now. What keeps the number, and then what changes least, comes first.
 */
export function loosenings(conditions: Conditions, today: string): Loosening[] {
  const { day, around, aroundMinutes: minutes, digits, minSeconds } = conditions;
  const all: Loosening[] = [];
  const add = (which: Loosening['which'], change: Partial<Conditions>, kept?: Leaving): void => {
    const loosened = { ...conditions, ...change };
    if (filterOf(loosened) !== null) all.push({ which, conditions: loosened, kept });
  };
  const [telling, ...others] = leavings.filter((name) => isSet(conditions, name));
  const single = day !== null && rangeEnd(conditions) === null;
  const wide = allDays(conditions, today);
  if (wide !== null && wide.day !== day && !(single && telling === undefined)) add('allDays', wide);
  if (telling !== undefined && others.length > 0 && day !== null) {
    const alone = Object.assign({}, ...others.map(without)) as Partial<Conditions>;
    if (wide === null) add('only.anyDay', { ...alone, ...without('day') }, telling);
    else add('only.allDays', { ...alone, ...wide }, telling);
  }
  if (day !== null) add('anyDay', without('day'));
  for (const name of others) add(`no.${name}`, without(name));
  if (around !== null && (minutes ?? aroundMinutes) < widerMinutes)
    add('wider', { aroundMinutes: widerMinutes });
  if (minSeconds !== null && minSeconds >= 2) add('shorter', { minSeconds: Math.floor(minSeconds / 2) });
  if (digits !== null && digits.length > sureDigits && day !== null)
    add('lastDigits', { digits: digits.slice(-sureDigits) });
  if (single && (wide === null || telling === undefined)) {
    add('dayBefore', { day: addDays(day, -1), dayTo: null });
    if (day < today) add('dayAfter', { day: addDays(day, 1), dayTo: null });
  }
  if (telling !== undefined) add(`no.${telling}`, without(telling));
  return all.slice(0, most);
}

/** As many days as may be searched, the ones that are asked for in their middle, or today at their end. Null where they must be one. */
function allDays(conditions: Conditions, today: string): { day: string; dayTo: string } | null {
  const { case: caseNumber, day } = conditions;
  if (caseNumber === null || day === null) return null;
  const last = rangeEnd(conditions) ?? day;
  const room = longestRange - 1 - daysBetween(day, last);
  const after = Math.min(Math.floor(room / 2), daysBetween(last, today));
  return { day: addDays(day, after - room), dayTo: addDays(last, after) };
}
