import { parseCaller } from '../../shared/phone.ts';
import { tidy } from '../../shared/words.ts';
import { readTyped, type TypedError } from './typed-text.ts';

/** A condition as it was understood, or the name of the sentence that says why not. */
export type Parsed<Value, Problem extends string> =
  { ok: true; value: Value } | { ok: false; error: TypedError | Problem };

/** Which callers: with these digits in the number, or those who withheld it. */
export type CallerWanted = { digits: string } | 'withheld';

/** How many of the last digits may be asked for. */
const lastDigits = { fewest: 3, most: 5 };

/** What letters write before a number: „tel.”, „numer telefonu:”, „kończy się na”, „końcówka”. */
const beforeNumber =
  /^(?:(?:nr|numer[a-z]*|tel|telefon[a-z]*|kom|komork[a-z]*|dzwoniac[a-z]*|konczac[a-z]*|konczy|sie|na|koncowk[a-z]*|ostatnie|cyfry|ending|ends|in)(?![a-z])[.: ]*)+/;

/**
 * A telephone number or its end, in any spelling: `601 224 417`, `+48 (22) 701-75-00`, `0048…`, `…417`, „tel. 601…”; or
 * „numer zastrzeżony”. A whole Polish number comes back as its nine digits, any other with `+` and its country.
 */
export function parseCallerWanted(
  typed: string,
): Parsed<CallerWanted, 'digits' | 'digitsFew' | 'digitsBetween'> {
  const read = readTyped(typed);
  if (!read.ok) return read;
  if (/^(?:brak|bez) numeru$/.test(read.text)) return { ok: true, value: 'withheld' };
  const text = read.text.replace(beforeNumber, '');
  if (/^(?:zastrzez|ukryt|prywatn|anonim|nieznan|withheld)[a-z]*(?: (?:numer|number))?$/.test(text))
    return { ok: true, value: 'withheld' };
  // What stands for digits that are not known: „•••417”, „xxx 417”, „…417”.
  const known = text.replace(/^[.•*x ]+/, '').replaceAll('/', '-');
  const caller = parseCaller(known);
  if (caller.kind === 'number') return { ok: true, value: { digits: caller.e164.replace(/^\+48/, '') } };
  if (!/^\+?[\d\s().-]+$/.test(known)) return { ok: false, error: 'digits' };
  const digits = known.replace(/\D/g, '').replace(/^00/, '');
  if (digits.length < lastDigits.fewest) return { ok: false, error: 'digitsFew' };
  return digits.length > lastDigits.most
    ? { ok: false, error: 'digitsBetween' }
    : { ok: true, value: { digits } };
}

/** Seconds of `1`, `1,5`, „2 min”, `1:30`, „90 s”, „1 min 30 s”: minutes unless said otherwise; one second to a day. */
export function parseMinutes(typed: string): Parsed<number, 'minutes'> {
  const read = readTyped(typed);
  if (!read.ok) return read;
  const seconds = secondsOf(read.text.replace(/^(?:co najmniej|min\.?|od) /, ''));
  return seconds !== null && seconds >= 1 && seconds <= 86_400
    ? { ok: true, value: seconds }
    : { ok: false, error: 'minutes' };
}

function secondsOf(text: string): number | null {
  if (/^pol (?:minuty|min\.?)$/.test(text)) return 30;
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const minutes = /^(\d{1,4})(?:[.,](\d{1,2}))?(?: ?(?:m|min\.?|minut[aye]?))?$/.exec(text);
  if (minutes) return Math.round(Number(`${minutes[1] ?? ''}.${minutes[2] ?? '0'}`) * 60);
  const both = /^(?:(\d{1,4}) ?(?:m|min\.?|minut[aye]?) ?)?(\d{1,5}) ?(?:s|sek\.?|sekund[aye]?)$/.exec(text);
  return both && Number(both[1] ?? '0') * 60 + Number(both[2]);
}

/** Longest name, extension or department that can be looked for, in UTF-16 units. */
const longestName = 60;

/** A surname, an extension or a department, as it stands in the list; blanks at its ends do not count. */
export function parseName(typed: string): Parsed<string, never> {
  const text = tidy(typed).replace(/\s+/g, ' ').trim();
  if (text === '') return { ok: false, error: 'empty' };
  if (text.length > longestName) return { ok: false, error: 'long' };
  return /^[\p{Script=Latin}\d .,'’&()/-]*$/u.test(text)
    ? { ok: true, value: text }
    : { ok: false, error: 'signs' };
}
