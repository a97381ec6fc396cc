import { randomUUID } from 'node:crypto';
import { app } from 'electron';
import { z } from 'zod';
import type { Handlers } from '../../shared/contract.ts';
import {
  bar,
  basesOutput,
  columnChoice,
  countsOutput,
  type Cursor,
  recentCase,
} from '../../shared/recordings.ts';
import { accountOf, readKept, writeKept } from '../kept.ts';
import { session } from '../session/current.ts';
import { read, readRows } from '../session/read.ts';
import {
  basesQuery,
  countsQuery,
  knownFieldsQuery,
  listedCall,
  noteQuery,
  outlineQuery,
  recentCasesQuery,
  searchQuery,
} from './queries.ts';

const page = 100;
/** Part of the person's own choices that the list owns. */
const keptAs = 'columns';
/**
 * So that the same digits count once while the program runs.
 * SECURITY: never stored: with it the log of searches would tell whose numbers were looked for.
 */
const salt = randomUUID();

/** Notes a search; what it was noted with comes back, and is what it is asked with. */
async function noted(kind: 'list' | 'counts' | 'outline', asked: object): Promise<[string, string]> {
  const search: [string, string] = [JSON.stringify(asked), salt];
  await session().db.query(noteQuery, [kind, ...search]);
  return search;
}

export const recordingsHandlers = {
  'recordings.search': async ({ filter, sort, after }) => {
    const rows = await readRows(session().db, listedCall, searchQuery, [
      ...(await noted('list', filter)),
      sort,
      after?.place ?? null,
      after?.startedAt ?? null,
      after?.id ?? null,
      page,
    ]);
    return { calls: rows.map((row) => row.call), next: nextPage(rows) };
  },
  'recordings.counts': async ({ filters }) => ({
    counts: await read(session().db, countsOutput.shape.counts, countsQuery, await noted('counts', filters)),
  }),
  'recordings.outline': async ({ filter }) => ({
    bars: await readRows(session().db, bar, outlineQuery, await noted('outline', filter)),
  }),
  'recordings.recentCases': async () => ({
    cases: await read(session().db, z.array(recentCase), recentCasesQuery),
  }),
  'recordings.columns': async () => ({
    choice: readKept(app.getPath('userData'), accountOf(session()), keptAs, columnChoice),
  }),
  'recordings.keepColumns': async (choice) => {
    writeKept(app.getPath('userData'), accountOf(session()), keptAs, choice);
    return {};
  },
  'recordings.bases': async ({ case: caseNumber }) => {
    const { db } = session();
    const [bases, known] = await Promise.all([
      read(db, basesOutput.shape.bases, basesQuery),
      read(db, basesOutput.shape.known, knownFieldsQuery, [caseNumber]),
    ]);
    return { bases, known };
  },
} satisfies Partial<Handlers>;

/** The cursor carries the database's own spelling of the instant: JavaScript would cut microseconds off, and a row would come twice. */
function nextPage(rows: readonly Cursor[]): Cursor | null {
  const last = rows.at(-1);
  if (rows.length < page || last === undefined) return null;
  return { place: last.place, startedAt: last.startedAt, id: last.id };
}
