import { z } from 'zod';
import { texts, type EntryKind, type Payload } from '../../shared/ledger/kinds.ts';
import type { KeeperKeys } from '../../shared/node/keeper-keys.ts';
import { hashHolds, linkHash, parsePayload, signatureHolds, wordsHold } from '../../shared/node/ledger.ts';
import { hex32 } from '../../shared/values.ts';
import { fail } from '../failed.ts';
import type { Session } from '../session/current.ts';
import { askChain } from '../session/queries.ts';
import type { Head, Link } from '../session/witness.ts';
import { keeperKeys } from '../settings.ts';

/** The person's own database, where the chain is read. */
type Db = Session['db'];

/** What opens the commitment of an `ingest` entry to its caller's number, for who was let hear the recording. */
export const openedCaller = z.object({ salt: z.string(), number: z.string().nullable() });

/** An entry as `api` gives it to whoever may read it; bytes in hex. Salt and text are null where there are no words (any more). */
export const toldEntry = z.object({
  seq: z.int().min(1),
  prev: hex32,
  /** The exact signed text. */
  payload: z.string(),
  hash: hex32,
  signature: z.string().regex(/^[0-9a-f]{128}$/),
  salt: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable(),
  text: z.string().nullable(),
  caller: openedCaller.nullish(),
});
export type ToldEntry = z.infer<typeof toldEntry>;

/** What an entry of a kind says in words. */
export type Words<K extends EntryKind> = K extends keyof typeof texts ? z.infer<(typeof texts)[K]> : null;

/**
 * An entry of which everything was found to hold. `words` are null where it has none, or they are in the database no more; `caller` is
 * the number of an `ingest` entry (null: withheld), where it was opened.
 */
export type Entry<K extends EntryKind = EntryKind> = {
  [P in K]: {
    kind: P;
    seq: number;
    prev: string;
    hash: string;
    payload: Payload<P>;
    words: Words<P> | null;
    caller: { number: string | null } | null;
  };
}[K];

/**
 * The one reader of entries: every paper, and every page that shows what a paper would say, takes its facts from what this returns,
 * oldest first. Fails with 'document-entry-false', which names the entry.
 * SECURITY: what is printed gets signed by hand. Whoever owns the tables could put another date, number, person or hash under that
 * signature: so each entry is held against the pinned keeper's own signature, and its words against what it commits to. A read model
 * proves nothing, and no paper has a fact from one. What was entered under a ledger key that was replaced has to lie in the chain that
 * ends where that key does: whoever stole it can still sign.
 */
export async function checkedEntries(db: Db, told: readonly ToldEntry[]): Promise<Entry[]> {
  const keys = keeperKeys();
  const ordered = [...told].sort((one, other) => one.seq - other.seq);
  const checks = ordered.map((entry, at) =>
    // Told twice it would be printed twice.
    entry.seq === ordered[at - 1]?.seq ? notThatOne(entry.seq) : checked(entry, keys),
  );
  // Of several that are false the oldest is named, not the one that was found out first.
  await Promise.allSettled(checks);
  const entries = await Promise.all(checks);
  await checkFormer(
    db,
    keys,
    entries.filter(({ seq }) => !keys.isCurrentAt(seq)),
  );
  return entries;
}

/** Whether all of these, of before the present key, oldest first, lie in the chain up to where the former one ended. */
async function checkFormer(db: Db, { formerHead }: KeeperKeys, entries: readonly Entry[]): Promise<void> {
  const [first] = entries;
  if (first === undefined || formerHead === null) return;
  const hashes = new Map<number, Buffer>();
  let last: Head = { seq: first.seq - 1, hash: Buffer.from(first.prev, 'hex') };
  while (last.seq < formerHead.seq) {
    const page: Link[] = await db.query(askChain, [last.seq]);
    for (const { seq, prev, digest } of page) {
      if (seq !== last.seq + 1) isMissing(last.seq + 1);
      if (!prev.equals(last.hash)) notThatOne(last.seq);
      last = { seq, hash: linkHash(seq, prev, digest) };
      hashes.set(seq, last.hash);
      if (seq === formerHead.seq && !last.hash.equals(formerHead.hash)) notThatOne(first.seq);
    }
    if (page.length === 0) isMissing(last.seq + 1);
  }
  for (const { seq, hash } of entries)
    if (hashes.get(seq)?.equals(Buffer.from(hash, 'hex')) !== true) notThatOne(seq);
}

