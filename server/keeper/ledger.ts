import { DatabaseError } from 'pg';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { commitText, payloadText, sealEntry, type SealedEntry } from '../../shared/node/ledger.ts';
import { KeeperKeys } from '../../shared/node/keeper-keys.ts';
import type { FormerKeeperKey } from '../../shared/settings.ts';
import { entryOfRow, type EntryRow } from '../database.ts';
import type { LedgerTime } from './clock.ts';
import { Interrupted, together, type Connection, type Part } from './connection.ts';
import { fold, foldOwn, readPayload } from './fold.ts';
import { FoldFault } from '../entries/entry.ts';
import { commandOf, entryOf, mirrorOf } from '../entries/families.ts';
import type { Content, Grant, Request } from '../entries/request.ts';
import type { Journal, Seen } from './journal.ts';
import type { Keystore } from './keystore.ts';
import { exitCodes, KeeperEnd } from './options.ts';
import { emptyState, type LedgerState } from '../entries/state.ts';

/** An entry sealed but not yet written, with all that belongs into its transaction; `call` is the last of it. */
export type Prepared = { payload: Payload; entry: SealedEntry; parts: Part[]; call: Part };

const pageSize = 500;
/** Values: seq, prev, payload, hash, signature. */
export const insertEntry = `INSERT INTO office.entry (seq, prev, payload, hash, signature) VALUES ($1, $2, $3, $4, $5)`;

/** The one writer of the chain: the folded state, the table and the journal, in step. */
export class Ledger {
  readonly state: LedgerState = emptyState();
  readonly #keys: KeeperKeys;
  readonly #journal: Journal;
  readonly #time: LedgerTime;
  #signingKey: Keystore['signingKey'];

  /** `former`: ledger keys that were replaced, as the settings pin them. */
  constructor(
    keys: Keystore,
    journal: Journal,
    time: LedgerTime,
    former: readonly FormerKeeperKey[] | undefined = [],
  ) {
    this.#signingKey = keys.signingKey;
    this.#keys = new KeeperKeys(`ed25519:${keys.publicKey}`, former);
    this.#journal = journal;
    this.#time = time;
  }

