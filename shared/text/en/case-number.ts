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
    sentence: 'Enter the reference, e.g. II K 123/26.',
    short: 'reference missing',
  },
  'reference-too-long': {
    sentence: 'A reference has at most 60 characters. Enter the reference alone.',
    short: 'reference too long',
  },
  'reference-forbidden-character': {
    sentence:
      'The reference has a character that is invisible or not of the Polish alphabet. Type it on the keyboard.',
    short: 'forbidden character in the reference',
  },
  'reference-pesel': {
    sentence: 'This looks like a PESEL number, not like a reference. Enter the reference.',
    short: 'a personal number (PESEL) instead of a reference',
  },
  'reference-date': {
    sentence: 'This looks like a date, not like a reference. Enter the reference, e.g. II K 123/26.',
    short: 'a date instead of a reference',
  },
  'reference-phone': {
    sentence:
      'This looks like a telephone number, not like a reference. Enter the reference, e.g. II K 123/26.',
    short: 'a phone number instead of a reference',
  },
  'reference-unrecognised': {
    sentence:
      'The reference was not recognised. Check the spelling, or leave the field empty and state it in the findings.',
    short: 'reference not recognised',
  },
  'reference-wrong-institution': {
    sentence:
      'Such a reference does not come from the chosen institution. Check the reference or choose another institution.',
    short: 'reference of another institution',
  },
  'reference-institution-needed': {
    sentence:
      'This is what a reference of the Constitutional Tribunal looks like. If it is one, leave the field empty and state it in the findings.',
    short: 'reference without its institution',
  },
  'reference-division-missing': {
    sentence: 'The division is missing, e.g. II K 123/26.',
    short: 'reference without a division',
  },
  'reference-division-format': {
    sentence: 'A division is written as a Roman numeral, e.g. IV. Check the spelling.',
    short: 'incorrect division in the reference',
  },
  'reference-repertory-missing': {
    sentence: 'The repertory before the number is missing, e.g. II K 123/26.',
    short: 'reference without a repertory',
  },
  'reference-repertory-unknown': {
    sentence:
      'Unknown repertory. Check the spelling, or leave the field empty and state the reference in the findings.',
    short: 'unknown repertory in the reference',
  },
  'reference-city': {
    sentence: 'After the repertory comes the seat of the administrative court, e.g. II SA/Wa 123/26.',
    short: 'reference without the seat of the court',
  },
  'reference-unit': {
    sentence: 'The code of a prosecution unit has four digits and begins with 1, 2, 3 or 4.',
    short: 'incorrect code of the prosecution in the reference',
  },
  'reference-old-form': {
    sentence:
      'References of this form were given until 2016. A newer one looks like PR 1 Ds. 123.2026 or 4001-0.Ds.123.2026.',
    short: 'reference in the form from before 2016',
  },
  'reference-mark': {
    sentence:
      'The case number of another institution has the form UNIT.CLASS.NUMBER.YEAR. Check the spelling.',
    short: 'incorrect case number of another body',
  },
  'reference-spelling': {
    sentence:
      'The reference is spelled differently from the pattern (spaces, full stops, hyphens, slash). Copy it exactly from the letter.',
    short: 'spelling of the reference differs from its form',
  },
  'reference-letter-case': {
    sentence: 'Capital and small letters matter in a reference, e.g. II K 123/26.',
    short: 'wrong capital or small letters in the reference',
  },
  'reference-letter-in-number': {
    sentence: 'There is a letter among the digits (e.g. O instead of 0). Correct the spelling.',
    short: 'letter among the digits of the reference',
  },
  'reference-number-missing': {
    sentence: 'The number of the case before the year is missing.',
    short: 'reference without a number',
  },
  'reference-number-too-long': {
    sentence: 'The number of the case has at most 7 digits.',
    short: 'number in the reference too long',
  },
  'reference-leading-zero': {
    sentence: 'The number of the case cannot begin with a zero.',
    short: 'number in the reference begins with zero',
  },
  'reference-year-missing': {
    sentence: 'The year at the end of the reference is missing.',
    short: 'reference without a year',
  },
  'reference-year-format': {
    sentence:
      'The year is written differently from the pattern: two last digits after a slash (123/26), four after a full stop (123.2026).',
    short: 'year of the reference not as its form has it',
  },
  'reference-year-too-early': {
    sentence: 'References of this form were not yet given in that year. Check the year.',
    short: 'year of the reference too early',
  },
  'reference-year-future': {
    sentence: 'The year of the case is later than the current one. Check the year.',
    short: 'year of the reference in the future',
  },
  'reference-other-format': {
    sentence:
      'A reference of another kind has 3 to 60 characters, among them at least one letter and one digit.',
    short: 'incorrect reference of another kind',
  },
} as const satisfies English<typeof polish>;
