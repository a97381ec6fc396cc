import { addDays, addMonths, daysOfMonth, monthBefore } from '../../shared/warsaw.ts';
import { isWorkingDay, workingDaysBefore } from '../../shared/working-days.ts';

/** The three months before the one in which the demo is shown, oldest first: two that are reviewed, one of which the review is open. */
export type Quarter = { today: string; months: readonly [string, string, string] };

/** A month is reviewed from its following month's 8th on. */
const reviewedFrom = 8;

export function quarterBefore(today: string): Quarter {
  const last = Number(today.slice(8)) < reviewedFrom ? monthBefore(monthBefore(today)) : monthBefore(today);
  return { today, months: [monthBefore(monthBefore(last)), monthBefore(last), last] };
}

/** The `n`-th working day of a month; counted from its end where `n` is negative. */
export function workingDay(month: string, n: number): string {
  const { from, to } = daysOfMonth(month);
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) days.push(day);
  const day = days.at(n < 0 ? n : n - 1);
  if (day === undefined) throw new RangeError(`${month} has no such working day`);
  return day;
}

/**
 * An office that looks after its evidence every three months, so that within the quarter a review is overdue; and gives a week after a hold, so that
 * one of the last working day is in it after any row of holidays.
 */
export const quarterRules = { holds: { reviewMonths: 3 }, destruction: { graceDays: 7 } };

/** The first working day of the office in the demo, when its papers are signed. */
export const beginning = ({ months: [first] }: Quarter): string => workingDay(first, 1);

/** Of a call of the year before, whose twelve months are over three weeks after the office began. */
export function agingDay(begins: string): string {
  const day = addDays(addMonths(begins, -12), 21);
  return workingDaysBefore(day, 1)[0] ?? day;
}

/**
 * How far a listening came: sealed and in its case file, the same after another call was opened that was the wrong one, sealed alone, heard, or
 * opened and not played.
 */
export type Came = 'filed' | 'found' | 'completed' | 'heard' | 'unplayed';
/** Month of the quarter, working day of it, time; who, case without its year, call; how far it came; in which proceedings the call is evidence. */
type Listening = readonly [0 | 1 | 2, number, string, string, string, number, Came, string?];

/** Calls of other units that are heard; then come one that Barbara Zych answered, and one that a colleague answered for her. */
export const callsHeard = 13;

/** The class of cases about a crime: what is heard for one is evidence by that. */
export const crime = 'SEK.5530';
export const lawsuit = 'cywilne, skarżący zapowiedział pozew';

/**
 * Who listened to what. Calls heard twice are heard in one case, but for one. The last month has fourteen: with those of whom listening
 * was refused its review has eighteen items.
 */
export const listenings: readonly Listening[] = [
  [0, 4, '09:12', 'anna.nowak', 'SEK.1510.3', 0, 'filed', lawsuit],
  [0, 7, '11:40', 'wiktor.kania', 'WO.1511.2', 1, 'heard'],
  [0, 11, '10:05', 'piotr.zielinski', `${crime}.2`, 2, 'found'],
  [1, 3, '12:21', 'anna.nowak', 'SEK.1510.9', 3, 'filed'],
  [
    1,
    9,
    '09:48',
    'barbara.zych',
    'SEK.1510.11',
    4,
    'filed',
    'administracyjne, samorządowe kolegium odwoławcze',
  ],
  [1, 9, '13:30', 'anna.nowak', 'SEK.1510.9', 3, 'filed'],
  [2, 2, '09:20', 'anna.nowak', 'SEK.1510.18', 5, 'filed'],
  [2, 2, '12:02', 'anna.nowak', 'SEK.1510.22', 6, 'filed'],
  [2, 4, '10:15', 'piotr.zielinski', 'SEK.1510.24', 7, 'filed'],
  [2, 4, '13:05', 'anna.nowak', 'SEK.1510.26', 8, 'filed'],
  [2, 6, '09:50', 'barbara.zych', 'SEK.1510.27', 9, 'filed'],
  [2, 6, '10:31', 'barbara.zych', 'SEK.1510.29', 5, 'filed'],
  [2, 8, '11:11', 'anna.nowak', 'SEK.1510.26', 8, 'filed'],
  [2, 8, '11:52', 'piotr.zielinski', 'SEK.1510.24', 7, 'filed'],
  [2, 10, '18:42', 'piotr.zielinski', 'WGO.7031.9', 10, 'filed'],
  [2, 13, '09:33', 'anna.nowak', 'SEK.1510.33', 11, 'unplayed'],
  [2, 13, '10:10', 'anna.nowak', 'SEK.1510.33', 11, 'filed'],
  [2, 13, '12:44', 'barbara.zych', 'SEK.1510.27', 9, 'filed'],
  [2, 15, '08:55', 'barbara.zych', 'SEK.1510.35', callsHeard + 1, 'filed'],
  [2, -3, '10:24', 'piotr.zielinski', 'SEK.1510.31', 12, 'heard'],
];

/** The same of whom was refused: nobody without a paper in force hears anything, nor who took part in the call. */
export const refusals: readonly (readonly [0 | 1 | 2, number, string, string, string, number])[] = [
  [1, 5, '10:20', 'natalia.wrobel', 'SEK.1510.7', 4],
  [2, 3, '09:02', 'natalia.wrobel', 'SEK.1510.7', 5],
  [2, 3, '09:06', 'natalia.wrobel', 'SEK.1510.7', 6],
  [2, 5, '14:10', 'ewa.pawlak', 'WO.1511.4', 7],
  [2, 9, '08:40', 'marek.sikora', 'WK.1711.2', 8],
  [2, 11, '11:27', 'barbara.zych', 'SEK.1510.7', callsHeard],
];
