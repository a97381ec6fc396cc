import type { KeyObject } from 'node:crypto';
import { parsePayload, type SealedEntry } from '../../shared/node/ledger.ts';
import type { Connection } from '../keeper/connection.ts';
import { fold, foldOwn } from '../keeper/fold.ts';
import { FoldFault } from '../entries/entry.ts';
import { entryOfLine, lineOf } from '../keeper/journal.ts';
import { pageSize, readPage } from '../keeper/ledger.ts';
import { emptyState, type LedgerState } from '../entries/state.ts';
import { UsageError } from '../settings.ts';
import { linesOf } from '../verify/source.ts';

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
 * Verifies the whole journal with the pinned key and holds the database against it, line by line.
 * SECURITY: only a database that is an earlier state of this very ledger may be refilled: what differs in one entry was not put
 * back, it was changed. Throws UsageError that names the first entry at fault.
 */
export async function findGap(connection: Connection, journal: string, keeperKey: KeyObject): Promise<Gap> {
  const gap: Gap = { missing: [], before: emptyState(), whole: emptyState() };
  const stored = entriesOf(connection);
  for await (const line of linesOf(journal)) {
    const entry = foldLine(gap.whole, line, keeperKey);
    const next = gap.missing.length === 0 ? await stored.next() : null;
    if (next === null || next.done === true) {
      gap.missing.push(entry);
    } else if (lineOf(next.value) === `${line}\n`) {
      foldOwn(gap.before, entry, parsePayload(entry.payload));
    } else throw new UsageError(`Wpis nr ${entry.seq} bazy nie jest wpisem z dziennika. ${notEarlier}`);
  }
  const beyond = await stored.next();
  if (beyond.done !== true)
    throw new UsageError(`Wpisu nr ${beyond.value.seq} bazy nie ma w dzienniku. ${notEarlier}`);
  return gap;
}

const notEarlier =
  'Baza nie jest wcześniejszym stanem tej księgi, dlatego nic nie zmieniono. Należy wykonać verify i powiadomić inspektora ochrony danych.';

function foldLine(state: LedgerState, line: string, keeperKey: KeyObject): SealedEntry {
  try {
    const entry = entryOfLine(line);
    fold(state, entry, keeperKey);
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
  for (let last = 0; ;) {
    const page = await readPage(connection, last);
    yield* page;
    last += page.length;
    if (page.length < pageSize) return;
  }
}
