import { app } from 'electron';
import { z } from 'zod';
import type { Handlers } from '../../shared/contract.ts';
import {
  basesOutput,
  columnChoice,
  leg,
  recentCase,
  type Bar,
  type Call,
  type Cursor,
} from '../../shared/recordings.ts';
import { readKept, writeKept } from '../kept.ts';
import { session } from '../session/current.ts';
import { read } from '../session/read.ts';
import {
  basesQuery,
  countsQuery,
  knownFieldsQuery,
  outlineQuery,
  recentCasesQuery,
  searchQuery,
  type BarRow,
  type CallRow,
} from './queries.ts';

const page = 100;
/** Part of the person's own choices that the list owns. */
const keptAs = 'columns';
const legs = z.array(leg);

export const recordingsHandlers = {
  'recordings.search': async ({ filter, after }) => {
    const rows = await session().db.query<CallRow>(searchQuery, [
      JSON.stringify(filter),
      after?.startedAt ?? null,
      after?.id ?? null,
      page,
    ]);
    return { calls: rows.map(callOf), next: nextPage(rows) };
  },
  'recordings.counts': async ({ filters }) => {
    const [row] = await session().db.query<{ counts: number[] }>(countsQuery, [JSON.stringify(filters)]);
    return { counts: row?.counts ?? [] };
  },
  'recordings.outline': async ({ filter }) => {
    const rows = await session().db.query<BarRow>(outlineQuery, [JSON.stringify(filter)]);
    return { bars: rows.map(barOf) };
  },
  'recordings.recentCases': async () => ({
    cases: await read(session().db, z.array(recentCase), recentCasesQuery),
  }),
  'recordings.columns': async () => ({
    choice: readKept(app.getPath('userData'), session().login, keptAs, columnChoice),
  }),
  'recordings.keepColumns': async (choice) => {
    writeKept(app.getPath('userData'), session().login, keptAs, choice);
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

function callOf(row: CallRow): Call {
  return {
    group: row.call_group,
    startedAt: row.started_at.toISOString(),
    durationMs: Number(row.duration_ms),
    callerTail: row.caller_tail,
    legs: legs.parse(row.legs),
  };
}

function barOf(row: BarRow): Bar {
  return {
    startedAt: row.started_at.toISOString(),
    durationMs: Number(row.duration_ms),
    calls: Number(row.calls),
    matching: Number(row.matching),
    group: row.call_group,
  };
}

/** The cursor carries the database's own spelling of the instant: JavaScript would cut microseconds off, and a row would come twice. */
function nextPage(rows: readonly CallRow[]): Cursor | null {
  const last = rows.at(-1);
  if (rows.length < page || last === undefined) return null;
  return { startedAt: last.started_text, id: last.id };
}
