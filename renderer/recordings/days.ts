import { addDays, addMonths } from '../../shared/warsaw.ts';
import { daysBetween } from '../ui/time.ts';
import { longestRange } from './conditions.ts';
import { dayNamed, type DateProblem, parseDate, spellYear } from './dates.ts';
import { readTyped } from './typed-text.ts';

/** Why typed days cannot be searched. */
export type DayProblem = DateProblem | { error: 'order' | 'range' | 'rangeNoCase' | 'rangeTwice' };

/** The days from one to another, both counted; not yet held against today. */
type Span = { from: string; to: string };

/** A legal day, or a range of days with its last one. */
type ReadDays = { ok: true; day: string; dayTo: string | null } | { ok: false; problem: DayProblem };

const wrong = (error: Exclude<DayProblem['error'], 'noSuchDay' | 'weekday'>): ReadDays => ({
  ok: false,
  problem: { error },
});

/**
 * Typed days as people say them: a date in any Polish spelling, „wczoraj”, „we wtorek”, „od 1 do 10 listopada”, „około 10 listopada” (three days
 * either side, and not beyond today). `today` is the legal day of now. At most 31 days.
 */
export function parseDays(typed: string, today: string): ReadDays {
  const read = readTyped(typed);
  if (!read.ok) return wrong(read.error);
  return parsePhrase(read.text, today);
}

/** Days on either side of one that is said „około”. */
const aboutDays = 3;

function parsePhrase(text: string, today: string): ReadDays {
  const [, hedge = '', rest] =
    /^((?:(?:ok|okolo|kolo|mniej wiecej|chyba|jakos|jakies|gdzies|tak)[. ]+)+)(.+)$/.exec(text) ?? [];
  if (rest !== undefined) {
    const said = parsePhrase(rest, today);
    if (!said.ok || said.dayTo !== null || !/ok|kolo|mniej/.test(hedge)) return said;
    return spanning({ from: addDays(said.day, -aboutDays), to: addDays(said.day, aboutDays) }, today, true);
  }
  const phrase = spellYear(text, today);
  const date = end(phrase, today, null);
  if (date?.ok === true) return spanning({ from: date.day, to: date.day }, today, false);
  return between(phrase, today) ?? date ?? wrong('day');
}

/** The days of a span, none of them in the future: a rough one ends today, a written end must have come. */
function spanning({ from, to }: Span, today: string, rough: boolean): ReadDays {
  if (from > today || (to > today && !rough)) return wrong('dayFuture');
  if (to < from) return wrong('order');
  const last = to > today ? today : to;
  if (daysBetween(from, last) >= longestRange) return wrong('range');
  return { ok: true, day: from, dayTo: last === from ? null : last };
}

/** „od 1 do 10 listopada”, „1–10.11.2026”, „od 20.11”: both ends are days or words for one day. */
function between(phrase: string, today: string): ReadDays | null {
  const [, since] = /^od ((?!.* do ).+)$/.exec(phrase) ?? [];
  if (since !== undefined && !since.includes('-')) return ends(since, 'dzis', today);
  const plain = phrase.replace(/^(?:od|miedzy|pomiedzy) /, '');
  let failed: ReadDays | null = null;
  for (const mark of plain.matchAll(/ (?:do|a|i|to) | ?- ?/g)) {
    const found = ends(plain.slice(0, mark.index), plain.slice(mark.index + mark[0].length), today);
    if (found?.ok === true) return found;
    failed ??= found;
  }
  return failed;
}

/** A range of two written ends; null where either is none. The first may leave out what the last one says. */
function ends(first: string, last: string, today: string): ReadDays | null {
  const to = end(last, today, null);
  if (to === null || !to.ok) return to;
  const from = end(first, today, to.day);
  if (from === null || !from.ok) return from;
  if (isYetToCome(from.day, to.day, last, today)) return wrong('dayFuture');
  return spanning({ from: from.day, to: to.day }, today, false);
}

/** A day, a month and a year in figures, or a whole year. */
const written = /\d{4}|\d[-./ ]+\d{1,2}[-./ ]+\d/;

/** Whether a last day `typed` without its year was read as long past, and is meant of a day that has not come: „20.11 – 30.11” on the 26th. */
function isYetToCome(first: string, last: string, typed: string, today: string): boolean {
  if (written.test(typed)) return false;
  const [began, ends] = [first > last ? first : addMonths(first, 12), addMonths(last, 12)];
  return began <= today && ends > today && began <= ends;
}

function end(text: string, today: string, until: string | null): ReturnType<typeof parseDate> {
  const day = dayNamed(text, today);
  return day === null ? parseDate(text, today, until) : { ok: true, day };
}

export type DayField = 'day' | 'dayTo';
export type CheckedDays =
  { ok: true; day: string; dayTo: string | null } | { ok: false; field: DayField; problem: DayProblem };

/**
 * The days of the two fields; the second may be empty, or the first hold a whole range. `ranged`: with a case number there may be
 * more than one day, by the office's own rule.
 */
export function checkDays(from: string, to: string, today: string, ranged: boolean): CheckedDays {
  const first = parseDays(from, today);
  if (!first.ok) return { ...first, field: 'day' };
  if (first.dayTo !== null && !ranged) return { ok: false, field: 'day', problem: { error: 'rangeNoCase' } };
  if (to.trim() === '') return first;
  if (first.dayTo !== null) return { ok: false, field: 'dayTo', problem: { error: 'rangeTwice' } };
  const last = parseDays(to, today);
  if (!last.ok) return { ...last, field: 'dayTo' };
  if (isYetToCome(first.day, last.dayTo ?? last.day, to, today))
    return { ok: false, field: 'dayTo', problem: { error: 'dayFuture' } };
  const whole = spanning({ from: first.day, to: last.dayTo ?? last.day }, today, false);
  return whole.ok ? whole : { ...whole, field: 'dayTo' };
}
