import { createReadStream } from 'node:fs';
import type { Client } from 'pg';
import { z } from 'zod';
import type { KeeperKeys } from '../../shared/node/keeper-keys.ts';
import { signatureHolds, type SealedEntry, type Words } from '../../shared/node/ledger.ts';
import type { EntryRow } from '../database.ts';
import { entryOf, journalLine, lineOf, wholeText } from '../keeper/journal.ts';

/** What was asked for behind an entry, word for word. */
export type KeptRequest = { salt: Buffer; body: string };

/**
 * An entry as it was found, with the words behind it and what was asked for where they are still there, and the columns that the
 * database derived from its payload (null in an export).
 */
export type FoundEntry = {
  entry: SealedEntry;
  words: Words | null;
  request: KeptRequest | null;
  derived: Derived | null;
};
export type Derived = Record<'kind' | 'login', string> &
  Record<'command' | 'act' | 'recording', string | null>;

/** With the answer about its signature. */
export type SignedEntry = FoundEntry & { signed: boolean };

/**
 * What a role's or a database's own settings would change about how values are told; first in a transaction.
 * SECURITY: whoever may set them for our roles cannot make a whole ledger look broken, or a broken one whole.
 */
export const plainSession =
  "SET LOCAL client_encoding = 'UTF8'; SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL bytea_output = 'hex'";

const salt = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .nullable();

/** A line of an export: a line of the journal, the words, and what was asked for. */
const exportLine = journalLine.extend({
  salt,
  text: wholeText.nullable(),
  requestSalt: salt,
  request: wholeText.nullable(),
});

/** The same as it is written, line feed included; a salt (hex) and what it goes with are null where there is none. */
export function exportLineOf({ entry, words, request }: Omit<FoundEntry, 'derived'>): string {
  const more = JSON.stringify({
    ...{ salt: words?.salt.toString('hex') ?? null, text: words?.text ?? null },
    ...{ requestSalt: request?.salt.toString('hex') ?? null, request: request?.body ?? null },
  });
  return `${lineOf(entry).slice(0, -2)},${more.slice(1)}\n`;
}

const pageSize = 1_000;
type Row = EntryRow &
  Derived & {
    salt: Buffer | null;
    text: string | null;
    request_salt: Buffer | null;
    body: string | null;
  };

/**
 * All entries after `after`, in their order, a page at a time, out of one snapshot: call it inside a REPEATABLE READ transaction. The
 * database reads the next page while one is looked at.
 */
export async function* pagesOfDatabase(client: Client, after = 0): AsyncGenerator<FoundEntry[]> {
  for (let asked = pageAfter(client, after); ;) {
    const page = await asked;
    const last = page.length < pageSize ? undefined : page.at(-1);
    if (last !== undefined) {
      asked = pageAfter(client, last.entry.seq);
      // Whoever stops at a fault does not wait for it.
      asked.catch(() => undefined);
    }
    yield page;
    if (last === undefined) return;
  }
}

async function pageAfter(client: Client, after: number): Promise<FoundEntry[]> {
  const { rows } = await client.query<Row>(
    `SELECT e.seq, e.prev, e.payload, e.hash, e.signature, e.kind, e.login, e.command, e.act, e.recording, t.salt, t.text,
            a.salt AS request_salt, a.body
       FROM office.entry e LEFT JOIN office.entry_text t ON t.seq = e.seq LEFT JOIN office.entry_asked a ON a.seq = e.seq
      WHERE e.seq > $1 ORDER BY e.seq LIMIT ${pageSize}`,
    [after],
  );
  return rows.map(({ seq, prev, payload, hash, signature, salt, text, request_salt, body, ...derived }) => {
    const words = salt === null || text === null ? null : { salt, text };
    const request = request_salt === null || body === null ? null : { salt: request_salt, body };
    return { entry: { seq: Number(seq), prev, payload, hash, signature }, words, request, derived };
  });
}

/** The same pages, with the answers about their signatures, which are worked out while the page before is looked at. What `pages` throws comes after them. */
export async function* pagesSigned(
  pages: AsyncGenerator<FoundEntry[]>,
  keys: KeeperKeys,
): AsyncGenerator<SignedEntry[]> {
  let before: Promise<SignedEntry[]> | null = null;
  let failed: { error: unknown } | null = null;
  try {
    for await (const page of pages) {
      const next = signed(page, keys);
      if (before !== null) yield await before;
      before = next;
    }
  } catch (error) {
    failed = { error };
  }
  if (before !== null) yield await before;
  if (failed) throw failed.error;
}

function signed(page: readonly FoundEntry[], keys: KeeperKeys): Promise<SignedEntry[]> {
  return Promise.all(
    page.map(async (found) => {
      const key = keys.at(found.entry.seq);
      return { ...found, signed: await signatureHolds(found.entry, key) };
    }),
  );
}

/**
 * All entries of an export, a page at a time.
 * SECURITY: throws where a line is not byte for byte one of an export: of two readers that take two spellings each could see
 * another ledger in one file. What stands before that line comes first.
 */
export async function* pagesOfExport(path: string): AsyncGenerator<FoundEntry[]> {
  for await (const lines of linesOfFile(path)) {
    const page: FoundEntry[] = [];
    try {
      for (const line of lines) page.push(exported(line));
    } catch (error) {
      yield page;
      throw error;
    }
    yield page;
  }
}

function exported(line: Buffer): FoundEntry {
  const {
    salt,
    text,
    requestSalt,
    request: body,
    ...read
  } = exportLine.parse(JSON.parse(line.toString('utf8')));
  const words = salt === null || text === null ? null : { salt: Buffer.from(salt, 'hex'), text };
  const request =
    requestSalt === null || body === null ? null : { salt: Buffer.from(requestSalt, 'hex'), body };
  const found = { entry: entryOf(read), words, request, derived: null };
  if (!line.equals(Buffer.from(exportLineOf(found)))) throw new SyntaxError('a line in another spelling');
  return found;
}

/**
 * The lines in the first `size` bytes of a file, as they come, line feeds included, which the last one may lack. The keeper may be writing to its
 * journal meanwhile; what comes later than the look at the database is not looked at.
 */
export async function* linesOfFile(path: string, size?: number): AsyncGenerator<Buffer[]> {
  if (size === 0) return;
  let rest: Buffer = Buffer.alloc(0);
  const stream = createReadStream(path, size === undefined ? {} : { end: size - 1 });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const lines: Buffer[] = [];
    let from = 0;
    // By line feeds alone: words may hold other characters that a line reader takes for the end of a line.
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      lines.push(bytes.subarray(from, end + 1));
      from = end + 1;
    }
    rest = bytes.subarray(from);
    yield lines;
  }
  if (rest.length > 0) yield [rest];
}
