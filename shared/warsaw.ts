/**
 * Legal time: days and hours of Europe/Warsaw, whatever the machine's own zone. Instants are UTC, ISO 8601 with milliseconds.
 */
const zone = 'Europe/Warsaw';
const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

type LocalTime = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
};

export function localTime(instant: Date): LocalTime {
  const found: Record<string, number> = {};
  for (const { type, value } of parts.formatToParts(instant))
    if (type !== 'literal') found[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = found;
  return { year, month, day, hour, minute, second };
}

/** Days by UTC hour: since 1915 Warsaw is whole hours away from UTC, so that no day ends within one. A year of them is kept. */
const dayOfHour = new Map<number, string>();
const hoursKept = 10_000;

/** The legal day of an instant, `YYYY-MM-DD`; without one, of now. */
export function legalDay(instant: Date | string = new Date()): string {
  const date = new Date(instant);
  const hour = Math.floor(date.getTime() / 3_600_000);
  const known = dayOfHour.get(hour);
  if (known !== undefined) return known;
  const { year, month, day } = localTime(date);
  const told = `${year}-${two(month)}-${two(day)}`;
  if (dayOfHour.size >= hoursKept) dayOfHour.clear();
  dayOfHour.set(hour, told);
  return told;
}

/** `yyyy-mm` of the legal day: the folder of the share with the recordings of calls that began then. */
export function legalMonth(instant: Date): string {
  return legalDay(instant).slice(0, 7);
}

/**
 * All instants at which a clock in Warsaw shows this time: one, two in the doubled hour of October, none in the hour that March skips
 * or for an impossible date. Earliest first.
 */
export function instantsOf(local: LocalTime): Date[] {
  const asUtc = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second);
  return [2, 1]
    .map((hours) => new Date(asUtc - hours * 3_600_000))
    .filter((instant) => same(localTime(instant), local));
}

/** The instant at which a day is over: no clock in Warsaw is changed at midnight. Milliseconds since 1970. */
export function endOfDay(day: string): number {
  const [year = 0, month = 1, date = 1] = addDays(day, 1).split('-').map(Number);
  const [midnight] = instantsOf({ year, month, day: date, hour: 0, minute: 0, second: 0 });
  if (midnight === undefined) throw new RangeError(`no such day: ${day}`);
  return midnight.getTime();
}

/** The day `count` days after (before, when negative) a day. */
export function addDays(day: string, count: number): string {
  return new Date(noon(day) + count * 86_400_000).toISOString().slice(0, 10);
}

/** The place of a day in its week: 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: string): number {
  return new Date(noon(day)).getUTCDay();
}

/** Midday UTC of a day: for arithmetic between days, never an instant of the office. */
function noon(day: string): number {
  return Date.parse(`${day}T12:00:00Z`);
}

/** KPA art. 57 § 3: the day `months` later that bears the same number, or the last day of a shorter month. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return `${first.getUTCFullYear()}-${two(first.getUTCMonth() + 1)}-${two(Math.min(date, last))}`;
}

/** The first and the last day of a month `yyyy-mm`. */
export function daysOfMonth(month: string): { from: string; to: string } {
  const from = `${month}-01`;
  return { from, to: addDays(addMonths(from, 1), -1) };
}

/** The month `yyyy-mm` after the one of a day or month. */
export function monthAfter(day: string): string {
  return addMonths(`${day.slice(0, 7)}-01`, 1).slice(0, 7);
}

/** The month `yyyy-mm` before the one of a day or month. */
export function monthBefore(day: string): string {
  return addMonths(`${day.slice(0, 7)}-01`, -1).slice(0, 7);
}

function same(one: LocalTime, other: LocalTime): boolean {
  return (Object.keys(other) as (keyof LocalTime)[]).every((key) => one[key] === other[key]);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
