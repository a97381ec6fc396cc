/** What people type into a case number's field by mistake: a PESEL, a date, a telephone number. */

const month =
  /^(?:sty|lut|mar|kwi|maj|cze|lip|sie|wrz|paź|paz|lis|gru)\p{L}*\.?$|^(?:I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII)$/iu;

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Whether eleven digits begin with a date of birth (20th or 21st century), as every living person's PESEL does. */
function beginsWithBirth(digits: string): boolean {
  const monthOfBirth = Number(digits.slice(2, 4)) % 20;
  const century = Math.floor(Number(digits.slice(2, 4)) / 20);
  const day = Number(digits.slice(4, 6));
  return century <= 1 && monthOfBirth >= 1 && monthOfBirth <= 12 && day >= 1 && day <= 31;
}

const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];

function checks(digits: string): boolean {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits.charAt(at)), 0);
  return (10 - (sum % 10)) % 10 === Number(digits.charAt(10));
}

/** Eleven digits and nothing else: a PESEL even with a slip in it, unless it can only be +48 and a telephone. */
function isBarePesel(text: string): boolean {
  const bare = text.replace(/^(?:nr )?pesel[ .:-]*/i, '');
  const digits = digitsOf(bare);
  if (digits.length !== 11) return false;
  if (/^[\d -]+$/.test(bare)) return !digits.startsWith('48') || beginsWithBirth(digits);
  return /^[\d ./-]+$/.test(bare) && beginsWithBirth(digits) && checks(digits);
}

const embedded = [
  /(?<!\d)\d{11}(?!\d)/g,
  /(?<!\d)\d{6}[ -]\d{5}(?!\d)/g,
  /(?<!\d)\d\d[ -]\d\d[ -]\d\d[ -]\d{5}(?!\d)/g,
];

/**
 * Whether the text is, or contains, what may be a person's PESEL.
 * SECURITY: asked before everything else, so that such a text is never accepted, suggested or repeated.
 */
export function containsPesel(text: string): boolean {
  const digital = text.replace(/(?<=\d)[Oo](?=\d)/g, '0');
  if (isBarePesel(digital)) return true;
  return embedded.some((pattern) =>
    [...digital.matchAll(pattern)].some((match) => beginsWithBirth(digitsOf(match[0]))),
  );
}

const within = (text: string, most: number): boolean => Number(text) >= 1 && Number(text) <= most;

function isNumericDate(text: string): boolean {
  const match = /^(\d{1,4})([./ -])(\d{1,2})\2(\d{1,4})$/.exec(text);
  const [, first = '', , middle = '', last = ''] = match ?? [];
  if (match === null || !within(middle, 12)) return false;
  const isYear = (part: string): boolean => part.length === 2 || part.length === 4;
  return (within(first, 31) && isYear(last)) || (isYear(first) && within(last, 31));
}

function isWordedDate(text: string): boolean {
  const [day = '', name = '', year = '', ...more] = text.split(' ');
  return more.length === 0 && /^\d{1,2}\.?$/.test(day) && month.test(name) && /^\d{4}$/.test(year);
}

/** Whether the whole text is a date, e.g. `12.03.2026 r.`, `2026-03-12`, `z dnia 12 marca 2026`. */
export function looksLikeDate(text: string): boolean {
  const date = text
    .replace(/^(?:z dnia|w dniu|dnia|data:?|z) /i, '')
    .replace(/,? (?:o )?(?:godz\.? ?)?\d{1,2}[:.]\d\d$/i, '')
    .replace(/ ?r\.?$/i, '');
  return isNumericDate(date) || isWordedDate(date);
}

const telephoneLabel =
  /^(?:nr )?(?:telefon\p{L}*|tel|kom|faks|fax|wewn?)(?: kom)?(?:[.:]* |[.:]+(?=\d{7}))/iu;

/** Whether the whole text is a telephone number, e.g. `tel. 22 701 75 00`, `+48 601 234 567`, `601-234-567`. */
export function looksLikePhone(text: string): boolean {
  const bare = text.replace(telephoneLabel, '').replace(/ ?(?:w|wewn?)\.? ?\d{1,5}$/i, '');
  if (!/^\+?[\d ()./-]+$/.test(bare) || /^\d+\/(?:\d\d|\d{4})$/.test(bare)) return false;
  // KOM. 1510.12.2026 is a cell and its case; digits of a telephone are grouped by two or three.
  if (bare.includes('.') && !/^\+?\d{2,3}(?:\.\d{2,3})+$/.test(bare)) return false;
  const digits = digitsOf(bare);
  if (bare !== text || bare.startsWith('+')) return digits.length >= 3 && digits.length <= 15;
  return /^(?:\d{7}|\d{9}|0\d{9}|(?:00)?48\d{9})$/.test(digits);
}
