import { CsvError, parse } from 'csv-parse/sync';
import { timeParts, type CallRecordsForm } from '../../shared/limits.ts';
import { instantsOf, legalDay } from '../../shared/warsaw.ts';
import type { CallRow } from '../entries/reconciling.ts';

/**
 * Why call records are not read, and where. A line that cannot be read is a call that nobody knows of: what is read without it could say that
 * everything was recorded.
 * SECURITY: says place and kind, never what stands there: any column may hold somebody's number.
 */
export class RecordFault extends Error {
  constructor(line: number | null, what: string) {
    super(line === null ? what : `wiersz ${line}: ${what}`);
  }
}

/** A call lasts no longer. */
const longest = 86_400;

/** `cut`: where the last row may not be whole, on which day its call began; null where nobody can tell. */
export type CallRecords = { calls: CallRow[]; cut: { day: string | null } | null };

/**
 * The incoming calls of a CSV file as an exchange writes it, of the days from `since` to `until`. Throws RecordFault.
 * SECURITY: a row that was cut, in its last column too, could say of a call that nobody answered it: none is read that is shorter than the others, and
 * the last only behind a line end, unless the exchange writes none.
 * SECURITY: nobody's number gets through: of a row beginning, length, an extension of six digits at most and the exchange's own name of the call, as
 * long as no number can be in that. Other columns are not even looked at.
 */
export function readCallRecords(
  bytes: Buffer,
  form: CallRecordsForm,
  { since, until }: { since: string; until: string },
): CallRecords {
  const text = decoded(bytes, form);
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
  const whole = form.lastLineEnd ? text.slice(0, end) : text;
  const last = text.slice(whole.length);
  const found: CallRow[] = [];
  const unnamed = new Map<string, number>();
  let columns = form.header ? null : columnsOf(form, []);
  let before: Lasting | null = null;
  forEachRow(whole, form, (row) => {
    if (columns === null) {
      columns = columnsOf(form, row.cells);
      return;
    }
    if (row.cells.length < columns.count)
      throw new RecordFault(row.line, `ma kolumn: ${row.cells.length}, a powinno być: ${columns.count}`);
    const is = ({ place, values }: Condition): boolean => values.includes(cellOf(row, place));
    if (columns.incoming !== null && !is(columns.incoming)) return;
    const id = columns.call === null ? '' : cellOf(row, columns.call);
    const lasts = Number(row.cells[columns.seconds]) * 1000 || 0;
    const startedAt = whichOf(instantsIn(row, columns.startedAt, form), { id, lasts, before });
    before = { from: startedAt.getTime(), to: startedAt.getTime() + lasts };
    const day = legalDay(startedAt);
    if (day < since || day > until) return;
    const seconds = secondsOf(row, columns.seconds);
    const answered = columns.answered === null ? seconds > 0 : is(columns.answered);
    const extension = extensionIn(cellOf(row, columns.extension));
    const call = isName(id, startedAt) ? id : nameFor(unnamed, `${startedAt.toISOString()}/${extension}`);
    found.push({ call, started_at: startedAt, extension, seconds, answered });
  });
  return { calls: found, cut: last.trim() === '' ? null : { day: dayOf(last, columns, form) } };
}

/** The day of the call of a row that may have been cut. */
function dayOf(last: string, columns: Columns | null, form: CallRecordsForm): string | null {
  let day: string | null = null;
  // The cut may be within quotation marks.
  for (const text of [last, `${last}"`])
    try {
      forEachRow(text, form, (row) => {
        if (columns !== null) day = legalDay(instantsIn(row, columns.startedAt, form)[0]);
      });
    } catch (error) {
      if (!(error instanceof RecordFault)) throw error;
    }
  return day;
}

function decoded(bytes: Buffer, { encoding }: CallRecordsForm): string {
  const marked = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]));
  try {
    return new TextDecoder(marked ? 'utf-8' : encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new RecordFault(null, 'plik nie jest zapisany w ustawionym kodowaniu');
  }
}

/** What a call goes by that the exchange gives no name: when it began and where, and which of such it is. */
function nameFor(known: Map<string, number>, beginning: string): string {
  const count = (known.get(beginning) ?? 0) + 1;
  known.set(beginning, count);
  return count === 1 ? beginning : `${beginning}/${count}`;
}

/** `line`: the number of the row, which is that of its line as long as no cell before has several lines. */
type CsvRow = { line: number; cells: readonly string[] };