async function checked(told: ToldEntry, keys: KeeperKeys): Promise<Entry> {
  const { seq, prev, payload: signed, hash, signature, salt, text, caller = null } = told;
  const bytes = (hex: string) => Buffer.from(hex, 'hex');
  const entry = { seq, prev: bytes(prev), payload: signed, hash: bytes(hash), signature: bytes(signature) };
  if (!hashHolds(entry) || !(await signatureHolds(entry, keys.at(seq)))) return notThatOne(seq);
  const payload = read(signed);
  const { kind } = payload;
  const commitment = 'text' in payload ? payload.text : null;
  if (text !== null && !wordsHold({ salt: bytes(salt ?? ''), text }, commitment)) return notThatOne(seq);
  if (caller !== null && (payload.kind !== 'ingest' || !isCaller(caller, payload))) return notThatOne(seq);
  const words: unknown = text === null || !Object.hasOwn(texts, kind) ? null : JSON.parse(text);
  const parsed = words === null ? null : texts[kind as keyof typeof texts].parse(words);
  // The kind, its payload and its words come from one table each; the compiler cannot follow the three through a variable.
  return { kind, seq, prev, hash, payload, words: parsed, caller } as Entry;
}

/** Whether this is the caller's number to which the entry of a recording commits. */
export function isCaller(
  { salt, number }: z.infer<typeof openedCaller>,
  { caller }: Payload<'ingest'>,
): boolean {
  return wordsHold({ salt: Buffer.from(salt, 'hex'), text: JSON.stringify(number) }, caller);
}

/** Signed, but of a kind or in a shape that only a later program knows. */
function read(signed: string): Payload {
  try {
    return parsePayload(signed);
  } catch {
    return fail('program-too-old');
  }
}

/** Entry `seq` is not the one that was signed, or does not belong where it stands. */
export function notThatOne(seq: number): never {
  return fail('document-entry-false', { seq });
}

/** Entry `seq`, or one that it builds on, is not among those that the database gave. */
export function isMissing(seq: number): never {
  return fail('document-entry-missing', { seq });
}

export function ofKind<K extends EntryKind>(entries: readonly Entry[], kind: K): Entry<K>[] {
  return entries.filter((entry) => entry.kind === kind) as unknown as Entry<K>[];
}

type Named = Pick<Entry['payload'], 'login' | 'guid'>;
type Naming = { seq: number; payload: Named };

/**
 * Name, post and unit of whoever made an entry, or whom it names otherwise, as the account was registered then: whoever has the login by now, or is
 * called otherwise, changes no paper. Null where no entry before registers it, or its words are gone.
 */
export function personOf({ seq, payload }: Naming, entries: readonly Entry[], named: Named = payload) {
  const known = ofKind(entries, 'person').flatMap((one) => {
    const { login, guid } = named;
    const place = one.payload.people.findIndex((each) => each.login === login && each.guid === guid);
    return place < 0 || one.seq >= seq ? [] : [one.words?.names[place] ?? null];
  });
  return known.at(-1) ?? null;
}

/** As they were registered; else the login. */
export function nameOf(entry: Naming, entries: readonly Entry[], named: Named = entry.payload): string {
  return personOf(entry, entries, named)?.displayName ?? named.login;
}

/** Where an entry stands, and under which hash. */
export type Placed = Pick<Entry, 'seq' | 'hash'>;

/**
 * Up to which entry a paper knows the ledger: the head of the keeper's newest pulse, asked for after its entries were read. The `placed`
 * entries have to be part of the chain up to it, with no number missing from the first of them on. Fails with 'document-not-confirmed'
 * and 'ledger-not-continued'.
 * SECURITY: what the database holds back nobody can see, so the paper names the entry, and a keeper that lives said so a moment ago: an old
 * state is not told as that of today, and nothing is printed that no pulse stands for.
 */
export async function standsAt(
  { witness, keeper }: Pick<Session, 'witness' | 'keeper'>,
  placed: readonly Placed[],
): Promise<Head> {
  const { seq, hash } = await keeper.over(Math.max(0, ...placed.map((entry) => entry.seq)));
  const known = placed.map((entry) => ({ seq: entry.seq, hash: Buffer.from(entry.hash, 'hex') }));
  await witness.look([...known, { seq, hash }]);
  return { seq, hash };
}
