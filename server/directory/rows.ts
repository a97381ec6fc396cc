import { loginPattern } from '../../shared/values.ts';
import { isClean } from '../../shared/words.ts';

/**
 * Who has an extension from a day on; `to` is the last day, null: until further notice. Legal days, `YYYY-MM-DD`. `login`: of the
 * person's account, null where nobody said.
 */
export type Holder = {
  extension: string;
  person: string;
  unit: string;
  login: string | null;
  from: string;
  to: string | null;
};
/** Where a holder comes from: a row as a spreadsheet counts (the header is row 1), or an account in its place of a list. */
export type Origin = { row: number; account?: string };
export type FileRow = Holder & Origin;
/** What is wrong, and in which row or account; null: with the source as a whole. */
export type Fault = { row: number | null; account?: string; reason: string };

/** „wiersz 3”, „konto b.zych”; empty where it is neither. */
export function originOf({ row, account }: Omit<Fault, 'reason'>): string {
  if (account !== undefined) return `konto ${account}`;
  return row === null ? '' : `wiersz ${row}`;
}

/** The words that a row of the file holds, by the names of its columns. */
export type Cells = Readonly<Record<'extension' | 'person' | 'unit' | 'login' | 'from' | 'to', string>>;

/** Reads the words of one row. */
export function readRow(cells: Cells, row: number): FileRow | Fault {
  const [extension, person, unit] = [cells.extension, cells.person, cells.unit].map((text) =>
    text.normalize('NFC').replace(/\s+/g, ' ').trim(),
  ) as [string, string, string];
  const fault = (reason: string): Fault => ({ row, reason });
  if (extension === '') return fault('brakuje numeru wewnętrznego.');
  if (extension.length > 40) return fault('numer wewnętrzny ma ponad 40 znaków.');
  // „wew. 214” would be taken and never be the extension of any call.
  if (isClean(extension) && !/^[\p{L}\d*#_-]+$/u.test(extension))
    return fault(
      `numer wewnętrzny „${extension}” ma inne znaki niż cyfry, litery, * i #; należy wpisać sam numer, np. 214.`,
    );
  if (person === '') return fault('brakuje imienia i nazwiska.');
  if (person.length > 200 || unit.length > 200) return fault('nazwa ma ponad 200 znaków.');
  // SECURITY: what cannot be seen could make one name read as another, on screen and on paper.
  if (![extension, person, unit].every((text) => isClean(text)))
    return fault('wiersz zawiera znaki, których nie widać.');
  const account = cells.login.trim().toLowerCase();
  if (account !== '' && !loginPattern.test(account))
    return fault(`„${cells.login}” nie jest nazwą użytkownika, np. a.nowak.`);
  const login = account === '' ? null : account;
  const from = readDay(cells.from);
  if (from === null) return fault('pole „od” nie jest dniem, np. 2026-11-25 albo 25.11.2026.');
  const to = cells.to.trim() === '' ? null : readDay(cells.to);
  if (to === null && cells.to.trim() !== '')
    return fault('pole „do” nie jest dniem, np. 2026-11-25; puste oznacza: nadal.');
  if (to !== null && to < from) return fault('okres kończy się przed swoim początkiem.');
  return { row, extension, person, unit, login, from, to };
}

/** `2026-11-25` or `25.11.2026`, or null where it is no day of the calendar. */
function readDay(text: string): string | null {
  const typed = text.trim();
  const [, date, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(typed) ?? [];
  const iso = year === undefined ? typed : `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`;
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(iso)) return null;
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : null;
}
