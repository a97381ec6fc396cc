import type { KeyObject } from 'node:crypto';
import { closeSync, fstatSync, openSync } from 'node:fs';
import type { Client } from 'pg';
import { texts, type EntryKind, type Payload } from '../../shared/entries.ts';
import { pinnedKeeperKey } from '../../shared/node/keeper-key.ts';
import { entryFault, textCommitment, type SealedEntry } from '../../shared/node/ledger.ts';
import { FoldFault, fold, type EntryFault } from '../keeper/fold.ts';
import { entryOfLine, lineOf, tailOf } from '../keeper/journal.ts';
import type { PersonName } from '../keeper/mirror.ts';
import { emptyState } from '../keeper/state.ts';
import { compareModels } from './models.ts';
import { entriesOfDatabase, entriesOfExport, linesOf, type Derived, type FoundEntry } from './source.ts';

/**
 * What is wrong: an entry is missing (deleted or cut off), does not follow the one before it, was edited, is not
 * signed by the pinned keeper, says something impossible; the ledger begins with another keeper; the words are not
 * those committed to; the journal has something else; a table says something else than the ledger.
 */
export type Fault = EntryFault | 'keeper' | 'words' | 'journal' | 'table' | 'unreadable';

export type VerifyResult = {
  /** Entries that were looked at. */
  entries: number;
  /** The last of them, hash in hex. */
  head: { seq: number; hash: string } | null;
  /** The first fault; `table` names the read model, for `what: 'table'`. */
  fault: { seq: number; what: Fault; table?: string } | null;
  /** Entries whose words are no longer there: lawfully erased, or else. */
  withoutWords: number[];
  /** Entries that the journal did not have (yet) when the look began. */
  unjournalled: number;
};

export type VerifyOptions = {
  /** The database, logged in as the keeper's role or a superuser, or an export. */
  source: Client | { file: string };
  /** Path of the keeper's journal; null = it is not at hand, and a cut-off end cannot be seen. */
  journal: string | null;
  /** The pinned `ed25519:<base64>`. */
  keeperKey: string;
  /** Only the newest entries and the end of the journal. */
  quick?: boolean;
};

/** So many of the newest entries are looked at in the quick mode. */
const quickEntries = 200;

/**
 * Verifies a ledger: chain, hashes, signatures, words, journal, and what the tables make of it. Reads only.
 * Returns the first fault in the order of the entries; a table that disagrees is reported after them.
 */
export async function verifyLedger(options: VerifyOptions): Promise<VerifyResult> {
  const { source } = options;
  // SECURITY: the journal's end is taken first. What it has at this moment the database must have had before.
  const size = options.journal === null ? 0 : sizeOf(options.journal);
  if ('file' in source) return whole(options, size, entriesOfExport(source.file));
  await source.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    return options.quick
      ? await newest(source, options, size)
      : await whole(options, size, entriesOfDatabase(source), source);
  } finally {
    await source.query('ROLLBACK');
  }
}

class Found extends Error {
  readonly fault: NonNullable<VerifyResult['fault']>;
  constructor(fault: NonNullable<VerifyResult['fault']>) {
    super(fault.what);
    this.fault = fault;
  }
}

async function whole(
  { journal, keeperKey }: VerifyOptions,
  size: number,
  entries: AsyncGenerator<FoundEntry>,
  client?: Client,
): Promise<VerifyResult> {
  const key = pinnedKeeperKey(keeperKey);
  const state = emptyState();
  const names = new Map<string, PersonName>();
  const result: VerifyResult = { entries: 0, head: null, fault: null, withoutWords: [], unjournalled: 0 };
  const lines = linesOf(journal ?? '', size);
  try {
    for await (const { entry, words, derived } of entries) {
      const payload = fold(state, entry, key);
      if (entry.seq === 1) checkKeeper(payload, keeperKey);
      if (derived !== null) checkDerived(entry.seq, payload, derived);
      checkWords(entry.seq, payload, words, result);
      if (payload.kind === 'person' && words)
        names.set(payload.subject, texts.person.parse(JSON.parse(words.text)));
      if (journal !== null) await checkLine(entry, lines, result);
      result.entries += 1;
      result.head = { seq: entry.seq, hash: entry.hash.toString('hex') };
    }
    const next = await lines.next();
    if (next.done !== true) throw new Found({ seq: state.head.seq + 1, what: 'missing' });
    if (journal !== null) checkReach(journal, result);
    if (client) {
      const wrong = await compareModels(client, state, names, key);
      if (wrong) throw new Found({ seq: wrong.seq, what: 'table', table: wrong.table });
    }
  } catch (error) {
    result.fault = faultOf(error, state.head.seq + 1);
  }
  return result;
}

function faultOf(error: unknown, next: number): VerifyResult['fault'] {
  if (error instanceof Found) return error.fault;
  if (error instanceof FoldFault) return { seq: error.seq, what: error.fault };
  // A line that is no JSON, or not of this shape: only a file can be so.
  if (error instanceof SyntaxError || (error instanceof Error && error.name === 'ZodError')) {
    return { seq: next, what: 'unreadable' };
  }
  throw error;
}

