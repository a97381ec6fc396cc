import { addDays } from '../../shared/warsaw.ts';
import { originOf, type Fault, type FileRow, type Holder, type Origin } from './rows.ts';

/** What an import does to one row of the directory; `ended`: a successor's first day ends what had no end. */
export type Change = { kind: 'added' | 'changed' | 'ended' | 'removed'; holder: Holder };
export type Plan = { changes: Change[]; unchanged: number; faults: Fault[] };

/** A row of the directory as it would be; `row` is null for what is stored and stays. */
export type Entry = Holder & (Origin | { row: null });

/**
 * What the rows of a file change in the stored directory: the same extension and first day is the same row; what had no
 * end ends the day before its successor. `whole`: what the file does not have goes. Every fault with its row.
 */
export function planImport(file: readonly FileRow[], stored: readonly Holder[], whole: boolean): Plan {
  const inFile = new Set(file.map(keyOf));
  const known = new Map(stored.map((holder) => [keyOf(holder), holder]));
  const changes: Change[] = [];
  let unchanged = 0;
  for (const row of file) {
    const holder = holderOf(row);
    const before = known.get(keyOf(holder));
    if (before === undefined) changes.push({ kind: 'added', holder });
    else if (same(before, holder)) unchanged += 1;
    else changes.push({ kind: 'changed', holder });
  }
  const staying: Entry[] = [];
  for (const holder of stored.filter((one) => !inFile.has(keyOf(one)))) {
    if (whole) {
      changes.push({ kind: 'removed', holder });
      continue;
    }
    const ended = endBefore(holder, file);
    if (ended === null) unchanged += 1;
    else changes.push({ kind: 'ended', holder: ended });
    staying.push({ ...(ended ?? holder), row: null });
  }
  return { changes, unchanged, faults: faultsOf([...staying, ...file]) };
}

/** The row without where it comes from. */
export function holderOf({ extension, person, unit, login, from, to }: Holder): Holder {
  return { extension, person, unit, login, from, to };
}

const keyOf = ({ extension, from }: Holder): string => `${extension}\n${from}`;

function same(one: Holder, other: Holder): boolean {
  const sameWho = one.person === other.person && one.unit === other.unit && one.login === other.login;
  return sameWho && one.to === other.to;
}

/** A stored row without an end, ended by the first row of the file that comes after it; null where nothing ends it. */
function endBefore(holder: Holder, file: readonly FileRow[]): Holder | null {
  if (holder.to !== null) return null;
  const after = file.filter(({ extension, from }) => extension === holder.extension && from > holder.from);
  const [next] = after.map(({ from }) => from).sort();
  return next === undefined ? null : { ...holder, to: addDays(next, -1) };
}

/** A person as a directory of names knows one: a name in a unit, whatever the case of letters. */
export const personOf = ({ person, unit }: Holder): string =>
  `${person.toLowerCase()}\n${unit.toLowerCase()}`;

/** One extension has one holder at a time, and one person (of a name in a unit) one extension. */
export function faultsOf(entries: readonly Entry[]): Fault[] {
  const taken = overlaps(entries, ({ extension }) => extension).map(([late, early]) => ({
    ...rowOfEntry(late),
    reason: `wewnętrzny ${late.extension} ma w tym czasie ${early.person} (${saidOf(early)}).`,
  }));
  const twice = overlaps(entries, personOf)
    .filter(([late, early]) => late.extension !== early.extension)
    .map(([late, early]) => ({
      ...rowOfEntry(late),
      reason: `${late.person} ma w tym czasie wewnętrzny ${early.extension} (${saidOf(early)}).`,
    }));
  return [...taken, ...twice].sort((one, other) => (one.row ?? 0) - (other.row ?? 0));
}

const rowOfEntry = (entry: Entry): Omit<Fault, 'reason'> =>
  'account' in entry ? { row: entry.row, account: entry.account } : { row: entry.row };

const saidOf = (entry: Entry): string => originOf(entry) || 'zapisano wcześniej';

/** Pairs of one key whose periods meet; first of a pair is the row that stands lower in the file. */
function overlaps(entries: readonly Entry[], key: (entry: Entry) => string): [late: Entry, early: Entry][] {
  const found: [Entry, Entry][] = [];
  const longest = new Map<string, Entry>();
  for (const entry of [...entries].sort((one, other) => (one.from < other.from ? -1 : 1))) {
    const before = longest.get(key(entry));
    if (before !== undefined && (before.to === null || before.to >= entry.from))
      found.push((before.row ?? 0) > (entry.row ?? 0) ? [before, entry] : [entry, before]);
    if (before === undefined || (before.to !== null && (entry.to === null || entry.to > before.to)))
      longest.set(key(entry), entry);
  }
  return found;
}
