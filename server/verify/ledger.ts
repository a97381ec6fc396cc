import type { Client } from 'pg';
import { texts, type Payload } from '../../shared/ledger/kinds.ts';
import { KeeperKeys } from '../../shared/node/keeper-keys.ts';
import { hashHolds, type SealedEntry, wordsHold } from '../../shared/node/ledger.ts';
import type { Scan } from '../../shared/scan.ts';
import { namedBy } from '../../shared/ledger/keeping.ts';
import { restored } from '../../shared/ledger/office.ts';
import type { PersonName } from '../../shared/ledger/head.ts';
import { checkPlace, foldOwn, readPayload } from '../keeper/fold.ts';
import { emptyState, type LedgerState } from '../entries/state.ts';
import { isWhatWasSigned, kindAsked } from './asked.ts';
import { JournalBeside } from './journal.ts';
import { goesWith, Judge } from './judge.ts';
import { compareModels } from './models.ts';
import { compareScans } from './scans.ts';
import { verifyNewest } from './newest.ts';
import { formerSessions } from './session.ts';
import type { WrongRow } from './wrong-row.ts';
import { emptyResult, faultOf, Found, type VerifyOptions, type VerifyResult } from './result.ts';
import {
  pagesOfDatabase,
  pagesOfExport,
  pagesSigned,
  plainSession,
  type Derived,
  type FoundEntry,
  type SignedEntry,
} from './source.ts';

export type { VerifyOptions, VerifyResult } from './result.ts';

/**
 * Verifies a ledger: chain, hashes, signatures, words, journal, prints, that the rules let every entry come about, and what the
 * tables make of it. Reads only.
 * Returns the first fault in the order of the entries; missing words and a table that disagrees are reported after them.
 */
export async function verifyLedger(options: VerifyOptions): Promise<VerifyResult> {
  const { source } = options;
  const journal = new JournalBeside(options.journal);
  const keys = new KeeperKeys(options.keeperKey, options.formerKeys);
  if ('file' in source) return whole(options, keys, journal, () => pagesOfExport(source.file));
  await source.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    await source.query(plainSession);
    if (options.quick) return await verifyNewest(source, journal, keys);
    return await whole(options, keys, journal, () => pagesOfDatabase(source), source);
  } finally {
    await source.query('ROLLBACK');
  }
}

/** What grows entry by entry. */
export type Reading = {
  keys: KeeperKeys;
  state: LedgerState;
  judge: Judge;
  /** Names of people as the words of their newest entry have them. */
  names: Map<string, PersonName>;
  known: ReadonlyMap<number, string>;
  /** What entries say of the scans beside them. */
  scans: Map<number, Scan>;
  /** Ranges of entries whose words were lost with a database, as an entry tells. */
  lost: { from: number; to: number }[];
  /** Entries of a recording whose words went with it, as an entry tells; at the end former sessions, too. */
  erased: Set<number>;
  /** Recording → its entries whose words go with it, but for the `ingest` one. */
  said: Map<string, readonly number[]>;
  /** Entries of `erased` beside which there are words, or what was asked for. */
  kept: Set<number>;
  result: VerifyResult;
};

/** Before the first entry. */
export function beginReading(keys: KeeperKeys, known: ReadonlyMap<number, string> = new Map()): Reading {
  return {
    ...{ keys, state: emptyState(), judge: new Judge(), names: new Map(), known },
    ...{ scans: new Map(), lost: [], erased: new Set() },
    ...{ said: new Map(), kept: new Set(), result: emptyResult() },
  };
}

/**
 * SECURITY: one signature vouches for the chain, requests included. Who signed the last hash signed every payload that went into it, and the keeper signs
 * only over entries that it made or checked itself. So the last signature is checked, and that of each entry that no line of the journal
 * repeats; all of them where that is asked for, where there is no journal, and where anything is wrong: whoever made an entry anew would
 * else be found at the one after it.
 */
async function whole(
  options: VerifyOptions,
  keys: KeeperKeys,
  journal: JournalBeside,
  pages: () => AsyncGenerator<FoundEntry[]>,
  client?: Client,
): Promise<VerifyResult> {
  const every = options.signatures === true || !journal.isThere;
  const result = await readAll(options, keys, journal, every, pages(), client);
  if (every || result.fault === null) return result;
  const strict = await readAll(options, keys, journal.again(), true, pages(), client);
  return strict.fault === null ? result : strict;
}

