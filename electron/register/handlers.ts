import { hostname } from 'node:os';
import {
  type RegisterFilter,
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
import { settings } from '../settings.ts';
import { makeRegister } from './document.ts';
import { paperOf } from './content.ts';
import { registerQuery, type Row, storyQueries, type StoryRow, summaryQuery } from './queries.ts';
import { rowOf } from './rows.ts';

const page = 100;
/** What the register gives at once, where all of it is wanted. */
const largestPage = 200;

export const registerHandlers = {
  'register.rows': async ({ filter, before }) => readRegister(session(), filter, before, page),
  'register.summary': async ({ filter }) => (await readSummary(session(), filter)).summary,
  'register.print': async ({ filter }) => ({ printed: await printDocument(await paper(session(), filter)) }),
  'register.savePdf': async ({ filter }) => ({
    saved: await saveDocument(await paper(session(), filter), 'file-not-saved'),
  }),
  'register.story': async ({ of, id, after }) => {
    const rows = await session().db.query<StoryRow>(storyQueries[of], [id, after, page]);
    const entries = rows.map((row) => told.parse({ ...row, seq: Number(row.seq), at: row.at.toISOString() }));
    return { entries, next: rows.length < page ? null : (entries.at(-1)?.seq ?? null) };
  },
} satisfies Partial<Handlers>;

type Head = { seq: number; hash: Buffer };

async function readRegister({ db }: Session, filter: RegisterFilter, before: number | null, n: number) {
  const rows = await db.query<Row>(registerQuery, [filter, before, n]);
  const last = rows.at(-1);
  return { rows: rows.map(rowOf), next: rows.length < n || last === undefined ? null : Number(last.seq) };
}

async function readSummary(
  { db, witness }: Session,
  filter: RegisterFilter,
): Promise<{ summary: RegisterSummary; head: Head | null }> {
  const [row] = await db.query<{ summary: object }>(summaryQuery, [filter]);
  const head = await witness.look().catch((error: unknown) => {
    if (error instanceof Failed && error.failure.code === 'ledger-not-continued') return null;
    throw error;
  });
  return { summary: summaryOutput.parse({ ...row?.summary, continued: head !== null }), head };
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
  return makeRegister(paperOf(filter, rows, summary.people), around, __dirname);
}
