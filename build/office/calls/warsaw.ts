import { addDays, weekdayOf } from '../../../shared/warsaw.ts';

/** Working days and clock times of Europe/Warsaw. A day is `YYYY-MM-DD`; an instant is milliseconds since 1970, UTC. */

const hour = 3_600_000;

/** Midnight UTC of a day: only for arithmetic between days, never an instant of the office. */
function ordinal(day: string): number {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at)) throw new RangeError(`not a day: ${day}`);
  return at;
}

function dayAt(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The last Sunday of a month (1–12): the clocks change on those of March and October. */
export function lastSunday(year: number, month: number): string {
  const last = dayAt(Date.UTC(year, month, 0));
  return addDays(last, -weekdayOf(last));
}

function offsetAt(instant: number): number {
  const year = new Date(instant).getUTCFullYear();
  const from = ordinal(lastSunday(year, 3)) + hour;
  const to = ordinal(lastSunday(year, 10)) + hour;
  return instant >= from && instant < to ? 2 * hour : hour;
}

/**
 * The instant at which a clock in Warsaw shows `seconds` after midnight of `day`. In the doubled hour of October
 * the earlier one (summer time), or the later one if `again`.
 */
export function instantAt(day: string, seconds: number, again = false): number {
  const shown = ordinal(day) + seconds * 1000;
  const summer = shown - 2 * hour;
  return !again && offsetAt(summer) === 2 * hour ? summer : shown - offsetAt(shown - hour);
}

/** An instant as a clock in Warsaw shows it, with its offset: `2026-10-25T02:30:14+02:00`. */
export function localIso(instant: number): string {
  const offset = offsetAt(instant);
  return `${new Date(instant + offset).toISOString().slice(0, 19)}+0${String(offset / hour)}:00`;
}

/** Easter Sunday by the Gregorian reckoning (Meeus, Jones and Butcher). */
function easter(year: number): string {
  const golden = year % 19;
  const [century, rest] = [Math.floor(year / 100), year % 100];
  const lunar = Math.floor((century + 8) / 25);
  const epact =
    (19 * golden + century - Math.floor(century / 4) - Math.floor((century - lunar + 1) / 3) + 15) % 30;
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * sunday) / 451);
  const march = epact + sunday - 7 * shift + 114;
  return dayAt(Date.UTC(year, Math.floor(march / 31) - 1, (march % 31) + 1));
}

const fixedHolidays = [
  '01-01',
  '01-06',
  '05-01',
  '05-03',
  '08-15',
  '11-01',
  '11-11',
  '12-24',
  '12-25',
  '12-26',
];

/** Whether a Polish office works on that day: neither Saturday nor Sunday nor a public holiday (24.12 since 2025). */
export function isWorkingDay(day: string): boolean {
  if ([0, 6].includes(weekdayOf(day)) || fixedHolidays.includes(day.slice(5))) return false;
  const sunday = easter(Number(day.slice(0, 4)));
  return day !== addDays(sunday, 1) && day !== addDays(sunday, 60);
}

/** The `count` working days that end before `day`, oldest first. */
export function workingDaysBefore(day: string, count: number): string[] {
  const days: string[] = [];
  for (let at = addDays(day, -1); days.length < count; at = addDays(at, -1)) {
    if (isWorkingDay(at)) days.unshift(at);
  }
  return days;
}
