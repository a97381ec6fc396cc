import type { caseNumberFailures as polish } from '../pl/case-number.ts';
import type { English } from '../english.ts';

const shape = 'Enter the case number as UNIT.CLASS.NUMBER.YEAR, e.g. SEK.1510.7.2026.';

/** Why a case number or an external reference was not accepted, and what to do. Never repeats what was typed. */
export const caseNumberFailures = {
  'case-number-empty': shape,
  'case-number-too-long': 'A case number has at most 60 characters. Enter the case number alone.',
  'case-number-forbidden-character':
    'The case number has a character that is invisible or not of the Polish alphabet. Type it on the keyboard.',
  'case-number-pesel': 'This looks like a PESEL number, not like a case number. Enter the case number.',
  'case-number-date':
    'This looks like a date, not like a case number. Enter the case number, e.g. SEK.1510.7.2026.',
  'case-number-phone':
    'This looks like a telephone number, not like a case number. Enter the case number, e.g. SEK.1510.7.2026.',
  'case-number-external':
    'This is the reference of another institution. Enter it in the field External reference, and the case number of the office here.',
  'case-number-old-format':
    'This is the pattern of case numbers before 2011. Enter the number as UNIT.CLASS.NUMBER.YEAR.',
  'case-number-letter-number':
    'A number in brackets is that of a letter, not of the case. Enter the case number without it.',
  'case-number-separator':
    'The parts of a case number are separated by a single full stop, without spaces or other characters.',
  'case-number-format': shape,
  'case-number-cell':
    'A case number begins with the symbol of the unit: letters and digits, at least one letter, e.g. SEK or OR-I.',
  'case-number-class':
    'The symbol of the unit is followed by the class of the filing plan: 2 to 6 digits, e.g. 1510.',
  'case-number-letter-in-number':
    'There is a letter among the digits (e.g. O instead of 0). Correct the spelling.',
  'case-number-number-missing': 'The number of the case between the filing class and the year is missing.',
  'case-number-number-too-long': 'The number of the case has at most 7 digits.',
  'case-number-leading-zero': 'The number of the case cannot begin with a zero.',
  'case-number-year-missing': 'The year in which the case began is missing at the end, e.g. SEK.1510.7.2026.',
  'case-number-year-format': 'The year in a case number has four digits, e.g. SEK.1510.7.2026.',
  'case-number-year-too-early': 'Case numbers of this form have been given since 2011. Check the year.',
  'case-number-year-future': 'The year of the case is later than the current one.',
  'case-number-initials':
    'The initials of the case officer have 2 to 5 letters and begin with a capital one, e.g. SEK.1510.7.2026.JK.',

  'reference-empty': 'Enter the reference, e.g. II K 123/26.',
  'reference-too-long': 'A reference has at most 60 characters. Enter the reference alone.',
  'reference-forbidden-character':
    'The reference has a character that is invisible or not of the Polish alphabet. Type it on the keyboard.',
  'reference-pesel': 'This looks like a PESEL number, not like a reference. Enter the reference.',
  'reference-date': 'This looks like a date, not like a reference. Enter the reference, e.g. II K 123/26.',
  'reference-phone':
    'This looks like a telephone number, not like a reference. Enter the reference, e.g. II K 123/26.',
  'reference-unrecognised':
    'The reference was not recognised. Check the spelling, or leave the field empty and state it in the findings.',
  'reference-wrong-institution':
    'Such a reference does not come from the chosen institution. Check the reference or choose another institution.',
  'reference-institution-needed':
    'This is what a reference of the Constitutional Tribunal looks like. If it is one, leave the field empty and state it in the findings.',
  'reference-division-missing': 'The division is missing, e.g. II K 123/26.',
  'reference-division-format': 'A division is a correct Roman numeral, e.g. IV; check the spelling.',
  'reference-repertory-missing': 'The repertory before the number is missing, e.g. II K 123/26.',
  'reference-repertory-unknown':
    'Unknown repertory. Check the spelling, or leave the field empty and state the reference in the findings.',
  'reference-city': 'After the repertory comes the seat of the administrative court, e.g. II SA/Wa 123/26.',
  'reference-unit': 'The code of a prosecution unit has four digits and begins with 1, 2, 3 or 4.',
  'reference-old-form':
    'References of this form were given until 2016. A newer one looks like PR 1 Ds. 123.2026 or 4001-0.Ds.123.2026.',
  'reference-mark':
    'The case number of another institution has the form UNIT.CLASS.NUMBER.YEAR. Check the spelling.',
  'reference-spelling':
    'The reference is spelled differently from the pattern (spaces, full stops, hyphens, slash).',
  'reference-letter-case': 'Capital and small letters matter in a reference, e.g. II K 123/26.',
  'reference-letter-in-number':
    'There is a letter among the digits (e.g. O instead of 0). Correct the spelling.',
  'reference-number-missing': 'The number of the case before the year is missing.',
  'reference-number-too-long': 'The number of the case has at most 7 digits.',
  'reference-leading-zero': 'The number of the case cannot begin with a zero.',
  'reference-year-missing': 'The year at the end of the reference is missing.',
  'reference-year-format':
    'The year is written differently from the pattern: two last digits after a slash (123/26), four after a full stop (123.2026).',
  'reference-year-too-early': 'References of this form were not yet given in that year. Check the year.',
  'reference-year-future': 'The year of the case is later than the current one.',
  'reference-other-format':
    'A reference of another kind has 3 to 60 characters, among them at least one letter and one digit.',
} as const satisfies English<typeof polish>;
