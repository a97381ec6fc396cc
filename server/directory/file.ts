import { CsvError, parse } from 'csv-parse/sync';
import { readRow, type Cells, type Fault, type FileRow } from './rows.ts';

/** A town hall has hundreds of extensions; what is larger is another file. */
const largest = 4 * 1024 * 1024;

/** The names of the columns, in any order; with or without Polish marks. */
const columns: Readonly<Record<string, keyof Cells>> = {
  wewnetrzny: 'extension',
  osoba: 'person',
  komorka: 'unit',
  konto: 'login',
  od: 'from',
  do: 'to',
};
const header = 'wewnętrzny;osoba;komórka;od;do';

type Line = { record: string[]; info: { lines: number } };
type Read = { rows: FileRow[]; faults: Fault[] };

const refused = (row: number | null, reason: string): Read => ({ rows: [], faults: [{ row, reason }] });

/**
 * Reads a directory as a spreadsheet saves it: CSV (RFC 4180) in UTF-8, fields divided by semicolons or by commas, the
 * header „wewnętrzny;osoba;komórka;od;do”, and „konto” where logins are known. Every fault with its row; rows only where there is none.
 */
export function readDirectoryFile(bytes: Buffer): Read {
  if (bytes.length > largest) return refused(null, 'plik ma ponad 4 MB.');
  const text = decode(bytes);
  if (typeof text === 'number')
    return refused(text, 'plik nie jest zapisany w UTF-8. W Excelu: „Zapisz jako”, rodzaj „CSV UTF-8”.');
  const delimiter = (text.split(/\r?\n/, 1)[0] ?? '').includes(';') ? ';' : ',';
  let lines: Line[];
  try {
    // The types of csv-parse do not follow `info`.
    lines = parse(text, {
      ...{ delimiter, bom: true, info: true, skip_empty_lines: true, relax_column_count: true },
    }) as unknown as Line[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refused(rowOf(error), 'cudzysłów nie jest zamknięty albo stoi w środku pola.');
  }
  const [first, ...rest] = lines;
  const names = first?.record.map((name) => columns[plain(name)] ?? null) ?? [];
  const distinct = new Set(names);
  const wanted = distinct.has('login') ? 6 : 5;
  if (names.includes(null) || distinct.size !== wanted || names.length !== wanted)
    return refused(1, `nagłówek powinien brzmieć: ${header}.`);
  const read = rest.map(({ record, info }) => {
    if (record.length !== names.length)
      return {
        row: info.lines,
        reason: `pól jest ${record.length}, a w nagłówku ${wanted}. Wszystkie wiersze dzieli ten sam znak co nagłówek („${delimiter}”).`,
      };
    const told = names.map((name, place) => [name, record[place] ?? '']);
    return readRow(Object.fromEntries([['login', ''], ...told]) as Cells, info.lines);
  });
  const faults = read.filter((one): one is Fault => 'reason' in one);
  if (faults.length === 0 && read.length === 0)
    return refused(null, 'poza nagłówkiem nie ma ani jednego wiersza.');
  return { faults, rows: faults.length > 0 ? [] : read.filter((one): one is FileRow => !('reason' in one)) };
}

/** The text, or the first row that is no UTF-8. */
function decode(bytes: Buffer): string | number {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const isText = (piece: Buffer): boolean => {
    try {
      return !strict.decode(piece).includes('\0');
    } catch {
      return false; // What it throws says no more than that.
    }
  };
  if (isText(bytes)) return bytes.toString('utf8');
  for (let row = 1, from = 0; ; row += 1) {
    const end = bytes.indexOf(0x0a, from);
    if (end === -1 || !isText(bytes.subarray(from, end))) return row;
    from = end + 1;
  }
}

function plain(name: string): string {
  return name.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

/** Where a row begins that cannot be read: an open quote runs on to the end of the file. */
function rowOf({ records, empty_lines: empty }: CsvError): number | null {
  return typeof records === 'number' && typeof empty === 'number' ? records + empty + 1 : null;
}
