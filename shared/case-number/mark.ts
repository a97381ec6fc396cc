/**
 * The mark of a case in the 2011 pattern, `CELL.CLASS.NO[.SUB].YEAR[.INITIALS]` (office instruction, Dz.U. 2011
 * Nr 14 poz. 67).
 */

/** What is wrong with a mark; each is the end of a failure code. */
export type MarkFault =
  | 'old-format'
  | 'letter-number'
  | 'separator'
  | 'format'
  | 'cell'
  | 'class'
  | 'letter-in-number'
  | 'number-missing'
  | 'number-too-long'
  | 'leading-zero'
  | 'year-missing'
  | 'year-format'
  | 'year-too-early'
  | 'year-future'
  | 'initials';

type MarkReading = { ok: true; fileClass: string } | { ok: false; fault: MarkFault };

/** Numbers between class and year: of the case, and of its part. */
const mostNumbers = 2;

/** Before 2011 marks had another shape. */
const firstYear = 2011;

const cell = /^[0-9A-Za-zĄĆĘŁŃÓŚŹŻąćęłńóśźż]{1,12}(?:-[0-9A-Za-zĄĆĘŁŃÓŚŹŻąćęłńóśźż]{1,8}){0,3}$/;
const initials = /^[A-ZĄĆĘŁŃÓŚŹŻ][A-Za-zĄĆĘŁŃÓŚŹŻąćęłńóśźż]{1,4}\d?$/;
const startsWithLetter = /^\p{L}/u;

/** Wrong in the text as a whole, before it can be cut at its dots. */
function faultOfWhole(text: string): MarkFault | undefined {
  if (/[\p{L}\d]\(\d+\)$/u.test(text)) return 'letter-number';
  if (startsWithLetter.test(text) && /\d[-/]\d{1,7}\/\d\d$/.test(text)) return 'old-format';
  if (/[ _/,:;]/.test(text)) return 'separator';
  if (!/^[\p{L}\d.-]+$/u.test(text)) return 'format';
  return text.split('.').includes('') ? 'separator' : undefined;
}

function faultOfCell(text: string): MarkFault | undefined {
  return cell.test(text) && /\p{L}/u.test(text) ? undefined : 'cell';
}

function faultOfClass(text: string): MarkFault | undefined {
  if (/^\d{2,6}$/.test(text)) return undefined;
  return /^[OoIl\d]+$/.test(text) && /[OoIl]/.test(text) && /\d/.test(text) ? 'letter-in-number' : 'class';
}

function faultOfNumber(text: string): MarkFault | undefined {
  if (!/^\d+$/.test(text)) return 'letter-in-number';
  if (text.startsWith('0')) return 'leading-zero';
  return text.length > 7 ? 'number-too-long' : undefined;
}

/** The last numeric part, which has to be the year. */
function faultOfYear(text: string, alone: boolean, current: number): MarkFault | undefined {
  const looksLikeYear = /^(?:19|20)\d\d$/.test(text);
  if (alone) return looksLikeYear ? 'number-missing' : 'year-missing';
  if (/[^\dOoIl]/.test(text)) return 'year-format';
  if (/\D/.test(text)) return 'letter-in-number';
  if (!/^\d{4}$/.test(text)) return text.length === 2 ? 'year-format' : 'year-missing';
  if (Number(text) < firstYear) return 'year-too-early';
  // Written this way round so that a current year that is no number refuses instead of letting through.
  return Number(text) <= current ? undefined : 'year-future';
}

/** Reads normalised text as a mark in the year `current` (four digits); the first fault from the left is reported. */
export function readMark(text: string, current: number): MarkReading {
  const whole = faultOfWhole(text);
  if (whole !== undefined) return { ok: false, fault: whole };
  const [head = '', fileClass = '', ...rest] = text.split('.');
  const tail = rest.length > 1 && startsWithLetter.test(rest.at(-1) ?? '') ? rest.pop() : undefined;
  const year = rest.pop();
  if (year === undefined || rest.length > mostNumbers) return { ok: false, fault: 'format' };
  const fault =
    faultOfCell(head) ??
    faultOfClass(fileClass) ??
    rest.map(faultOfNumber).find((found) => found !== undefined) ??
    faultOfYear(year, rest.length === 0, current) ??
    (tail === undefined || initials.test(tail) ? undefined : 'initials');
  return fault === undefined ? { ok: true, fileClass } : { ok: false, fault };
}
