import type { KeeperKeys } from '../../shared/node/keeper-keys.ts';
import { parsePayload, type SealedEntry } from '../../shared/node/ledger.ts';
import type { EntryKind } from '../../shared/ledger/kinds.ts';
import { localTime } from '../../shared/warsaw.ts';
import type { Connection } from '../keeper/connection.ts';
import { fold, foldOwn } from '../keeper/fold.ts';
import { FoldFault } from '../entries/entry.ts';
import { entryOfLine, lineOf } from '../keeper/journal.ts';
import { pagesAfter } from '../keeper/ledger.ts';
import { emptyState, type LedgerState } from '../entries/state.ts';
import { UsageError } from '../settings.ts';
import { linesOfFile } from '../verify/source.ts';
import { entryOf } from '../entries/families.ts';

/** What the journal has and the database has not. */
export type Gap = {
  /** The entries that the database lacks, oldest first. */
  missing: SealedEntry[];
  /** What the entries that the database still has say. */
  before: LedgerState;
  /** What the whole journal says. */
  whole: LedgerState;
};

/**
 * Verifies the whole journal with the pinned keys and holds the database against it, line by line.
 * SECURITY: only a database that is an earlier state of this very ledger may be refilled: what differs in one entry was not put
 * back, it was changed. Throws UsageError that names the first entry at fault.
 */
export async function findGap(connection: Connection, journal: string, keys: KeeperKeys): Promise<Gap> {
  const gap: Gap = { missing: [], before: emptyState(), whole: emptyState() };
  const stored = entriesOf(connection);
  for await (const lines of linesOfFile(journal)) {
    for (const line of lines) {
      const entry = foldLine(gap.whole, line, keys);
      const next = gap.missing.length === 0 ? await stored.next() : null;
      if (next === null || next.done === true) {
        gap.missing.push(entry);
      } else if (line.equals(Buffer.from(lineOf(next.value)))) {
        foldOwn(gap.before, entry, parsePayload(entry.payload));
      } else throw new UsageError(`Wpis nr ${entry.seq} bazy nie jest wpisem z dziennika. ${notEarlier}`);
    }
  }
  const beyond = await stored.next();
  if (beyond.done !== true)
    throw new UsageError(`Wpisu nr ${beyond.value.seq} bazy nie ma w dzienniku. ${notEarlier}`);
  return gap;
}

const notEarlier =
  'Baza nie jest wcześniejszym stanem tej księgi, dlatego nic nie zmieniono. Należy wykonać verify i powiadomić inspektora ochrony danych.';

/** The hash (hex) of an entry of the journal; null where it has none of that number. */
export async function hashIn(journal: string, seq: number): Promise<string | null> {
  let at = 0;
  for await (const lines of linesOfFile(journal)) {
    const line = lines[seq - at - 1];
    if (line !== undefined) return entryOfLine(line).hash.toString('hex');
    at += lines.length;
  }
  return null;
}

/** SECURITY: what is refilled has no words; a database that need not be so old would lose recordings for nothing. Throws UsageError. */
export function checkAge({ missing, before, whole }: Gap, older: boolean): void {
  if (before.head.seq === 0)
    throw new UsageError(
      'W bazie nie ma żadnego wpisu, dlatego nic nie zmieniono. Najpierw należy przywrócić bazę z najnowszej kopii (docs/operations.md, „Restore”).',
    );
  const first = missing[0] && parsePayload(missing[0].payload).at;
  if (older || first === undefined || whole.backup === null || first >= whole.backup.startedAt) return;
  throw new UsageError(
    `Baza jest starsza niż kopia z ${readableInstant(whole.backup.startedAt)}: brakuje w niej wpisów od ${readableInstant(first)}. Nic nie zmieniono. Należy przywrócić bazę z najnowszej kopii; jeżeli nie da się jej odczytać, powtórzyć polecenie z opcją --older.`,
  );
}

function foldLine(state: LedgerState, line: Buffer, keys: KeeperKeys): SealedEntry {
  try {
    const entry = entryOfLine(line);
    fold(state, entry, keys);
    return entry;
  } catch (error) {
    const where = error instanceof FoldFault ? error.seq : state.head.seq + 1;
    throw new UsageError(
      `Dziennik strażnika jest niepoprawny we wpisie nr ${where}, dlatego nic nie zmieniono. Należy powiadomić inspektora ochrony danych.`,
      { cause: error },
    );
  }
}

async function* entriesOf(connection: Connection): AsyncGenerator<SealedEntry, undefined> {
  for await (const page of pagesAfter(connection, 0)) yield* page;
}

/** What is missing and what of it cannot come back, line by line; nobody's name or number, for it is read in a server room. */
export function describeGap(missing: readonly SealedEntry[]): string[] {
  const payloads = missing.map(({ payload }) => parsePayload(payload));
  const counts = new Map<EntryKind, number>();
  for (const { kind } of payloads) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const ingested = payloads.filter((one) => one.kind === 'ingest');
  const people = new Set(
    payloads.flatMap((one) =>
      one.kind === 'person' ? one.people.flatMap(({ login, employee }) => (employee ? [login] : [])) : [],
    ),
  );
  const lists = counts.get('stubs') ?? 0;
  const scanned = payloads.flatMap((one) =>
    one.kind === 'instrument' && one.signed?.scan ? one.rows.map(({ number }) => number) : [],
  );
  return [
    `W bazie brakuje wpisów ${numbersOf(missing)} (razem ${missing.length}), od ${readableInstant(payloads[0]?.at)} do ${readableInstant(payloads.at(-1)?.at)}:`,
    ...[...counts].map(([kind, count]) => `  ${entryOf(kind).plural}: ${count}`),
    'Dziennik nie ma tekstów tych wpisów (uzasadnień, ustaleń, nazwisk) ani szkiców i zapisów wyszukiwania z tego czasu; one nie wrócą.',
    ...(ingested.length === 0
      ? []
      : [
          'Opisy tych nagrań przepadły z bazą. Trzeba wczytać je ponownie z plików źródłowych (ingest), inaczej nie da się ich odsłuchać:',
          ...ingested.map(
            ({ recording, startedAt }) => `  ${recording}, rozmowa z ${readableInstant(startedAt)}`,
          ),
        ]),
    ...(lists === 0 ? [] : ['Wykazy nagrań zniszczonych z tego czasu trzeba wczytać ponownie.']),
    ...(scanned.length === 0
      ? []
      : [`Skanów tych pism już nie ma, a pisma z segregatora pozostają w mocy: ${scanned.join(', ')}.`]),
    ...(people.size === 0
      ? []
      : [
          `Nazwiska, stanowiska i komórki tych osób Sekretarz wprowadza ponownie na stronie „Upoważnienia” („Dodaj osoby…”): ${[...people].join(', ')}.`,
        ]),
  ];
}

/** `31–58`, or `31` where it is one. */
export function numbersOf(missing: readonly SealedEntry[]): string {
  const [first, last] = [missing[0]?.seq ?? 0, missing.at(-1)?.seq ?? 0];
  return first === last ? `${first}` : `${first}–${last}`;
}

/** `25.11.2026 09:02` of Warsaw. */
export function readableInstant(instant: string | undefined): string {
  const { year, month, day, hour, minute } = localTime(new Date(instant ?? 0));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(day)}.${two(month)}.${year} ${two(hour)}:${two(minute)}`;
}
