import type { Fault, FileRow, Holder } from './rows.ts';

/** What an import does to one row of the directory; `ended`: a successor's first day ends what had no end. */
export type Change = { kind: 'added' | 'changed' | 'ended' | 'removed'; holder: Holder };
export type Plan = { changes: Change[]; unchanged: number; faults: Fault[] };

/** A row of the directory as it would be; `row` is null for what is stored and stays. */
type Entry = Holder & { row: number | null };

/**
 * What the rows of a file change in the stored directory: the same extension and first day is the same row; what had no
 * end ends the day before its successor. `whole`: what the file does not have goes. Every fault with its row.
 */
export function planImport(file: readonly FileRow[], stored: readonly Holder[], whole: boolean): Plan {
  const inFile = new Set(file.map(keyOf));
  const known = new Map(stored.map((holder) => [keyOf(holder), holder]));
  const changes: Change[] = [];
  let unchanged = 0;
  for (const { row: _row, ...holder } of file) {
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

const keyOf = ({ extension, from }: Holder): string => `${extension}\n${from}`;

function same(one: Holder, other: Holder): boolean {
  return one.person === other.person && one.unit === other.unit && one.to === other.to;
}

/** A stored row without an end, ended by the first row of the file that comes after it; null where nothing ends it. */
function endBefore(holder: Holder, file: readonly FileRow[]): Holder | null {
  if (holder.to !== null) return null;
  const after = file.filter(({ extension, from }) => extension === holder.extension && from > holder.from);
  const [next] = after.map(({ from }) => from).sort();
  return next === undefined ? null : { ...holder, to: dayBefore(next) };
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** One extension has one holder at a time, and one person (of a name in a unit) one extension. */
function faultsOf(entries: readonly Entry[]): Fault[] {
  const taken = overlaps(entries, ({ extension }) => extension).map(([late, early]) => ({
    row: late.row,
    reason: `wewnętrzny ${late.extension} ma w tym czasie ${early.person} (${placeOf(early)}).`,
  }));
  const twice = overlaps(entries, ({ person, unit }) => `${person.toLowerCase()}\n${unit.toLowerCase()}`)
    .filter(([late, early]) => late.extension !== early.extension)
    .map(([late, early]) => ({
      row: late.row,
      reason: `${late.person} ma w tym czasie wewnętrzny ${early.extension} (${placeOf(early)}).`,
    }));
  return [...taken, ...twice].sort((one, other) => (one.row ?? 0) - (other.row ?? 0));
}

const placeOf = ({ row }: Entry): string => (row === null ? 'zapisano wcześniej' : `wiersz ${row}`);

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
