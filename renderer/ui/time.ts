import i18next from 'i18next';
import type { pl } from '../../shared/text/pl.ts';
import { addDays, localTime } from '../../shared/warsaw.ts';
import { locale } from '../text.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** What a clock on the wall in Warsaw and the calendar beside it show: a legal day, `HH:MM` and the seconds. */
type Wall = { day: string; time: string; seconds: string };

function wall(instant: string): Wall {
  const { year, month, day, hour, minute, second } = localTime(new Date(instant));
  return {
    day: `${year}-${two(month)}-${two(day)}`,
    time: `${two(hour)}:${two(minute)}`,
    seconds: two(second),
  };
}

const hour = 3_600_000;

/** Whether the wall clock shows the same time an hour before or after: the doubled hour of the last Sunday of October. */
function doubled(instant: string): 'summer' | 'winter' | null {
  const at = Date.parse(instant);
  const shown = wall(instant);
  const same = (other: number): boolean => {
    const there = wall(new Date(other).toISOString());
    return there.day === shown.day && there.time === shown.time;
  };
  if (same(at + hour)) return 'summer';
  return same(at - hour) ? 'winter' : null;
}

function season(instant: string): string {
  const which = doubled(instant);
  return which === null ? '' : ` (${i18next.t(`common.${which}Time`)})`;
}

/** `10:04`; in the doubled hour of October `02:30 (czas letni)` or `02:30 (czas zimowy)`. Europe/Warsaw. */
export function timeText(instant: string): string {
  return wall(instant).time + season(instant);
}

/** `09:36:40`, Europe/Warsaw, with the season in the doubled hour. */
export function secondsText(instant: string): string {
  const { time, seconds } = wall(instant);
  return `${time}:${seconds}${season(instant)}`;
}

/** The Warsaw day of an instant as `20.11.2026`; in English `20 Nov 2026`. */
export function dateText(instant: string): string {
  return dayText(wall(instant).day);
}

/** `20.11.2026, 10:04`, Europe/Warsaw, with the season in the doubled hour. */
export function momentText(instant: string): string {
  return `${dateText(instant)}, ${timeText(instant)}`;
}

/** A legal day `2026-11-20` as people write it: `20.11.2026`, in English `20 Nov 2026`. */
export function dayText(day: string): string {
  return locale() === 'pl-PL'
    ? typedDay(day)
    : named(day, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** A legal day without its year: `20.11`, in English `20 Nov`. */
export function yearlessDayText(day: string): string {
  return locale() === 'pl-PL' ? typedDay(day).slice(0, 5) : named(day, { day: 'numeric', month: 'short' });
}

/** A legal day as fields for dates hold it in every language: `20.11.2026`. */
export function typedDay(day: string): string {
  return day.split('-').reverse().join('.');
}

/** `25.11.2026` as the legal day `2026-11-25`; null when the calendar has no such day. */
export function readDay(text: string): string | null {
  const [, date = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text.trim()) ?? [];
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const found = new Date(`${day}T12:00:00Z`);
  return Number.isNaN(found.getTime()) || found.toISOString().slice(0, 10) !== day ? null : day;
}

/** A legal day as `piątek, 20.11.2026`. */
export function longDayText(day: string): string {
  return `${weekdayText(day)}, ${dayText(day)}`;
}

/** A legal day as `pt., 20.11.2026`. */
export function shortDayText(day: string): string {
  return `${named(day, { weekday: 'short' })}, ${dayText(day)}`;
}

/** The day of the week of a legal day: `piątek`. */
export function weekdayText(day: string): string {
  return named(day, { weekday: 'long' });
}

/** The month of a legal day: `listopad 2026`. */
export function monthText(day: string): string {
  return named(day, { month: 'long', year: 'numeric' });
}

/** The month of a legal day where a line begins with it: `Listopad 2026`. */
export function monthTitle(day: string): string {
  const named = monthText(day);
  return named.charAt(0).toUpperCase() + named.slice(1);
}

/** When something was, by the month of a legal day: `w listopadzie`. */
export function inMonthText(day: string): string {
  return i18next.t(`common.inMonth.${day.slice(5, 7) as keyof typeof pl.common.inMonth}`);
}

/** A legal day in words, as it is read out: `piątek, 20 listopada 2026`. */
export function spokenDay(day: string): string {
  return named(day, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Parts of a legal day in the language of the screen. Formats are costly to make, so each is made once. */
function named(day: string, parts: Intl.DateTimeFormatOptions): string {
  const key = `${locale()} ${JSON.stringify(parts)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', ...parts });
  formats.set(key, format);
  return format.format(new Date(`${day}T12:00:00Z`));
}

/** How many days from one legal day to another; negative when `to` lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / (24 * hour));
}

/** `24/25.11.2026`, of the night that ends on a day. */
export function nightText(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const [, before = '', first = ''] = addDays(day, -1).split('-');
  return before === month
    ? `${first}/${date}.${month}.${year}`
    : `${first}.${before}/${date}.${month}.${year}`;
}
