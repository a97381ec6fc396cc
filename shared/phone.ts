/** What an exchange writes for a caller: a number in E.164, nothing (withheld), or something that is no outside number. */
type Caller = { kind: 'number'; e164: string } | { kind: 'withheld' } | { kind: 'not-a-number' };

const withheld = new Set([
  '',
  'anonymous',
  'unknown',
  'unavailable',
  'restricted',
  'private',
  'withheld',
  'zastrzezony',
  'zastrzeżony',
]);

/**
 * Reads a caller as Polish exchanges write it: `601224417`, `22 701 75 00`, `48601224417`, `0048…`, `+48…`, `0 22 …`, foreign `+49…`/`0049…`.
 * A number without a country belongs to Poland (nine digits, UKE numbering plan). Extensions of the office are no callers.
 */
export function parseCaller(text: string): Caller {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  if (withheld.has(plain)) return { kind: 'withheld' };
  if (!/^\+?[\d\s().-]+$/.test(plain)) return { kind: 'not-a-number' };
  const digits = plain.replace(/\D/g, '');
  const abroad = plain.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : null;
  const e164 = abroad === null ? polish(digits) : international(abroad);
  return e164 === null ? { kind: 'not-a-number' } : { kind: 'number', e164 };
}

/** `digits` begin with a country. */
function international(digits: string): string | null {
  if (digits.startsWith('48')) return polish(digits);
  return /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : null;
}

function polish(digits: string): string | null {
  const national = /^(?:48|0)?([1-9]\d{8})$/.exec(digits)?.[1];
  return national === undefined ? null : `+48${national}`;
}
