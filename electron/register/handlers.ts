import { hostname } from 'node:os';
import {
  type RegisterFilter,
  registerRow,
  type RegisterRow,
  type RegisterSummary,
  summaryOutput,
  told,
} from '../../shared/register.ts';
import type { Handlers } from '../../shared/contract.ts';
import { Failed } from '../failed.ts';
import type { Printable } from '../paper/pdf.ts';
import { printDocument, saveDocument } from '../paper/print.ts';
import { session, type Session } from '../session/current.ts';
import { read, readComposed, readRows } from '../session/read.ts';
import { settings } from '../settings.ts';
import { makeRegister } from './document.ts';
import { registerContent } from './content.ts';
import { registerPage, storyQueries, summaryQuery } from './queries.ts';

const page = 100;
/** What the register gives at once, where all of it is wanted. */
const largestPage = 200;
/** What the database says of the register; whether the chain goes on is found out here. */
const counted = summaryOutput.omit({ continued: true });

export const registerHandlers = {
  'register.rows': async ({ filter, before }) => readRegister(session(), filter, before, page),
  'register.summary': async ({ filter }) => (await readSummary(session(), filter)).summary,
  'register.print': async ({ filter }) => ({ printed: await printDocument(await paper(session(), filter)) }),
  'register.savePdf': async ({ filter }) => ({
    saved: await saveDocument(await paper(session(), filter), 'file-not-saved'),
  }),
  'register.story': async ({ of, id, after }) => {
    const entries = await readRows(session().db, told, storyQueries[of], [id, after, page]);
    return { entries, next: nextOf(entries, page) };
  },
} satisfies Partial<Handlers>;

type Head = { seq: number; hash: Buffer };

async function readRegister({ db }: Session, filter: RegisterFilter, before: number | null, n: number) {
  const rows = await readComposed(db, registerRow, (knex) => registerPage(knex, filter, before, n));
  return { rows, next: nextOf(rows, n) };
}

/** From where the next page begins; null behind a page that is not full. */
function nextOf(rows: readonly { seq: number }[], n: number): number | null {
  return rows.length < n ? null : (rows.at(-1)?.seq ?? null);
}

async function readSummary(
  { db, witness }: Session,
  filter: RegisterFilter,
): Promise<{ summary: RegisterSummary; head: Head | null }> {
  const summary = await read(db, counted, summaryQuery, [filter]);
  const head = await witness.look().catch((error: unknown) => {
    if (error instanceof Failed && error.failure.code === 'ledger-not-continued') return null;
    throw error;
  });
  return { summary: { ...summary, continued: head !== null }, head };
}

/** All that the filter lets through, as D2. The rows are read first: the chain is then looked at up to a head that has them. */
async function paper(current: Session, filter: RegisterFilter): Promise<Printable> {
  const rows: RegisterRow[] = [];
  for (let before: number | null | undefined; before !== null;) {
    const read = await readRegister(current, filter, before ?? null, largestPage);
    rows.push(...read.rows);
    before = read.next;
  }
  const { summary, head } = await readSummary(current, filter);
  const { office, regulation } = settings();
  const around = {
    office,
    regulation: regulation.title,
    login: current.login,
    host: hostname(),
    now: new Date().toISOString(),
    gapless: summary.gapless,
    head: head === null ? null : { seq: head.seq, hash: head.hash.toString('hex') },
    from: filter.from,
    to: filter.to,
  };
  // The bundle stands beside its fonts and colour profile.
  return makeRegister(registerContent(filter, rows, summary.people), around, __dirname);
}
