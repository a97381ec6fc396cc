import { localTime } from '../../shared/warsaw.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** An instant as the paper shows its day: `25.11.2026`, Europe/Warsaw. */
export function paperDay(instant: string): string {
  const { year, month, day } = localTime(new Date(instant));
  return `${two(day)}.${two(month)}.${year}`;
}

/** A legal day `2026-11-25` as `25.11.2026`. */
export function legalDayText(day: string): string {
  return day.split('-').reverse().join('.');
}

/** `09:10`, Europe/Warsaw; in the doubled hour of October with its offset: `02:30 (UTC+2)`. */
export function paperTime(instant: string): string {
  const at = new Date(instant);
  const { hour, minute } = localTime(at);
  const shown = `${two(hour)}:${two(minute)}`;
  const hours = [-1, 1].map((shift) => localTime(new Date(at.getTime() + shift * 3_600_000)).hour);
  return hours.includes(hour) ? `${shown} (UTC+${offsetHours(at)})` : shown;
}

function offsetHours(at: Date): number {
  const { year, month, day, hour, minute, second } = localTime(at);
  return Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - at.getTime()) / 3_600_000);
}
