import { prosecutorLevels, prosecutorRegisters } from './dictionaries.ts';
import { reading, type Reading } from './reading.ts';
import {
  isDigits,
  isDivisionLike,
  dictionaryOf,
  readDivision,
  readLongYear,
  readNumber,
  readShortYear,
  splitWords,
  type Part,
} from './tokens.ts';

const findRegister = dictionaryOf(prosecutorRegisters);
const findLevel = dictionaryOf(prosecutorLevels);

/** The present numbering began on 4.04.2016; the older one ended with that year. */
const turningYear = 2016;

const readWord = (known: string, word: string): Part =>
  known === word ? { text: known } : { text: known, fault: 'letter-case' };

/** `Ds.` or `Ds`, both are usual; the dot is kept as it was typed. */
function readRegister(word: string | undefined, text: string): Part | undefined {
  const known = findRegister(word);
  if (known === undefined || word === undefined) return undefined;
  const dot = text.includes(`${word}.`) ? '.' : '';
  return { ...readWord(known, word), text: known + dot };
}

/** A department: roman or arabic, as the office numbers them. */
function readDepartment(word: string): Part {
  if (!isDigits(word)) return readDivision(word, 39);
  return /^[1-9]\d?$/.test(word) ? { text: word } : { text: word, fault: 'division-format' };
}

function readYear(word: string | undefined, year: number): Part {
  return word === undefined ? { text: '', fault: 'year-missing' } : readLongYear(word, year, turningYear);
}

/** `4098-0.Ds.1254.2024`: unit, department, register, number, year. */
function readUnitNumber(words: readonly string[], year: number): Reading[] {
  const [unit, department, register, numberWord, yearWord, ...more] = words;
  if (!isDigits(unit) || !isDigits(department) || !isDigits(numberWord) || more.length > 0) return [];
  if (department.length > 3 || unit.length < 3 || register === undefined || isDigits(register)) return [];
  const known = findRegister(register);
  const parts: [Part, Part, Part, Part] = [
    /^[1-4]\d{3}$/.test(unit) ? { text: unit } : { text: unit, fault: 'unit' },
    known === undefined ? { text: register, fault: 'repertory-unknown' } : readWord(known, register),
    readNumber(numberWord),
    readYear(yearWord, year),
  ];
  const [, registerPart, number, yearPart] = parts;
  const canonical = `${unit}-${department}.${registerPart.text}.${number.text}.${yearPart.text}`;
  return [reading('PROK_NOWA', canonical, parts)];
}

/** `PR 1 Ds. 123.2026`, `PK III 1 Ds. 1.2016`: level, departments, register, number, year. */
function readLevelNumber(words: readonly string[], text: string, year: number): Reading[] {
  const [levelWord = ''] = words;
  const level = findLevel(levelWord);
  const at = words.findIndex((word, index) => index > 0 && findRegister(word) !== undefined);
  const register = readRegister(words[at], text);
  const [numberWord, yearWord, ...more] = words.slice(at + 1);
  if (level === undefined || register === undefined || !isDigits(numberWord) || more.length > 0) return [];
  const departments = words.slice(1, at);
  if (departments.length > 2 || !departments.every(isDivisionLike)) return [];
  const head = [readWord(level, levelWord), ...departments.map(readDepartment), register];
  const number = readNumber(numberWord);
  const yearPart = readYear(yearWord, year);
  const canonical = `${head.map((part) => part.text).join(' ')} ${number.text}.${yearPart.text}`;
  return [reading('PROK', canonical, [...head, number, yearPart])];
}

/** `2 Ds. 123/15`: department, register, number, year; until 2016. */
function readOldNumber(words: readonly string[], text: string, year: number): Reading[] {
  const department = words.length === 4 ? words[0] : undefined;
  const [registerWord, numberWord, yearWord] = words.slice(-3);
  const register = readRegister(registerWord, text);
  if (words.length < 3 || words.length > 4 || registerWord?.toLowerCase() !== 'ds') return [];
  if (register === undefined || !isDigits(numberWord) || !isDigits(yearWord)) return [];
  if (department !== undefined && !isDivisionLike(department)) return [];
  const head = department === undefined ? [register] : [readDepartment(department), register];
  const number = readNumber(numberWord);
  const yearPart = readShortYear(yearWord, year);
  const tooNew = yearPart.fault !== 'year-future' && 2000 + Number(yearPart.text) > turningYear;
  const period: Part = tooNew ? { text: '', fault: 'old-form' } : { text: '' };
  const canonical = `${head.map((part) => part.text).join(' ')} ${number.text}/${yearPart.text}`;
  return [reading('PROK', canonical, [period, ...head, number, yearPart])];
}

/** Reads a number of the prosecution service in any of its three forms. */
export function readProsecutor(text: string, year: number): Reading[] {
  const words = splitWords(text);
  // Two departments are the most: PK III 1 Ds. 1.2016.
  if (words.length < 3 || words.length > 6) return [];
  const found = [...readUnitNumber(words, year), ...readLevelNumber(words, text, year)];
  return found.length > 0 ? found : readOldNumber(words, text, year);
}
