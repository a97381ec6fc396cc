import { addDays, addMonths } from '../../shared/warsaw.ts';
import { latestWeekday, lengthOf, mondayOf, monthNamed, weekdayNamed, yearOf } from './dates.ts';
import { placeAmong } from './typed-text.ts';

/** A day, or the days from one to another, both counted; not yet held against today. */
export type Span = { from: string; to: string };

const oneDay = (day: string): Span => ({ from: day, to: day });

const past = '(?:zeszl|ubiegl|poprzedni|ostatni|minion)[a-z]*|last';
const present = '(?:tym|ten|tego|this)|biezac[a-z]*';
const numbers = [
  'zero',
  'jeden',
  'dwa dwoch dwie',
  'trzy trzech',
  'cztery czterech',
  'piec pieciu',
  'szesc szesciu',
  'siedem siedmiu',
];

function countOf(word: string): number {
  return /^\d+$/.test(word) ? Number(word) : placeAmong(word, numbers);
}

type Rule = readonly [RegExp, (words: readonly string[], today: string) => Span | null];

// The words of these patterns are constants of this file.
// eslint-disable-next-line security/detect-non-literal-regexp -- as above
const pattern = (source: string): RegExp => new RegExp(`^(?:we? |on |przez |w ciagu )?${source}$`);

const rules: readonly Rule[] = [
  [pattern('(?:dzis|dzisiaj|today)'), (_, today) => oneDay(today)],
  [pattern('(?:jutro|pojutrze|tomorrow)'), (_, today) => oneDay(addDays(today, 1))],
  [pattern('(?:wczoraj|yesterday)'), (_, today) => oneDay(addDays(today, -1))],
  [pattern('(?:przedwczoraj|onegdaj)'), (_, today) => oneDay(addDays(today, -2))],
  [
    pattern('(tydzien|miesiac) temu'),
    ([unit], today) => oneDay(unit === 'tydzien' ? addDays(today, -7) : addMonths(today, -1)),
  ],
  [pattern('(?:kilka|pare) dni temu'), (_, today) => ({ from: addDays(today, -7), to: today })],
  [
    pattern('(\\d{1,3}|[a-z]+) (dni|dzien|tygodnie|tygodni) temu'),
    ([word = '', unit = ''], today) => ago(word, unit, today),
  ],
  [
    pattern(`(?:(${past}) )?([a-z]+)`),
    ([before, word = ''], today) => dayOfWeek(word, before !== undefined, today),
  ],
  [pattern(`(?:${present}) (?:tydzien|tygodniu|week)`), (_, today) => ({ from: mondayOf(today), to: today })],
  [pattern(`(?:${past}) (?:tydzien|tygodniu|week)`), (_, today) => weekBefore(today)],
  [
    pattern('(?:ostatni[a-z]* )(\\d{1,3}|[a-z]+) (dni|dniach|tygodnie|tygodni|tygodniach)'),
    ([word = '', unit = ''], today) => lately(word, unit, today),
  ],
  [
    pattern('(pierwsz|drug)[a-z]+ polow[a-z]+(?: (.+))?'),
    ([which, rest = ''], today) => ofMonth(rest, today, which === 'drug' ? [16, 31] : [1, 15]),
  ],
  [
    pattern('(pierwsz|drug|trzec|czwart|ostatn)[a-z]+ tyg[a-z]+ (.+)'),
    ([which = '', rest = ''], today) => ofMonth(rest, today, weeks[which] ?? 'end'),
  ],
  [
    /^(?:(?:na|z|w|pod|at the|the) )?(poczat[a-z]+|polow[a-z]+|srodek|srodku|kon[a-z]+|beginning|middle|end)(?: of)?(?: (.+))?$/,
    ([part = '', rest = ''], today) => partOfMonth(part, rest, today),
  ],
  [pattern('(.+)'), ([rest = ''], today) => wholeMonth(rest, today)],
];

/** Weeks of a month as letters count them: by sevens from the first. */
const weeks: Readonly<Record<string, [number, number]>> = {
  pierwsz: [1, 7],
  drug: [8, 14],
  trzec: [15, 21],
  czwart: [22, 28],
};

