import type { caseNumberFailures as polish } from '../pl/case-number.ts';
import type { English } from '../english.ts';

const shape = 'Enter the case number as UNIT.CLASS.NUMBER.YEAR, e.g. SEK.1510.7.2026.';

/** Why a case number or an external reference was not accepted, and what to do. Never repeats what was typed. */
export const caseNumberFailures = {
  'case-number-empty': {
    sentence: shape,
    short: 'case number missing',
  },
  'case-number-too-long': {
    sentence: 'A case number has at most 60 characters. Enter the case number alone.',
    short: 'case number too long',
  },
  'case-number-forbidden-character': {
    sentence:
      'The case number has a character that is invisible or not of the Polish alphabet. Type it on the keyboard.',
    short: 'forbidden character in the case number',
  },
  'case-number-pesel': {
    sentence: 'This looks like a PESEL number, not like a case number. Enter the case number.',
    short: 'a personal number (PESEL) instead of a case number',
  },
  'case-number-date': {
    sentence: 'This looks like a date, not like a case number. Enter the case number, e.g. SEK.1510.7.2026.',
    short: 'a date instead of a case number',
  },
  'case-number-phone': {
    sentence:
      'This looks like a telephone number, not like a case number. Enter the case number, e.g. SEK.1510.7.2026.',
    short: 'a phone number instead of a case number',
  },
  'case-number-external': {
    sentence:
      'This is the reference of another institution; the case number of the office goes here. The reference may be stated in the findings.',
    short: 'reference of another body instead of a case number',
  },
  'case-number-old-format': {
    sentence: 'This is the pattern of case numbers before 2011. Enter the number as UNIT.CLASS.NUMBER.YEAR.',
    short: 'case number from before 2011',
  },
  'case-number-letter-number': {
    sentence: 'A number in brackets is that of a letter, not of the case. Enter the case number without it.',
    short: 'number of a letter in the case number',
  },
  'case-number-separator': {
    sentence:
      'The parts of a case number are separated by a single full stop, without spaces or other characters.',
    short: 'case number without dots between its parts',
  },
  'case-number-format': {
    sentence: shape,
    short: 'not a case number',
  },
  'case-number-cell': {
    sentence:
      'A case number begins with the symbol of the unit: letters and digits, at least one letter, e.g. SEK or OR-I.',
    short: 'case number without its unit',
  },
  'case-number-class': {
    sentence: 'The symbol of the unit is followed by the filing class: 2 to 6 digits, e.g. 1510.',
    short: 'case number without its filing class',
  },
  'case-number-letter-in-number': {
    sentence: 'There is a letter among the digits (e.g. O instead of 0). Correct the spelling.',
    short: 'letter among the digits of the case number',
  },
  'case-number-number-missing': {
    sentence: 'The number of the case between the filing class and the year is missing.',
    short: 'case number without its number',
  },
  'case-number-number-too-long': {
    sentence: 'The number of the case has at most 7 digits.',
    short: 'number in the case number too long',
  },
  'case-number-leading-zero': {
    sentence: 'The number of the case cannot begin with a zero.',
    short: 'number in the case number begins with zero',
  },
  'case-number-year-missing': {
    sentence: 'The year in which the case began is missing at the end, e.g. SEK.1510.7.2026.',
    short: 'case number without a year',
  },
  'case-number-year-format': {
    sentence: 'The year in a case number has four digits, e.g. SEK.1510.7.2026.',
    short: 'year of the case number without four digits',
  },
  'case-number-year-too-early': {
    sentence: 'Case numbers of this form have been given since 2011. Check the year.',
    short: 'year of the case number too early',
  },
  'case-number-year-future': {
    sentence: 'The year of the case is later than the current one. Check the year.',
    short: 'year of the case number in the future',
  },
  'case-number-initials': {
    sentence:
      'The initials of the case officer have 2 to 5 letters and begin with a capital one, e.g. SEK.1510.7.2026.JK.',
    short: 'incorrect initials in the case number',
  },

  'reference-empty': {
    sentence: 'Enter the reference, e.g. II K 123/26. An optional field may stay empty.',
    short: 'reference missing',
  },
  'reference-too-long': {
    sentence: 'A reference has at most 60 characters. Enter the reference alone.',
    short: 'reference too long',
  },
  'reference-pesel': {
    sentence: 'This looks like a PESEL number, not like a reference. Enter the reference.',
    short: 'a personal number (PESEL) instead of a reference',
  },
  'reference-phone': {
    sentence:
      'This looks like a telephone number, not like a reference. Enter the reference, e.g. II K 123/26.',
    short: 'a phone number instead of a reference',
  },
} as const satisfies English<typeof polish>;