async function readAll(
  { known = [] }: VerifyOptions,
  keys: KeeperKeys,
  journal: JournalBeside,
  everySignature: boolean,
  pages: AsyncGenerator<FoundEntry[]>,
  client?: Client,
): Promise<VerifyResult> {
  const reading = beginReading(keys, new Map(known.map(({ seq, hash }) => [seq, hash])));
  const { state, result } = reading;
  let last: SealedEntry | null = null;
  try {
    for await (const page of everySignature ? pagesSigned(pages, keys) : pages) {
      await journal.read(page.length);
      // Nothing is waited for within a page: that would take longer than most of what is asked of an entry.
      for (const found of page) {
        const payload = readOne(reading, found, everySignature || !journal.hasNext);
        journal.compare(found.entry, result);
        last = found.entry;
        result.entries += 1;
        result.head = { seq: found.entry.seq, hash: found.entry.hash.toString('hex') };
        keepNames(reading.names, payload, found.words);
      }
    }
    if (last !== null && !everySignature) checkSignature(last, keys);
    await checkEnd(reading, journal, client === undefined);
    if (client) {
      const [wrong] = await wrongRows(client, reading);
      if (wrong) throw new Found({ seq: wrong.seq, what: 'table', table: wrong.table });
    }
  } catch (error) {
    result.fault = faultOf(error, state.head.seq + 1);
  }
  return result;
}

/** Rows and scans that say something else than the ledger as it was read to its end, the earliest of each kind first. */
export async function wrongRows(client: Client, reading: Reading): Promise<WrongRow[]> {
  const { state, names, scans } = reading;
  return [
    ...(await compareModels(client, state, names)),
    ...(await compareScans(client, scans, (seq) => isAccounted(reading, seq))),
  ];
}

/** Everything that one entry can be asked by itself and after those before it; `withSignatures`: no line of the journal vouches for it. */
export function readOne(reading: Reading, found: FoundEntry | SignedEntry, withSignatures: boolean): Payload {
  const { keys, state, judge, known, result } = reading;
  const { entry, words, request, derived } = found;
  const { seq } = entry;
  checkPlace(state, entry);
  if (!hashHolds(entry)) throw new Found({ seq, what: 'hash' });
  if ('signed' in found && !found.signed) throw new Found({ seq, what: 'signature' });
  if (withSignatures && !('signed' in found)) checkSignature(entry, keys);
  const payload = readPayload(entry);
  checkKeeper(entry, payload, keys);
  judge.check(state, payload, withSignatures);
  if (derived !== null) checkDerived(seq, payload, derived);
  checkWords(seq, payload, { words, request }, result);
  if (words !== null) judge.checkWords(state, payload, words.text);
  if (request !== null) judge.checkAnswer(payload, request.body, words?.text ?? null);
  if ((known.get(seq) ?? entry.hash.toString('hex')) !== entry.hash.toString('hex'))
    throw new Found({ seq, what: 'paper' });
  if (goesWith(payload) !== null && (words !== null || request !== null)) reading.kept.add(seq);
  takeIn(reading, entry, payload);
  return payload;
}

/** Folds an entry, and keeps what it says of others and of what lies beside it. */
export function takeIn(
  { state, scans, lost, erased, said }: Reading,
  entry: SealedEntry,
  payload: Payload,
): void {
  foldOwn(state, entry, payload);
  if (payload.kind === 'destroyed')
    for (const one of namedBy(payload)) {
      erased.add(state.destroyed.get(one)?.ingest ?? 0);
      for (const seq of said.get(one) ?? []) erased.add(seq);
    }
  const recording = payload.kind === 'ingest' ? null : goesWith(payload);
  if (recording !== null) said.set(recording, [...(said.get(recording) ?? []), entry.seq]);
  if (payload.kind === 'incident') lost.push(...lostBy(payload));
  if (payload.kind === 'instrument' && payload.signed?.scan) scans.set(entry.seq, payload.signed.scan);
}

function checkSignature(entry: SealedEntry, keys: KeeperKeys): void {
  if (keys.faultOf(entry) !== null) throw new Found({ seq: entry.seq, what: 'signature' });
}

/** The journal, from which a restored database is refilled, has no words: the incident that says so accounts for their loss. */
function lostBy(payload: Payload<'incident'>): { from: number; to: number }[] {
  const { what, from, to } = payload;
  return what === restored && from !== undefined && to !== undefined ? [{ from, to }] : [];
}

/**
 * SECURITY: a whole ledger made anew with another key is consistent in itself; it is not the ledger of the pinned keeper. Nor does a key
 * take over but where the pins say so, after the very entry that they name.
 */