/** Folded words for days („wczoraj”, „w zeszłym tygodniu”, „na początku listopada”) as the days they mean, or null. */
export function spanOf(phrase: string, today: string): Span | null {
  for (const [form, meaning] of rules) {
    const found = form.exec(phrase);
    const span = found && meaning(found.slice(1), today);
    if (span) return span;
  }
  return null;
}

function ago(word: string, unit: string, today: string): Span | null {
  const count = countOf(word);
  return count < 0 ? null : oneDay(addDays(today, -count * (unit.startsWith('tyg') ? 7 : 1)));
}

function lately(word: string, unit: string, today: string): Span | null {
  const days = countOf(word) * (unit.startsWith('tyg') ? 7 : 1);
  return days < 1 ? null : { from: addDays(today, 1 - days), to: today };
}

function dayOfWeek(word: string, before: boolean, today: string): Span | null {
  const weekday = weekdayNamed(word);
  return weekday < 0 ? null : oneDay(latestWeekday(weekday, before ? addDays(today, -1) : today));
}

function weekBefore(today: string): Span {
  const monday = addDays(mondayOf(today), -7);
  return { from: monday, to: addDays(monday, 6) };
}

type Month = { year: number; month: number };

const two = (value: number): string => String(value).padStart(2, '0');
const dayAt = ({ year, month }: Month, date: number): string => `${year}-${two(month)}-${two(date)}`;

/** The month that `day` is in. */
const monthAt = (day: string): Month => ({ year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)) });

const thisMonth = new RegExp(`^(?:(?:${present}) )?(?:miesiaca|miesiacu|miesiac|month)$`);
const lastMonth = new RegExp(`^(?:${past}) (?:miesiaca|miesiacu|miesiac|month)$`);

/** „zeszłego miesiąca”, „listopada”, „listopada 2026 r.”; a month without a year is the latest that has begun. */
function monthOfWords(words: string, today: string): Month | null {
  if (thisMonth.test(words)) return monthAt(today);
  if (lastMonth.test(words)) return monthAt(addMonths(today, -1));
  const [, name = '', year] = /^([a-z]+)(?: (\d{4}|\d{2}))?(?: ?r\.?| roku)?$/.exec(words) ?? [];
  const month = monthNamed(name);
  if (month === 0) return null;
  if (year !== undefined) return { year: yearOf(year), month };
  const now = monthAt(today);
  return { year: month > now.month ? now.year - 1 : now.year, month };
}

function wholeMonth(words: string, today: string): Span | null {
  const month = monthOfWords(words, today);
  return month && { from: dayAt(month, 1), to: dayAt(month, lengthOf(month.year, month.month)) };
}

/** Dates of a month that is named or of this one; `end`: its last seven days. */
function ofMonth(words: string, today: string, dates: [number, number] | 'end'): Span | null {
  const month = words === '' ? monthAt(today) : monthOfWords(words, today);
  if (month === null) return null;
  const length = lengthOf(month.year, month.month);
  const [first, last] = dates === 'end' ? [length - 6, length] : dates;
  return { from: dayAt(month, first), to: dayAt(month, Math.min(last, length)) };
}

/** The first ten days of a month, the ten in its middle, or what is left of it. */
function partOfMonth(part: string, rest: string, today: string): Span | null {
  const open = rest === '' || rest === 'miesiaca' || rest === 'the month';
  const first = /^(?:poczat|begin)/.test(part) ? 1 : /^(?:kon|end)/.test(part) ? 21 : 11;
  const named = open ? monthAt(today) : monthOfWords(rest, today);
  if (named === null) return null;
  // „Pod koniec miesiąca” on the fifth means the month before.
  const month = open && dayAt(named, first) > today ? monthAt(addMonths(today, -1)) : named;
  const last = first === 21 ? lengthOf(month.year, month.month) : first + 9;
  return { from: dayAt(month, first), to: dayAt(month, last) };
}
