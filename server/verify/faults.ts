import type { Client } from 'pg';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { mostDigests } from '../../shared/ledger/office.ts';
import { KeeperKeys } from '../../shared/node/keeper-keys.ts';
import { hashHolds, sha256, type SealedEntry } from '../../shared/node/ledger.ts';
import { checkPlace, readPayload } from '../keeper/fold.ts';
import type { Report } from '../keeper/options.ts';
import { JournalBeside } from './journal.ts';
import {
  beginReading,
  forgetSessions,
  isAccounted,
  keepNames,
  keptWords,
  readOne,
  takeIn,
  wrongRows,
  type Reading,
} from './ledger.ts';
import { faultOf, Found, type FoundFault, type VerifyOptions } from './result.ts';
import { pagesOfDatabase, pagesSigned, plainSession, type SignedEntry } from './source.ts';

type Place = Pick<VerifyOptions, 'keeperKey' | 'formerKeys'> & { client: Client; journal: string };

/**
 * Everything that is wrong with ledger, journal and tables, where `verifyLedger` names the first thing alone: an old fault hides no new one.
 * What seems wrong is looked at a second time: a false alarm would stop the whole office. Reads only.
 */
export async function reportOn(place: Place): Promise<Report> {
  const { head, faults } = await survey(place);
  if (faults.length === 0) return reportOf(head, []);
  const again = await survey(place);
  const before = new Set(faults.map(lineOf));
  return reportOf(
    again.head,
    again.faults.filter((one) => before.has(lineOf(one))),
  );
}

type Seen = FoundFault & { says?: string };

function reportOf({ seq, hash }: SealedHead, faults: readonly Seen[]): Report {
  const [first] = [...faults].sort((one, other) => one.seq - other.seq);
  const lines = faults.map(lineOf).sort();
  return {
    ...{ upTo: seq, head: hash.toString('hex'), faults: faults.length },
    first: first === undefined ? null : { seq: first.seq, what: first.what, table: first.table ?? null },
    digests: (lines.length > mostDigests ? [lines.join('')] : lines).map((one) =>
      sha256(one).toString('hex'),
    ),
  };
}

/** A fault in one spelling. */
function lineOf({ seq, what, table, why, says }: Seen): string {
  return `${[seq, what, table ?? '', why ?? '', says ?? ''].join(' ')}\n`;
}

type SealedHead = Pick<SealedEntry, 'seq' | 'hash'>;

async function survey({
  client,
  journal: path,
  keeperKey,
  formerKeys,
}: Place): Promise<{ head: SealedHead; faults: Seen[] }> {
  // SECURITY: before the database, see there.
  const journal = new JournalBeside(path);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    await client.query(plainSession);
    return await new Survey(client, journal, new KeeperKeys(keeperKey, formerKeys)).run();
  } finally {
    await client.query('ROLLBACK');
  }
}

/** One look. Behind an entry that is wrong it goes on by the keeper's own copy of it, else by the entry itself. */
class Survey {
  readonly #client: Client;
  readonly #journal: JournalBeside;
  readonly #keys: KeeperKeys;
  readonly #reading: Reading;
  readonly #faults: Seen[] = [];
  /** Whether everything so far could be folded: else what comes after it is looked at by itself alone. */
  #whole = true;

  constructor(client: Client, journal: JournalBeside, keys: KeeperKeys) {
    this.#client = client;
    this.#journal = journal;
    this.#keys = keys;
    this.#reading = beginReading(keys);
  }

  async run(): Promise<{ head: SealedHead; faults: Seen[] }> {
    const { state, result } = this.#reading;
    for await (const page of pagesSigned(pagesOfDatabase(this.#client), this.#keys)) {
      for (const found of page) {
        await this.#missingBefore(found.entry.seq);
        await this.#journal.read(1);
        if (this.#whole) this.#look(found);
        else this.#lookAtOne(found);
        result.head = { seq: found.entry.seq, hash: found.entry.hash.toString('hex') };
      }
    }
    await this.#missingBefore(Infinity);
    this.#end();
    if (this.#whole)
      for (const { seq, table, says } of await wrongRows(this.#client, this.#reading))
        this.#faults.push({ seq, what: 'table', table, says });
    return { head: state.head, faults: this.#faults };
  }

  /** Entries before that one which the journal has and the database has no more. */
  async #missingBefore(seq: number): Promise<void> {
    const { state } = this.#reading;
    for (let next = state.head.seq + 1; this.#whole && next < seq; next += 1) {
      await this.#journal.read(1);
      if (seq === Infinity && !this.#journal.hasNext) return;
      this.#note(new Found({ seq: next, what: 'missing' }));
      this.#goOn(this.#journal.take());
    }
  }

  #look(found: SignedEntry): void {
    const { state, names, result } = this.#reading;
    const { seq } = found.entry;
    let payload: Payload;
    try {
      payload = readOne(this.#reading, found, true);
    } catch (error) {
      this.#note(error);
      const own = this.#journal.take();
      if (state.head.seq < seq) this.#goOn(own, found.entry);
      return;
    }
    keepNames(names, payload, found.words);
    try {
      this.#journal.compare(found.entry, result);
    } catch (error) {
      this.#note(error);
    }
  }

  /** What an entry can be asked where nobody knows what came before it. */
  #lookAtOne({ entry, signed }: SignedEntry): void {
    const what = !hashHolds(entry) ? 'hash' : !signed ? 'signature' : null;
    if (what !== null) this.#faults.push({ seq: entry.seq, what });
  }

  /** Folds the first of these that the keeper signed for this place. */
  #goOn(...copies: readonly (SealedEntry | null)[]): void {
    const { state, judge } = this.#reading;
    this.#whole = copies.some((entry) => {
      if (entry === null) return false;
      try {
        checkPlace(state, entry);
        if (this.#keys.faultOf(entry) !== null) return false;
        const payload = readPayload(entry);
        try {
          judge.check(state, payload, false);
        } catch (error) {
          // It is named already; what later entries build on was noted.
          faultOf(error, entry.seq);
        }
        takeIn(this.#reading, entry, payload);
        return true;
      } catch (error) {
        faultOf(error, entry.seq);
        return false;
      }
    });
  }

  /** What only the end can tell. */
  #end(): void {
    const { state, result } = this.#reading;
    const next = state.head.seq + 1;
    if (next === 1 || !this.#keys.isCurrentAt(state.head.seq))
      this.#note(new Found({ seq: next, what: 'missing' }));
    try {
      this.#journal.checkReach(result);
    } catch (error) {
      this.#note(error);
    }
    for (const seq of keptWords(this.#reading)) this.#faults.push({ seq, what: 'words' });
    forgetSessions(this.#reading);
    for (const seq of result.withoutWords)
      if (!isAccounted(this.#reading, seq)) this.#faults.push({ seq, what: 'erased' });
  }

  /** Anything but a fault of the ledger is thrown again. */
  #note(error: unknown): void {
    this.#faults.push(faultOf(error, this.#reading.state.head.seq + 1));
  }
}