  /**
   * Reads what the state does not know yet, verifies every entry, and compares with the journal; lines that the
   * journal lacks are added. Returns how many were read and added.
   * SECURITY: the signature of the journal's last entry vouches for all before it, whose hashes went into what was signed; this keeper
   * made or checked each of them. Whatever comes after it is checked entry by entry.
   * SECURITY: what this host journalled last has to stand in the ledger: database and journal put back together agree, and the numbers of
   * lost entries would go to others. `mayBeCopy`: an incident comes next that says so.
   * SECURITY: each entry is journalled before the next is made. So one may be missing there, and no more: whoever stole the key, and owns
   * the database, would have entered what was never decided.
   * Throws KeeperEnd (`ledger`) where ledger, journal and what was folded before do not agree, an entry is not ours, or
   * there is none; `keystore` where its key is not the one that counts now.
   */
  async catchUp(connection: Connection, mayBeCopy = false): Promise<{ read: number; added: number }> {
    this.#onDisk(() => this.#journal.reread());
    // SECURITY: both must be found again under the same hash. A database that was cut off, restored from a backup or
    // replaced verifies by itself; it is caught by what we remember of it.
    const remembered = [this.state.head, this.#journal.head].filter((one) => one !== null && one.seq > 0);
    const seqs = remembered.map((one) => one?.seq ?? 0);
    const newest = Math.max(0, ...seqs);
    const seen = this.#onDisk(() => this.#journal.seen());
    let isOwn = mayBeCopy || (seen === null ? this.#journal.head === null : seen.seq === 0);
    const vouchedBy = this.#journal.head?.seq ?? 0;
    const begins = this.#journal.head === null;
    const unjournalled: SealedEntry[] = [];
    let read = 0;
    let last = remembered.length < 2 ? 0 : Math.min(...seqs, seen?.seq ?? 1) - 1;
    for await (const page of pagesAfter(connection, last)) {
      for (const entry of page) {
        if (remembered.some((one) => one?.seq === entry.seq && !one.hash.equals(entry.hash)))
          throw differs(entry.seq);
        if (entry.seq === seen?.seq) isOwn ||= entry.hash.toString('hex') === seen.hash;
        const payload = await this.#take(connection, entry, entry.seq >= vouchedBy);
        if (entry.seq > (this.#journal.head?.seq ?? 0)) {
          // What `init` enters is one transaction, and comes into the journal after it.
          if (unjournalled.length > 0 && !(begins && isOfInit(payload))) throw beyond(entry.seq - 1);
          unjournalled.push(entry);
          isOwn ||= goesOnAfter(payload, seen);
        }
        last = entry.seq;
      }
      read += page.length;
    }
    if (last < newest) throw behind(last, newest);
    // Whatever were entered first would be the first entry, and no genesis could follow.
    if (this.state.head.seq === 0)
      throw new KeeperEnd(exitCodes.ledger, 'ledger: there is none yet; init begins it');
    if (`ed25519:${this.state.keeper}` !== this.#keys.pinned) throw otherKey();
    if (!isOwn) throw copied();
    for (const entry of unjournalled) this.#onDisk(() => this.#journal.append(entry));
    return { read, added: unjournalled.length };
  }

  /** From the next entry on the key of another keystore signs. */
  signWith({ signingKey }: Keystore): void {
    this.#signingKey = signingKey;
  }

  /**
   * Seals the next entry. Nothing is written yet. `also` and `call` belong into its transaction; `request` is what it answers, kept beside
   * it word for word where that was signed and is of a known kind.
   */
  prepare(
    { payload: make, words, scan = null }: Content,
    { also = [], call }: Pick<Grant, 'also' | 'call'> = {},
    request: Pick<Request, 'kind' | 'body' | 'salt'> | null = null,
  ): Prepared {
    const commitment = words === null ? null : commitText(words);
    const payload = make(commitment?.commitment ?? null);
    const { seq, hash } = this.state.head;
    const entry = sealEntry(seq + 1, hash, payloadText(payload), this.#signingKey);
    const parts: Part[] = [
      { sql: insertEntry, values: [entry.seq, entry.prev, entry.payload, entry.hash, entry.signature] },
    ];
    if (commitment !== null) {
      const { salt, text } = commitment;
      parts.push({
        sql: `INSERT INTO office.entry_text (seq, salt, text) VALUES ($1, $2, $3)`,
        values: [entry.seq, salt, text],
      });
    }
    if (scan !== null)
      parts.push({ sql: `INSERT INTO office.scan (seq, salted) VALUES ($1, $2)`, values: [entry.seq, scan] });
    if (request?.salt && payload.asked !== null && commandOf(request.kind) !== null) {
      parts.push({
        sql: `INSERT INTO office.entry_asked (seq, salt, body) VALUES ($1, $2, $3)`,
        values: [entry.seq, request.salt, request.body],
      });
    }
    parts.push(...mirrorOf(this.state, payload, entry, words), ...also);
    return {
      payload,
      entry,
      parts,
      call: call ?? entryOf(payload.kind).call?.(payload, this.state) ?? nothing,
    };
  }

  /** One statement, one transaction, one synchronous flush: the entry, its words and its read models, or nothing. */
  async commit(connection: Connection, prepared: Prepared): Promise<void> {
    const { sql, values } = together(prepared.parts, prepared.call);
    try {
      await connection.run(sql, values);
    } catch (error) {
      // The chain has moved on without us, or has lost its end.
      // SECURITY: and whatever the answer says, nothing else is signed for a place that has an entry: whoever owns the database could have
      // committed this one and call it an error, to get two signatures for one place. Everything is looked at again first.
      const isElsewhere =
        error instanceof DatabaseError && (error.table === 'entry' || error.code === 'OD009');
      if (isElsewhere || (await hasEntry(connection, prepared.entry.seq))) throw new Interrupted(error);
      throw error;
    }
    foldOwn(this.state, prepared.entry, prepared.payload);
    this.#time.lastEntry(prepared.payload);
  }

  /** The second copy, on the disk when this returns. */
  journal({ entry }: Prepared): void {
    this.#onDisk(() => this.#journal.append(entry));
  }

  /** What is wrong with the disk under the journal may pass; until then nothing is released. */
  #onDisk<Value>(work: () => Value): Value {
    try {
      return work();
    } catch (error) {
      throw error instanceof KeeperEnd ? error : new Interrupted(error);
    }
  }

  /** What the entry says; null where the state knows it already. */
  async #take(connection: Connection, entry: SealedEntry, withSignature: boolean): Promise<Payload | null> {
    const { head } = this.state;
    if (entry.seq <= head.seq) return null;
    try {
      if (isChange(entry) && !isPinnedChange(entry, this.#keys)) throw replaced(entry.seq);
      const payload = fold(this.state, entry, withSignature ? this.#keys : null);
      if (payload.kind === 'genesis' && payload.keeper !== this.#keys.first) throw otherKey();
      if (!this.#keys.agreesWith(entry)) throw new FoldFault(entry.seq, 'signature');
      this.#time.lastEntry(payload);
      return payload;
    } catch (error) {
      if (!(error instanceof FoldFault)) throw error;
      const first = (await this.#firstUnsigned(connection, error.seq)) ?? error;
      throw new KeeperEnd(exitCodes.ledger, `ledger: ${first.message}`);
    }
  }

  /** Among the entries up to `to` the first that is not ours: an entry made anew fits itself, and is seen at the one after it. */
  async #firstUnsigned(connection: Connection, to: number): Promise<FoldFault | null> {
    for await (const page of pagesAfter(connection, 0)) {
      for (const entry of page) {
        if (entry.seq > to) return null;
        const fault = this.#keys.faultOf(entry);
        if (fault !== null) return new FoldFault(entry.seq, fault);
      }
    }
    return null;
  }
}

async function hasEntry(connection: Connection, seq: number): Promise<boolean> {
  const [row] = await connection.run<{ stands: boolean }>(
    `SELECT EXISTS (SELECT FROM office.entry WHERE seq >= $1) AS stands`,
    [seq],
  );
  return row?.stands !== false;
}

/** Reads nothing: the end of a statement that only writes. */
export const nothing: Part = { sql: 'SELECT 1', values: [] };

/** The entries after `after`, a page at a time; the database reads the next one while one is looked at. */
export async function* pagesAfter(connection: Connection, after: number): AsyncGenerator<SealedEntry[]> {
  for (let asked = readPage(connection, after); ;) {
    const page = await asked;
    const last = page.length < pageSize ? undefined : page.at(-1);
    if (last !== undefined) {
      asked = readPage(connection, last.seq);
      // Awaited in its turn; whoever stops before it has no use for what went wrong with it.
      asked.catch(() => undefined);
    }
    yield page;
    if (last === undefined) return;
  }
}

/** The entries after `after`, at most a page of them; fewer are the last. */
async function readPage(connection: Connection, after: number): Promise<SealedEntry[]> {
  const rows = await connection.run<EntryRow>(
    `SELECT seq, prev, payload, hash, signature FROM office.entry WHERE seq > $1 ORDER BY seq LIMIT ${pageSize}`,
    [after],
  );
  return rows.map(entryOfRow);
}

/** Whether an entry is the one by which the ledger key was changed. */
function isChange({ payload }: SealedEntry): boolean {
  return payload.startsWith('{"v":1,"kind":"keeper",');
}

/** Whether it is one that the pins know of. */
function isPinnedChange(entry: SealedEntry, keys: KeeperKeys): boolean {
  const payload = readPayload(entry);
  return payload.kind === 'keeper' && keys.isPinned(entry.seq, payload);
}

const kindsOfInit: readonly string[] = ['genesis', 'person', 'instrument', 'confirmed', 'roles'];

/** Whether an entry is of those with which a ledger begins. */
function isOfInit(payload: Payload | null): boolean {
  if (payload === null) return false;
  const { kind, command } = payload;
  return kind === 'sender' || (command === null && kindsOfInit.includes(kind));
}

/** Whether it is the incident of a `resume-after-restore` that was killed before its line came into the journal. */
function goesOnAfter(payload: Payload | null, seen: Seen | null): boolean {
  // SECURITY: an incident of an earlier restore, put back with all before it, does not name what was seen since.
  return (
    payload?.kind === 'incident' &&
    payload.known !== undefined &&
    (payload.known?.seq ?? 0) >= (seen?.seq ?? 0)
  );
}

function copied(): KeeperEnd {
  return new KeeperEnd(
    exitCodes.ledger,
    'journal: it was put back from a copy: the file .seen beside it is missing, or names an entry that is lost; nothing is released (resume-after-restore)',
  );
}

function otherKey(): KeeperEnd {
  return new KeeperEnd(exitCodes.keystore, 'keystore: its ledger key is not the key of this ledger');
}

function replaced(seq: number): KeeperEnd {
  return new KeeperEnd(
    exitCodes.keystore,
    `keystore: entry ${seq} says that the ledger key was replaced, and keystore or formerKeeperKeys of the settings do not know of it`,
  );
}

function beyond(seq: number): KeeperEnd {
  return new KeeperEnd(
    exitCodes.ledger,
    `ledger: the journal ends before entry ${seq}, and more than that one comes after it; nothing is released`,
  );
}

function behind(database: number, known: number): KeeperEnd {
  return new KeeperEnd(
    exitCodes.ledger,
    `ledger: the database ends at entry ${database}; entries ${database + 1}–${known} are missing; nothing is released`,
  );
}

function differs(seq: number): KeeperEnd {
  return new KeeperEnd(
    exitCodes.ledger,
    `ledger: entry ${seq} of the database is not the one in the journal; nothing is released`,
  );
}
