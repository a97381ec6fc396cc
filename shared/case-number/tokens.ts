/** Parts that references of every body share: words, numbers, years and department numerals. */

export type ReferenceFault =
  | 'division-missing'
  | 'division-format'
  | 'repertory-missing'
  | 'repertory-unknown'
  | 'city'
  | 'unit'
  | 'old-form'
  | 'mark'
  | 'spelling'
  | 'letter-case'
  | 'letter-in-number'
  | 'number-missing'
  | 'number-too-long'
  | 'leading-zero'
  | 'year-missing'
  | 'year-format'
  | 'year-too-early'
  | 'year-future';

/** One part of a reference: as it should be written, and what is wrong with how it is. */
export interface Part {
  text: string;
  fault?: ReferenceFault;
}

/** Runs of letters and runs of digits; whatever stands between them is dropped. */
export function splitWords(text: string): string[] {
  return text.match(/\p{L}+|\d+/gu) ?? [];
}

export const isDigits = (word: string | undefined): word is string =>
  word !== undefined && /^\d+$/.test(word);

/** How many words at the end are digits. */
export function digitsAtEnd(words: readonly string[]): number {
  let count = 0;
  while (isDigits(words[words.length - 1 - count])) count += 1;
  return count;
}

/** A dictionary that finds its words whatever their case, and answers in its own spelling. */
export function dictionaryOf(words: readonly string[]): (word: string | undefined) => string | undefined {
  const spelled = new Map(words.map((word) => [word.toLowerCase(), word]));
  return (word) => (word === undefined ? undefined : spelled.get(word.toLowerCase()));
}

/** The running number of a case: 1 to 9 999 999 without leading zeros. */
export function readNumber(word: string): Part {
  const text = word.replace(/^0+(?=[1-9])/, '');
  if (word.startsWith('0')) return { text, fault: 'leading-zero' };
  return text.length > 7 ? { text, fault: 'number-too-long' } : { text };
}

/** A year of two digits, 2000 to the current one; a year of four is shortened in the proposal. */
export function readShortYear(word: string, year: number): Part {
  const written = /^20\d\d$/.test(word) ? word.slice(2) : word;
  if (!/^\d\d$/.test(written)) return { text: word, fault: 'year-format' };
  if (!(2000 + Number(written) <= year)) return { text: written, fault: 'year-future' };
  return written === word ? { text: written } : { text: written, fault: 'year-format' };
}

/** A year of four digits, `first` to the current one; a year of two is completed in the proposal. */
export function readLongYear(word: string, year: number, first: number): Part {
  const written = /^\d\d$/.test(word) ? `20${word}` : word;
  if (!/^\d{4}$/.test(written)) return { text: word, fault: 'year-format' };
  if (Number(written) < first) return { text: written, fault: 'year-too-early' };
  if (!(Number(written) <= year)) return { text: written, fault: 'year-future' };
  return written === word ? { text: written } : { text: written, fault: 'year-format' };
}

const roman = /^(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})$/;
const ones = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'];

const toRoman = (value: number): string => 'X'.repeat(Math.floor(value / 10)) + (ones[value % 10] ?? '');

function romanValue(numeral: string): number {
  const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50 };
  const each = [...numeral].map((letter) => values[letter] ?? 0);
  return each.reduce((sum, value, at) => sum + (value < (each[at + 1] ?? 0) ? -value : value), 0);
}

export const isRoman = (word: string): boolean => roman.test(word);

/** Whether a word was meant as the number of a department, rightly written or not. */
export const isDivisionLike = (word: string): boolean => /^(?:[IVXLCDM]+|\d{1,2})$/i.test(word);

/** The number of a department, I to `highest`; arabic digits are proposed as a roman numeral. */
export function readDivision(word: string, highest: number): Part {
  const arabic = isDigits(word) ? Number(word) : 0;
  const text = arabic >= 1 && arabic <= 39 ? toRoman(arabic) : word.toUpperCase();
  if (!isRoman(text) || romanValue(text) > highest || arabic > 0) return { text, fault: 'division-format' };
  return text === word ? { text } : { text, fault: 'letter-case' };
}