/** SECURITY: a whole ledger made anew with another key is consistent in itself; it is not the ledger of the pinned keeper. */
function checkKeeper(payload: Payload, keeperKey: string): void {
  if (payload.kind !== 'genesis' || `ed25519:${payload.keeper}` !== keeperKey) {
    throw new Found({ seq: 1, what: 'keeper' });
  }
}

/** Where `act` names a listening act; elsewhere it is the number of a paper (030_ledger.sql). */
const ofActs: ReadonlySet<string> = new Set<EntryKind>([
  'release',
  'refusal',
  'undelivered',
  'closed',
  'completed',
  'reopened',
  'filed',
]);

/** SECURITY: lists and registers read these columns; who owns the table can take their derivation away and write them himself. */
function checkDerived(seq: number, payload: Payload, { kind, login, command, act }: Derived): void {
  const ofAct = 'act' in payload && ofActs.has(payload.kind) ? payload.act : null;
  const holds =
    kind === payload.kind && login === payload.login && command === payload.command && act === ofAct;
  if (!holds) throw new Found({ seq, what: 'table', table: 'entry' });
}

/**
 * The keeper journals each entry before it makes the next: the journal lacks one entry at most, whatever was entered while
 * the database was being read.
 * SECURITY: a journal put back to an earlier state would no longer tell when the end of the database is cut off as well.
 */
function checkReach(journal: string, { head, unjournalled }: VerifyResult): void {
  if (unjournalled < 2) return;
  const line = lastLine(journal, sizeOf(journal));
  const reached = line === null ? 0 : entryOfLine(line).seq;
  if (reached < (head?.seq ?? 0) - 1) throw new Found({ seq: reached + 1, what: 'journal' });
}

function checkWords(seq: number, payload: Payload, words: FoundEntry['words'], result: VerifyResult): void {
  const commitment = 'text' in payload ? payload.text : null;
  if (words === null) {
    if (commitment !== null) result.withoutWords.push(seq);
  } else if (textCommitment(words.salt, words.text) !== commitment) {
    throw new Found({ seq, what: 'words' });
  }
}

async function checkLine(
  entry: SealedEntry,
  lines: AsyncGenerator<string>,
  result: VerifyResult,
): Promise<void> {
  const line = await lines.next();
  if (line.done === true) result.unjournalled += 1;
  else if (`${line.value}\n` !== lineOf(entry)) throw new Found({ seq: entry.seq, what: 'journal' });
}

/** The newest entries, each by itself and after the one before it, and the last line of the journal. */
async function newest(
  client: Client,
  { journal, keeperKey }: VerifyOptions,
  size: number,
): Promise<VerifyResult> {
  const key = pinnedKeeperKey(keeperKey);
  const result: VerifyResult = { entries: 0, head: null, fault: null, withoutWords: [], unjournalled: 0 };
  const { rows } = await client.query<{ last: string }>(
    'SELECT coalesce(max(seq), 0) AS last FROM office.entry',
  );
  const last = Number(rows[0]?.last ?? 0);
  const line = journal === null ? null : lastLine(journal, size);
  const journalled = line === null ? null : (JSON.parse(line) as { seq: number }).seq;
  if (journalled !== null && journalled > last) result.fault = { seq: last + 1, what: 'missing' };
  let before: SealedEntry | null = null;
  for await (const { entry } of entriesOfDatabase(client, Math.max(0, last - quickEntries))) {
    result.fault ??= faultOfOne(before, entry, key);
    if (entry.seq === journalled && line !== lineOf(entry))
      result.fault ??= { seq: entry.seq, what: 'journal' };
    if (journal !== null && entry.seq > (journalled ?? 0)) result.unjournalled += 1;
    before = entry;
    result.entries += 1;
    result.head = { seq: entry.seq, hash: entry.hash.toString('hex') };
  }
  try {
    if (journal !== null) checkReach(journal, result);
  } catch (error) {
    result.fault ??= faultOf(error, last + 1);
  }
  return result;
}

function faultOfOne(before: SealedEntry | null, entry: SealedEntry, key: KeyObject): VerifyResult['fault'] {
  if (before && entry.seq !== before.seq + 1) return { seq: before.seq + 1, what: 'missing' };
  if (before && !entry.prev.equals(before.hash)) return { seq: entry.seq, what: 'chain' };
  const what = entryFault(entry, key);
  return what === null ? null : { seq: entry.seq, what };
}

function sizeOf(path: string): number {
  return withFile(path, (file) => {
    const size = fstatSync(file).size;
    // A line that is being written does not count yet.
    const tail = tailOf(file, size);
    return size - (tail.length - (tail.lastIndexOf(10) + 1));
  });
}

/** The last line of the first `size` bytes, line feed included; null in an empty journal. */
function lastLine(path: string, size: number): string | null {
  if (size === 0) return null;
  return withFile(path, (file) => {
    const tail = tailOf(file, size);
    return tail.subarray(tail.lastIndexOf(10, tail.length - 2) + 1).toString('utf8');
  });
}

function withFile<T>(path: string, work: (file: number) => T): T {
  const file = openSync(path, 'r');
  try {
    return work(file);
  } finally {
    closeSync(file);
  }
}
