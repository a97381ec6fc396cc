import { addDays, weekdayOf } from './warsaw.ts';

/**
 * Working days of a Polish office: ustawa z 18 stycznia 1951 r. o dniach wolnych od pracy. What an office gives in return for a holiday on a
 * Saturday (art. 130 § 2 KP) it chooses itself, and is not known here. A day is `YYYY-MM-DD`.
 */

/** Holidays that have one date every year. */
const fixedHolidays = ['01-01', '05-01', '05-03', '08-15', '11-01', '11-11', '12-25', '12-26'];

/** Those that came later, each with the first year of it. */
const laterHolidays: Readonly<Record<string, number>> = { '01-06': 2011, '12-24': 2025 };

/** Easter Monday and Corpus Christi, in days after Easter; Easter and Pentecost are Sundays anyhow. */
const afterEaster = [1, 60];

/** Whether a Polish office works on that day: neither Saturday nor Sunday nor a public holiday. */
export function isWorkingDay(day: string): boolean {
  const year = Number(day.slice(0, 4));
  const date = day.slice(5);
  if ([0, 6].includes(weekdayOf(day)) || fixedHolidays.includes(date)) return false;
  if (year >= (laterHolidays[date] ?? Infinity)) return false;
  const sunday = easter(year);
  return afterEaster.every((days) => day !== addDays(sunday, days));
}

/** The `count` working days that end before `day`, oldest first. */
export function workingDaysBefore(day: string, count: number): string[] {
  const days: string[] = [];
  for (let at = addDays(day, -1); days.length < count; at = addDays(at, -1)) {
    if (isWorkingDay(at)) days.unshift(at);
  }
  return days;
}

/** The last of the `count` working days that follow `day`. */
export function workingDayAfter(day: string, count: number): string {
  let [at, left] = [day, count];
  while (left > 0) {
    at = addDays(at, 1);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
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
  return addDays(`${year}-03-01`, 31 * (Math.floor(march / 31) - 3) + (march % 31));
}
