import i18next from 'i18next';
import { legalDay, localTime } from '../../shared/warsaw.ts';

const two = (value: number): string => String(value).padStart(2, '0');

type Wall = { day: string; time: string; seconds: string };

function wall(instant: string): Wall {
  const { year, month, day, hour, minute, second } = localTime(new Date(instant));
  return {
    day: `${two(day)}.${two(month)}.${year}`,
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

/** `09:36:40`, Europe/Warsaw. */
export function secondsText(instant: string): string {
  const { time, seconds } = wall(instant);
  return `${time}:${seconds}`;
}

/** The Warsaw day of an instant as `20.11.2026`. */
export function dateText(instant: string): string {
  return wall(instant).day;
}

/** `20.11.2026, 10:04`, Europe/Warsaw, with the season in the doubled hour. */
export function momentText(instant: string): string {
  const { day, time } = wall(instant);
  return `${day}, ${time}${season(instant)}`;
}

/** A legal day `2026-11-20` as `20.11.2026`. */
export function dayText(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${date}.${month}.${year}`;
}

const weekday = new Intl.DateTimeFormat('pl-PL', { timeZone: 'UTC', weekday: 'long' });
const weekdayShort = new Intl.DateTimeFormat('pl-PL', { timeZone: 'UTC', weekday: 'short' });

/** A legal day as `piątek, 20.11.2026`. */
export function longDayText(day: string): string {
  return `${weekday.format(new Date(`${day}T12:00:00Z`))}, ${dayText(day)}`;
}

/** A legal day as `pt., 20.11.2026`. */
export function shortDayText(day: string): string {
  return `${weekdayShort.format(new Date(`${day}T12:00:00Z`))}, ${dayText(day)}`;
}

/** The legal day `YYYY-MM-DD` of an instant in Europe/Warsaw; without one, of now. */
export function dayOf(instant?: string): string {
  return legalDay(instant === undefined ? new Date() : new Date(instant));
}

/** The day `count` days after (before, when negative) a legal day. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + count * 24 * hour).toISOString().slice(0, 10);
}

/** How many days from one legal day to another; negative when `to` lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / (24 * hour));
}
