import {
  registerRow,
  summaryOutput,
  type MissingNumber,
  type RegisterFilter,
  type RegisterRow,
  type RegisterSummary,
} from '../../shared/register.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { Failed } from '../failed.ts';
import { beginnings, missingOf } from '../paper/beginnings.ts';
import { checkedEntries, toldEntry, standsAt, type Entry, type Placed } from '../paper/entries.ts';
import { regulationOn, type Regulation } from '../paper/rules.ts';
import type { Session } from '../session/current.ts';
import { read, readComposed, readRows } from '../session/read.ts';
import type { Head } from '../session/witness.ts';
import { registerEntriesQuery } from '../session/queries.ts';
import { registerPage, summaryQuery } from './queries.ts';
import { signedRow, type SignedRow } from './rows.ts';

/** What the register gives at once, where all of it is wanted. */
const largestPage = 200;
/** What the database says of the register; whether the chain goes on is found out here. */
const counted = summaryOutput.omit({ continued: true });

/** A page of the list as the database has it, newest first, and from where the next one begins. */
export async function listRegister(
  { db }: Pick<Session, 'db'>,
  filter: RegisterFilter,
  before: number | null,
  n: number,
): Promise<{ rows: RegisterRow[]; next: number | null }> {
  const rows = await readComposed(db, registerRow, (knex) => registerPage(knex, filter, before, n));
  return { rows, next: nextOf(rows, n) };
}

/** From where the next page begins; null behind a page that is not full. */
export function nextOf(rows: readonly { seq: number }[], n: number): number | null {
  return rows.length < n ? null : (rows.at(-1)?.seq ?? null);
}

export async function readSummary(current: Session, filter: RegisterFilter): Promise<RegisterSummary> {
  const summary = await read(current.db, counted, summaryQuery, [filter]);
  return { ...summary, continued: (await ifContinued(current.witness.look())) !== null };
}

/** Up to where the ledger goes on from what this workstation saw; null where it does not. */
function ifContinued(head: Promise<Head>): Promise<Head | null> {
  return head.catch((error: unknown) => {
    if (error instanceof Failed && error.failure.code === 'ledger-not-continued') return null;
    throw error;
  });
}

/** D2 as it may be printed; `missing` out of the signed beginnings of all acts. */
type SignedRegister = {
  rows: SignedRow[];
  missing: MissingNumber | null;
  head: Head | null;
  /** In force today; null: no entry tells of one. */
  regulation: Regulation | null;
};

/**
 * All that the filter lets through. Which rows these are the database says; what stands in them comes from checked entries. They are read
 * first: the chain is then looked at up to a head that has them. Fails with 'document-entry-missing' or 'document-entry-false', which
 * name one, and with 'document-not-confirmed'.
 */
export async function signedRegister(current: Session, filter: RegisterFilter): Promise<SignedRegister> {
  const rows: SignedRow[] = [];
  const placed: Placed[] = [];
  let regulation: Regulation | null = null;
  for await (const page of signedPages(current, filter)) {
    rows.push(...page.rows);
    placed.push(...page.placed);
    regulation = regulationOn(page.entries, legalDay(new Date()));
  }
  const missing = missingOf(await beginnings(current));
  return { rows, missing, regulation, head: await ifContinued(standsAt(current, placed)) };
}

type SignedPage = { rows: SignedRow[]; entries: Entry[]; placed: Placed[] };

/** What the filter lets through, a page at a time, newest first; `placed` is what has to stand in the chain. Fails as `signedRegister`. */
export async function* signedPages(
  current: Pick<Session, 'db'>,
  filter: RegisterFilter,
): AsyncGenerator<SignedPage> {
  for (let before: number | null | undefined; before !== null;) {
    const listed = await listRegister(current, filter, before ?? null, largestPage);
    const entries = await entriesBehind(current, listed.rows);
    const seqs = new Set(listed.rows.map(({ seq }) => seq));
    const placed = [...entries.filter(({ seq }) => seqs.has(seq)), ...entries.slice(-1)];
    yield {
      rows: listed.rows.map((row) => signedRow(row, entries)),
      entries,
      placed: placed.map(({ seq, hash }) => ({ seq, hash })),
    };
    before = listed.next;
  }
}

/** The entries behind rows of one page. */
async function entriesBehind({ db }: Pick<Session, 'db'>, rows: readonly RegisterRow[]): Promise<Entry[]> {
  const acts = rows.flatMap((row) => (row.kind === 'act' ? [row.act] : []));
  return checkedEntries(
    db,
    await readRows(db, toldEntry, registerEntriesQuery, [acts, rows.map(({ seq }) => seq)]),
  );
}