function checkKeeper(entry: SealedEntry, payload: Payload, keys: KeeperKeys): void {
  const { seq } = entry;
  const begins = payload.kind === 'genesis';
  const changes = payload.kind === 'keeper';
  const holds =
    begins === (seq === 1) &&
    (!begins || payload.keeper === keys.first) &&
    changes === keys.isChangedAt(seq) &&
    (!changes || keys.isPinned(seq, payload)) &&
    keys.agreesWith(entry);
  if (!holds) throw new Found({ seq, what: 'keeper' });
}

/** The recording that an entry speaks of; of several the first. */
function recordingOf(payload: Payload): string | null {
  if ('recordings' in payload) return payload.recordings[0] ?? null;
  return 'recording' in payload ? payload.recording : null;
}

/** SECURITY: lists and registers read these columns; who owns the table can take their derivation away and write them himself. */
function checkDerived(seq: number, payload: Payload, derived: Derived): void {
  const { kind, login, command } = payload;
  const about = {
    act: 'act' in payload ? payload.act : null,
    recording: recordingOf(payload),
  };
  const told = Object.entries({ kind, login, command, ...about });
  if (!told.every(([column, value]) => derived[column as keyof Derived] === value))
    throw new Found({ seq, what: 'table', table: 'entry' });
}

/** Words, and what was asked for, are those committed to, or gone. */
function checkWords(
  seq: number,
  payload: Payload,
  { words, request }: Pick<FoundEntry, 'words' | 'request'>,
  result: VerifyResult,
): void {
  const commitment = 'text' in payload ? payload.text : null;
  const holds =
    (words === null || wordsHold(words, commitment)) &&
    (request === null || isWhatWasSigned(payload, request));
  if (!holds) throw new Found({ seq, what: 'words' });
  const isGone =
    (words === null && commitment !== null) ||
    (request === null && payload.asked !== null && kindAsked(payload) !== null);
  if (isGone) result.withoutWords.push(seq);
}

/** Where a person's words are gone, an older entry's say nothing about the newer one. */
export function keepNames(
  names: Map<string, PersonName>,
  payload: Payload,
  words: FoundEntry['words'],
): void {
  if (payload.kind !== 'person') return;
  const told = words === null ? [] : texts.person.parse(JSON.parse(words.text)).names;
  payload.people.forEach(({ login }, place) => {
    const name = told[place];
    if (name === undefined) names.delete(login);
    else names.set(login, name);
  });
}

/** Whether an entry says that what lay beside this one is gone. */
export function isAccounted({ lost, erased }: Pick<Reading, 'lost' | 'erased'>, seq: number): boolean {
  return erased.has(seq) || lost.some(({ from, to }) => from <= seq && seq <= to);
}

/** At the end: the words of former sessions may be gone, and are not missed. */
export function forgetSessions({ state, erased }: Pick<Reading, 'state' | 'erased'>): void {
  for (const seq of formerSessions(state)) erased.add(seq);
}

/** SECURITY: §3.4: entries beside which somebody has put back, or kept, what went with a destroyed recording. */
export function keptWords({ erased, kept }: Pick<Reading, 'erased' | 'kept'>): number[] {
  return [...erased].filter((seq) => kept.has(seq));
}

/** What only the end can tell: whether there is more elsewhere, and whether missing words are accounted for. */
async function checkEnd(reading: Reading, journal: JournalBeside, exported: boolean): Promise<void> {
  const { keys, state, known, result } = reading;
  const next = state.head.seq + 1;
  const more = await journal.goesOnTo();
  if (state.head.seq > 0 && !keys.isCurrentAt(state.head.seq))
    throw new Found({ seq: next, what: 'missing' });
  // An export is as old as it is: the journal may have gone on since. What it lacks at its end a print can tell.
  if (exported) result.goesOnTo = more;
  const cut = next === 1 || (more !== null && !exported) || Math.max(0, ...known.keys()) >= next;
  if (cut) throw new Found({ seq: next, what: 'missing' });
  journal.checkReach(result);
  const [kept] = keptWords(reading);
  if (kept !== undefined) throw new Found({ seq: kept, what: 'words' });
  forgetSessions(reading);
  const unexplained = result.withoutWords.find((seq) => !isAccounted(reading, seq));
  // Gone with the recording or the time, as they ought to be.
  result.withoutWords = result.withoutWords.filter((seq) => !reading.erased.has(seq));
  if (unexplained !== undefined) throw new Found({ seq: unexplained, what: 'erased' });
}
