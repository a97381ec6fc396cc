import { dockets, seats, type DocketRow } from './dictionaries.ts';
import { reading, type Reading } from './reading.ts';
import {
  digitsAtEnd,
  isDigits,
  isDivisionLike,
  isRoman,
  dictionaryOf,
  readDivision,
  readNumber,
  readShortYear,
  splitWords,
  type Part,
} from './tokens.ts';

interface Entry {
  row: DocketRow;
  code: string;
}

const findSeat = dictionaryOf(seats);

const keyOf = (words: readonly string[]): string => words.join(' ').toLowerCase();

/** Repertories by their words in lower case; several bodies may keep one of the same name. */
const entries = new Map<string, Entry[]>();
for (const row of dockets) {
  for (const code of row.repertories) {
    const key = keyOf(splitWords(code));
    entries.set(key, [...(entries.get(key) ?? []), { row, code }]);
  }
}

/** `[DIVISION [section]] REPERTORY [Seat]`, then `n` and `yy`, then perhaps `upr`. */
interface Cut {
  before: string[];
  repertory: string[];
  found: Entry[];
  seat?: string;
}

/** Finds the repertory at the end of the words before the number; the seat of a court may follow it. */
function cutHead(head: string[]): Cut | undefined {
  for (const [length, after] of [
    [2, 0],
    // Before [1, 0]: Po and Op are seats and repertories alike.
    [1, 1],
    [1, 0],
  ] as const) {
    const start = head.length - length - after;
    if (start < 0) continue;
    const repertory = head.slice(start, start + length);
    const seat = after === 1 ? head.at(-1) : undefined;
    const known = entries.get(keyOf(repertory)) ?? [];
    const found = known.filter(({ row }) => seat === undefined || row.seats);
    if (found.length === 0) continue;
    return { before: head.slice(0, start), repertory, found, ...(seat === undefined ? {} : { seat }) };
  }
  return undefined;
}

/** `IIK` for `II K`: the space after the department was left out. */
function splitDivision(head: string[]): string[] {
  const [first = '', ...rest] = head;
  if (entries.has(keyOf([first])) || (rest.length > 0 && isDivisionLike(first))) return head;
  for (let length = first.length - 1; length > 0; length -= 1) {
    const [division, repertory] = [first.slice(0, length), first.slice(length)];
    if (isRoman(division) && entries.has(keyOf([repertory]))) return [division, repertory, ...rest];
  }
  return head;
}

/** Entries spelled exactly so come alone; otherwise every entry that differs in case only. */
function preferExact(cut: Cut): Entry[] {
  const exact = cut.found.filter(({ code }) => splitWords(code).join(' ') === cut.repertory.join(' '));
  const best = exact.length > 0 ? exact : cut.found;
  const withDivision = best.filter(({ row }) => row.divisions > 0);
  return cut.before.length > 0 && withDivision.length > 0 ? withDivision : best;
}

function readBefore(before: string[], row: DocketRow): Part[] {
  const [division, section] = before;
  if (row.divisions === 0) return before.length === 0 ? [] : [{ text: '', fault: 'spelling' }];
  if (division === undefined) return [{ text: '', fault: 'division-missing' }];
  const parts = [readDivision(division, row.divisions)];
  if (section === undefined) return parts;
  const fits = row.sections && /^[1-9]$/.test(section);
  return [...parts, fits ? { text: section } : { text: section, fault: 'spelling' }];
}

function readRepertory(cut: Cut, { row, code }: Entry): Part {
  if (!row.seats) return { text: code };
  const seat = findSeat(cut.seat);
  return seat === undefined
    ? { text: `${code}/${cut.seat ?? ''}`, fault: 'city' }
    : { text: `${code}/${seat}` };
}

function readEntry(cut: Cut, entry: Entry, ending: readonly string[], suffix: string, year: number): Reading {
  const [numberWord = '', yearWord] = ending;
  const head = [...readBefore(cut.before, entry.row), readRepertory(cut, entry)];
  const number = readNumber(numberWord);
  const yearPart: Part =
    yearWord === undefined ? { text: '', fault: 'year-missing' } : readShortYear(yearWord, year);
  const before = head.map(({ text }) => text).filter((text) => text !== '');
  const canonical = `${before.join(' ')} ${number.text}/${yearPart.text}${entry.row.sections ? suffix : ''}`;
  return reading(entry.row.kind, canonical, [...head, number, yearPart]);
}

/** A number without a repertory, or with one that nobody keeps. */
function readUnknown(head: string[], ending: readonly string[]): Reading[] {
  if (ending.length < 2) return [];
  if (head.length === 0) return [{ canonical: '', fault: 'repertory-missing' }];
  const repertory = head.at(-1);
  const before = head.slice(0, -1);
  const alone = before.length <= 2 && before.every(isDivisionLike) && !isDigits(repertory);
  return alone ? [{ canonical: '', fault: 'repertory-unknown' }] : [];
}

/**
 * Reads a number of a court, of a tribunal, of KIO or of a bailiff: `II K 123/26`, `IV SA/Wa 1/26`, `Km 12/26`.
 * One reading per body that keeps such a repertory.
 */
export function readDocket(text: string, year: number): Reading[] {
  const [, suffix = ''] = /( upr\.?)$/.exec(text) ?? [];
  const words = splitWords(suffix === '' ? text : text.slice(0, -suffix.length));
  // The longest is a division, a section, Nc-e or a repertory with its seat, number and year.
  if (words.length > 6) return [];
  const letters = words.length - digitsAtEnd(words);
  const ending = words.slice(letters);
  if (ending.length < 1 || ending.length > 2) return [];
  const head = splitDivision(words.slice(0, letters));
  const cut = cutHead(head);
  if (cut === undefined || cut.before.length > 2) return readUnknown(head, ending);
  if (!cut.before.every(isDivisionLike)) return [];
  return preferExact(cut).map((entry) => readEntry(cut, entry, ending, suffix, year));
}
