import { addDays, weekdayOf } from '../../../shared/warsaw.ts';

/** Clock times of Europe/Warsaw. A day is `YYYY-MM-DD`; an instant is milliseconds since 1970, UTC. */

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