/** Row by row, so that a file of a year is never held as cells. Line ends may differ within a file: of a guessed one, two calls would become one row. */
function forEachRow(text: string, { delimiter }: CallRecordsForm, work: (row: CsvRow) => void): void {
  try {
    parse(text, {
      ...{ delimiter, record_delimiter: ['\r\n', '\n', '\r'] },
      ...{ skip_empty_lines: true, relax_column_count: true },
      on_record: (cells: string[], { records, empty_lines: empty }) => {
        work({ line: records + empty, cells });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { records, empty_lines: empty } = error;
    throw new RecordFault(
      Number(records) + Number(empty) + 1,
      'cudzysłów jest niezamknięty albo stoi w środku pola',
    );
  }
}

type Condition = { place: number; values: readonly string[] };
type Columns = Record<'startedAt' | 'extension' | 'seconds' | 'count', number> & {
  call: number | null;
  incoming: Condition | null;
  answered: Condition | null;
};

function columnsOf(form: CallRecordsForm, header: readonly string[]): Columns {
  const placeOf = (column: string | number): number => {
    if (typeof column === 'number') return column - 1;
    const place = header.findIndex((cell) => cell.trim() === column);
    // The name is the office's own setting.
    if (place < 0) throw new RecordFault(null, `w nagłówku brakuje kolumny „${column}”`);
    return place;
  };
  const conditionOf = (one: CallRecordsForm['incoming']): Condition | null =>
    one && { place: placeOf(one.column), values: one.values };
  const { call, startedAt, extension, seconds } = form.columns;
  return {
    ...{ startedAt: placeOf(startedAt), extension: placeOf(extension), seconds: placeOf(seconds) },
    // An exchange may end its header with a delimiter, and no row.
    count: form.columnCount ?? header.join('\n').trimEnd().split('\n').length,
    call: call === null ? null : placeOf(call),
    incoming: conditionOf(form.incoming),
    answered: conditionOf(form.answered),
  };
}

function cellOf({ line, cells }: CsvRow, place: number): string {
  const cell = cells[place];
  if (cell === undefined) throw new RecordFault(line, `brakuje kolumny ${place + 1}`);
  return cell.trim();
}

function secondsOf(row: CsvRow, place: number): number {
  const cell = cellOf(row, place);
  if (!/^\d{1,5}$/.test(cell) || Number(cell) > longest)
    throw new RecordFault(row.line, `kolumna ${place + 1} nie podaje liczby sekund`);
  return Number(cell);
}

/** An exchange puts the whole number there that was called, or the caller's, where it reached no extension. */
function extensionIn(cell: string): string {
  return /^[\d*#]{1,6}$/.test(cell) ? cell : '';
}

/** Milliseconds by which the time in the name of a call may be apart from when it began. */
const apart = 43_200_000;
const uuid = /^(?=.*[a-f])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** A time, behind the name of a machine and before a count: without the time eight digits at most, which is no number of a telephone. */
const unique = /^(?:[A-Za-z][A-Za-z_]{0,10}\d{0,2}-)?(\d{10})\.\d{1,6}$/;

/** Whether a cell names a call, and cannot be or hold somebody's number: a uuid with a letter in it, a time with a count, or six digits in a row at most. */
function isName(cell: string, startedAt: Date): boolean {
  if (uuid.test(cell)) return true;
  const [, epoch] = unique.exec(cell) ?? [];
  if (epoch !== undefined) return Math.abs(Number(epoch) * 1000 - startedAt.getTime()) <= apart;
  return /^[\w.:@-]{1,100}$/.test(cell) && !/\d{7}/.test(cell.replace(/[^A-Za-z\d]/g, ''));
}

/** The instants at which a clock showed what stands in a cell: one, in the hour that comes twice in October two. */
function instantsIn(row: CsvRow, place: number, form: CallRecordsForm): readonly [Date, Date?] {
  const numbers = numbersIn(cellOf(row, place), form.time);
  if (numbers === null)
    throw new RecordFault(row.line, `kolumna ${place + 1} nie podaje czasu w ustawionej postaci`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers;
  const local = { year, month, day, hour, minute, second };
  const [first, later] = form.zone === 'UTC' ? utcOf(local) : instantsOf(local);
  if (first === undefined)
    throw new RecordFault(row.line, `kolumna ${place + 1} podaje czas, którego nie ma`);
  return later === undefined ? [first] : [first, later];
}

/** When a call began and ended, in milliseconds. */
type Lasting = { from: number; to: number };

/**
 * Which of two instants it was: the name of the call tells, in which there may be a time, or else that time has not gone back since the row before.
 * An exchange writes its rows when calls begin or when they end: only what is earlier by both comes from the hour that followed.
 */
function whichOf(
  [first, later]: readonly [Date, Date?],
  { id, lasts, before }: { id: string; lasts: number; before: Lasting | null },
): Date {
  if (later === undefined) return first;
  const [, epoch] = unique.exec(id) ?? [];
  if (epoch === undefined) {
    const from = first.getTime();
    return before !== null && from < before.from && from + lasts < before.to ? later : first;
  }
  const distance = (one: Date): number => Math.abs(one.getTime() - Number(epoch) * 1000);
  return distance(later) < distance(first) ? later : first;
}

function utcOf({ year, month, day, hour, minute, second }: Parameters<typeof instantsOf>[0]): Date[] {
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const same = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && at.getUTCHours() === hour;
  return same && minute < 60 && second < 60 ? [at] : [];
}

/** Year, month, day, hour, minute and second of a time in the office's form; null where it is another. */
function numbersIn(cell: string, form: string): number[] | null {
  const places = timeParts
    .map((part) => ({ at: form.indexOf(part), length: part.length }))
    .filter(({ at, length }) => /^\d+$/.test(cell.slice(at, at + length)));
  if (cell.length !== form.length || places.length < timeParts.length) return null;
  const isBetween = [...form].every(
    (sign, at) => cell[at] === sign || places.some((part) => part.at <= at && at < part.at + part.length),
  );
  return isBetween ? places.map(({ at, length }) => Number(cell.slice(at, at + length))) : null;
}
