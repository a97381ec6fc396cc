import { addDays, weekdayOf } from '../../shared/warsaw.ts';
import { placeAmong, type TypedError } from './typed-text.ts';

/** Why a text is no day that can be searched. `month` is `YYYY-MM`, `day` a legal day. */
export type DateProblem =
  | { error: TypedError | 'day' | 'dayFuture' }
  | { error: 'noSuchDay'; month: string; days: number }
  | { error: 'weekday'; day: string };

type Day = { ok: true; day: string } | { ok: false; problem: DateProblem };

const weekdays = [
  'niedziela niedziele niedzieli niedz nd sunday sun',
  'poniedzialek poniedzialku pon pn monday mon',
  'wtorek wtorku wt tuesday tue',
  'sroda srode srody sr wednesday wed',
  'czwartek czwartku czw cz thursday thu',
  'piatek piatku pt friday fri',
  'sobota sobote soboty sob saturday sat',
];

const months = [
  'styczen stycznia styczniu sty january jan',
  'luty lutego lutym lut february feb',
  'marzec marca marcu mar march',
  'kwiecien kwietnia kwietniu kwi april apr',
  'maj maja maju may',
  'czerwiec czerwca czerwcu cze june jun',
  'lipiec lipca lipcu lip july jul',
  'sierpien sierpnia sierpniu sie august aug',
  'wrzesien wrzesnia wrzesniu wrz september sep sept',
  'pazdziernik pazdziernika pazdzierniku paz october oct',
  'listopad listopada listopadzie lis november nov',
  'grudzien grudnia grudniu gru december dec',
];
const roman = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

/** The place of a weekday in the week, Sunday 0, or -1. */
const weekdayNamed = (word: string): number => placeAmong(word, weekdays);
/** The number of a named month, 1 to 12, or 0. */
const monthNamed = (word: string): number => placeAmong(word, months) + 1;

const two = (value: number): string => String(value).padStart(2, '0');

/** A year as people write it, in two or four figures. */
const yearOf = (figures: string): number => Number(figures) + (figures.length === 2 ? 2000 : 0);

/** „20 listopada br.”, „20.11 b.r.”, „w grudniu ub. r.”: with the year in figures. */
export function spellYear(text: string, today: string): string {
  const [, before, last] =
    /^(.*?)[. ]*(?<![a-z])(?:(ub|ubieglego|zeszlego)|b|biezacego|tego)\.? ?r(?:\.|oku)?$/.exec(text) ?? [];
  if (before === undefined) return text;
  const year = Number(today.slice(0, 4)) - (last === undefined ? 0 : 1);
  return `${before}${/[a-z]$/.test(before) ? ' ' : '.'}${year}`;
}

/** How many days a month has; `month` is 1 to 12. */
function lengthOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A legal day `YYYY-MM-DD` of these figures, or why the calendar has none. */
function calendarDay(year: number, month: number, date: number): Day {
  if (year < 1990 || year > 2200 || month < 1 || month > 12) return { ok: false, problem: { error: 'day' } };
  const days = lengthOf(year, month);
  if (date < 1 || date > days)
    return { ok: false, problem: { error: 'noSuchDay', month: `${year}-${two(month)}`, days } };
  return { ok: true, day: `${year}-${two(month)}-${two(date)}` };
}

/** A written date; what is not written is null. */
type Written = { date: number; month: number | null; year: number | null; weekday: number };

const iso = /^(\d{4})([-./ ])(\d{1,2})\2(\d{1,2})$/;
const close = /^(\d{2})(\d{2})(\d{4})$/;
const figures = /^(\d{1,2})([-./ ])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/;
const named = /^(\d{1,2})(?:-?(?:go|ego|tego))?[-./ ]*([a-z]+)(?:[-./, ]*(\d{4}|\d{2}))?$/;

/** Folded text as a date in one of the spellings that Poles use, or null. */
function writtenDate(text: string): Written | null {
  const [, before = '', rest = ''] = /^(?:we? )?([a-z]+)[., ]+(?=\d)(.*)$/.exec(text) ?? [];
  const weekday = weekdayNamed(before);
  const plain = (weekday < 0 ? text : rest)
    .replace(/^(?:w )?(?:dn|dniu|dnia|z dnia)[. ]+/, '')
    .replace(/(?<=\d) ?r(?:\.|oku)?$/, '')
    .replace(/ ?([-./]) ?/g, '$1')
    .replace(/[.,]+$/, '');
  const whole = iso.exec(plain);
  if (whole) return { date: Number(whole[4]), month: Number(whole[3]), year: Number(whole[1]), weekday };
  const packed = close.exec(plain);
  if (packed) return { date: Number(packed[1]), month: Number(packed[2]), year: Number(packed[3]), weekday };
  const alone = /^\d{1,2}$/.exec(plain);
  if (alone) return { date: Number(plain), month: null, year: null, weekday };
  const numbers = figures.exec(plain);
  if (numbers)
    return { date: Number(numbers[1]), month: Number(numbers[3]), year: writtenYear(numbers[4]), weekday };
  const [, date = '', name = '', year] = named.exec(plain) ?? [];
  const month = monthNamed(name) || roman.indexOf(name) + 1;
  return month === 0 ? null : { date: Number(date), month, year: writtenYear(year), weekday };
}

const writtenYear = (text: string | undefined): number | null => (text === undefined ? null : yearOf(text));

/**
 * Folded text as one date; null when it is written as none. Without a year it is the latest that has come: „20.11” in January means
 * last November. `until` stands at the other end of a range and lends the month and the year that are not written.
 */
export function parseDate(text: string, today: string, until: string | null = null): Day | null {
  const written = writtenDate(text);
  if (written === null || (written.month === null && until === null)) return null;
  const latest = until ?? today;
  const month = written.month ?? Number(latest.slice(5, 7));
  const year = written.year ?? Number(latest.slice(0, 4));
  const first = calendarDay(year, month, written.date);
  const later = first.ok ? first.day > latest : `${year}-${two(month)}` > latest.slice(0, 7);
  const found =
    written.year === null && written.month !== null && later
      ? calendarDay(year - 1, month, written.date)
      : first;
  return found.ok && written.weekday >= 0 && weekdayOf(found.day) !== written.weekday
    ? { ok: false, problem: { error: 'weekday', day: found.day } }
    : found;
}

/** The Monday of the week of a day. */
export const mondayOf = (day: string): string => addDays(day, -((weekdayOf(day) + 6) % 7));

/** Words for a day, by how many days it is from today. */
const near: Readonly<Record<number, string>> = {
  [-2]: 'przedwczoraj',
  [-1]: 'wczoraj yesterday',
  0: 'dzis dzisiaj today',
  1: 'jutro tomorrow',
};

/** Folded words for one day: „wczoraj”, „we wtorek”, „w zeszły wtorek” (the one before today); null of any others. */
export function dayNamed(phrase: string, today: string): string | null {
  const form = /^(?:we? )?(?:((?:zeszl|ubiegl|poprzedni|ostatni|minion)[a-z]*|last) )?([a-z]+)$/;
  const [, before, word = ''] = form.exec(phrase) ?? [];
  const found = Object.entries(near).find(([, words]) => words.split(' ').includes(word));
  if (found !== undefined) return before === undefined ? addDays(today, Number(found[0])) : null;
  const weekday = weekdayNamed(word);
  const last = before === undefined ? today : addDays(today, -1);
  return weekday < 0 ? null : addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
}
