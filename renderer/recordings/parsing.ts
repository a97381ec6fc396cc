import { parseCaller } from '../../shared/phone.ts';
import { addDays } from '../ui/time.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** A legal day `YYYY-MM-DD` of these figures, or null when the calendar has no such day. */
function legalDay(year: number, month: number, date: number): string | null {
  if (year < 1990 || year > 2200) return null;
  const found = new Date(Date.UTC(year, month - 1, date));
  if (found.getUTCMonth() !== month - 1 || found.getUTCDate() !== date) return null;
  return `${year}-${two(month)}-${two(date)}`;
}

/** The latest day of this date that is not after today: „20.11” in January means last November. */
function latest(month: number, date: number, today: string): string | null {
  const year = Number(today.slice(0, 4));
  const day = legalDay(year, month, date);
  return day !== null && day <= today ? day : legalDay(year - 1, month, date);
}

/**
 * A day as people type it: `20.11.2026`, `20.11.26`, `20.11`, `20-11-2026`, `20 11 2026`, `20112026`,
 * `2026-11-20`, „dziś”, „wczoraj”. `today` is the legal day of now. Null when it is none of these.
 */
export function parseDay(text: string, today: string): string | null {
  const typed = text.trim().toLowerCase();
  if (typed === 'dziś' || typed === 'dzis' || typed === 'dzisiaj') return today;
  if (typed === 'wczoraj') return addDays(today, -1);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return legalDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const polish =
    /^(\d{1,2})[.\-/\s]\s*(\d{1,2})(?:[.\-/\s]\s*(\d{2}|\d{4}))?\.?(?:\s*r\.?)?$/.exec(typed) ??
    /^(\d{2})(\d{2})(\d{4})$/.exec(typed);
  if (!polish) return null;
  const [, date = '', month = '', year] = polish;
  if (year === undefined) return latest(Number(month), Number(date), today);
  return legalDay(year.length === 2 ? 2000 + Number(year) : Number(year), Number(month), Number(date));
}

/** A time as people type it: `10:04`, `10.04`, `1004`, `10`; as `HH:MM`, or null. */
export function parseTime(text: string): string | null {
  const found = /^(\d{1,2})(?:[:.,\s](\d{2}))?$/.exec(text.trim()) ?? /^(\d{2})(\d{2})$/.exec(text.trim());
  if (!found) return null;
  const hours = Number(found[1]);
  const minutes = Number(found[2] ?? '0');
  return hours < 24 && minutes < 60 ? `${two(hours)}:${two(minutes)}` : null;
}

/** A number in any spelling as its digits with the country, or its last digits (3–15) with spaces, dashes or brackets; or null. */
export function parseDigits(text: string): string | null {
  const caller = parseCaller(text);
  if (caller.kind === 'number') return caller.e164.slice(1);
  const digits = text.replace(/[\s\-+().]/g, '');
  return /^\d{3,15}$/.test(digits) ? digits : null;
}

/** Minutes as people type them (`1`, `1,5`, `0.5`) in whole seconds, at least one second and at most a day; or null. */
export function parseMinutes(text: string): number | null {
  const found = /^(\d{1,4})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  if (!found) return null;
  const seconds = Math.round(Number(`${found[1] ?? ''}.${found[2] ?? '0'}`) * 60);
  return seconds >= 1 && seconds <= 86_400 ? seconds : null;
}
